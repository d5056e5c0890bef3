// Package policy holds the rules of the night shift.
package policy

import (
	"iter"
	"maps"
	"regexp"
	"strings"

	. "example.com/waddenzee/rules"
)

var Night = []Rule{
	{Name: "unknown product", When: Code("not_found", "bad_request"), Action: "drop"},
	{Name: "wrong key", When: Or(CodeIs("authentication.api_key_not_found"), CodeIs("authentication.key_not_active")), Action: "call"}, // want medipimcode/unknown
	{Name: "our bug", When: And(Status(404), CodeIs("endpoint_not_found")), Action: "ticket"},
	{Name: "no login", When: Family("authentication"), Action: "call"},
	{Name: "busy", When: And(Tagged("rate_limited"), Not(Silent)), Action: "wait"},
	{Name: "their bug", When: CodeIs("internal_error"), Action: "wait"}, // want medipimcode/unknown
	{Name: "text", When: Says(regexp.MustCompile(`(?i)maintenance`)), Action: "wait"},
	{Name: "agreed", When: And(Agree(), Class(5)), Action: "wait"},
}

// predicates are for the ad-hoc rules of the console.
var predicates = map[string]func(*MedipimReply) bool{
	"unauthorized": func(r *MedipimReply) bool { return r.HTTP == 401 },
	"gone": func(r *MedipimReply) bool {
		return r.HTTP == 404 && r.Err.Code != "endpoint_not_found"
	},
	"denied": func(r *MedipimReply) bool {
		return r.Err.Code == "access_denied" // want medipimcode/unknown
	},
	"broken": func(r *MedipimReply) bool {
		return r.HTTP >= 500 || r.Err.Code == "server_error"
	},
	"odd": func(r *MedipimReply) bool {
		return r.HTTP == 500 && r.Err.Code == "not_found" // want medipimpair/impossible
	},
	"odd_too": func(r *MedipimReply) bool {
		return r.HTTP != 500 && r.Err.Code == "not_found"
	},
}

// Predicate finds one by name.
func Predicate(name string) (Matcher, bool) {
	if name == "not_authenticated" {
		name = "unauthorized"
	}
	p, ok := predicates[name]
	return p, ok
}

// Names lists them.
func Names() iter.Seq[string] { return maps.Keys(predicates) }

// Weight sorts the pile in the morning: heavy first.
func Weight(r *MedipimReply) int {
	switch {
	case r.HTTP == 0:
		// the call never got an answer
		return 1
	case r.Err.Code == "":
		return 5
	case strings.HasSuffix(r.Err.Code, "_not_found"):
		return 2
	case strings.HasSuffix(r.Err.Code, "_failure"): // want medipimcode/prefix
		return 9
	case strings.Contains(r.Err.Code, "api_"):
		return 7
	}
	w := 3
	if Decide(Night, r) == "call" {
		w = 8
	}
	return w
}

// weights: by response, and by what the body says; the second is for the report.
var weights = map[int]int{401: 8, 403: 6, 404: 2, 500: 9}

func ReportLine(r *MedipimReply) (line string, heavy bool) {
	w := weights[r.HTTP]
	return strings.Join([]string{r.Err.Code, r.Err.Message}, ": "), w > 5
}

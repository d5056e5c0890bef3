package alerts

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

var (
	reKey     = regexp.MustCompile(`(?i)\bapi key\b`)
	reID      = regexp.MustCompile(`\b[0-9a-f]{8,}\b`)
	reTimeout = regexp.MustCompile(`timed? ?out`)
)

// signals are matched against the text, in order.
var signals = []struct {
	name string
	re   *regexp.Regexp
}{
	{"quota", regexp.MustCompile(`(?i)too many`)},
	{"outage", regexp.MustCompile(`(?i)unavailable|maintenance`)},
}

// Signal names what a sample is about.
func Signal(s *Sample) string {
	for _, sig := range signals {
		if sig.re.MatchString(s.Message) { // want medipimmessage/text
			return sig.name
		}
	}
	if loc := reKey.FindStringIndex(s.Message); loc != nil { // want medipimmessage/text
		return "key"
	}
	return "none"
}

// Fingerprint groups samples: ids are taken out of the text first.
func Fingerprint(s *Sample) string {
	return fmt.Sprintf("%d/%s/%s", s.HTTP, s.Code, reID.ReplaceAllString(s.Message, "#"))
}

// Transport classifies errors of the network, which have no answer.
func Transport(err error) string {
	if reTimeout.MatchString(err.Error()) {
		return "timeout"
	}
	return "net"
}

// fatalCodes wake people up at once.
var fatalCodes = map[string]struct{}{
	"authentication.api_key_is_not_active": {},
	"authentication.api_key_removed":       {}, // want medipimcode/unknown
	"endpoint_not_found":                   {},
}

// Wake says whether the telephone rings.
func Wake(s *Sample) bool {
	if _, ok := fatalCodes[s.Code]; ok {
		return true
	}
	if s.HTTP < 500 {
		if s.Code == "server_error" { // want medipimpair/impossible
			return true
		}
		return false
	}
	return s.Code == "server_error" && !isDrill(s)
}

func isDrill(s *Sample) bool {
	return strings.EqualFold(s.Message, "this is a drill") // want medipimmessage/text
}

// Level is set by the probe: "page", "noisy" or nothing.
func Level(s *Sample) string {
	switch s.Level {
	case "page":
		return "P1"
	case "noisy":
		return "P4"
	}
	if s.Message != "" && s.Code == "" {
		return "P3"
	}
	return "P5"
}

// Metric names are ours: they look like codes.
func Metric(s *Sample) string {
	if s.Code == "" {
		return "product_api_unreadable"
	}
	return "product_api_" + strings.ReplaceAll(s.Code, ".", "_")
}

// Known lists the codes that were seen.
func (p *Prober) Known() []string {
	seen := slices.Sorted(maps.Keys(p.c.codes))
	return slices.DeleteFunc(seen, func(c string) bool { return c == "" })
}

// Silenced compares with what the operators typed in.
func Silenced(s *Sample, typed []string) bool {
	return slices.ContainsFunc(typed, func(t string) bool {
		return strings.EqualFold(t, s.Code) || strings.TrimSpace(t) == s.Message
	})
}

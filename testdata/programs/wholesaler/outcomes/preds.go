package outcomes

import (
	"net/http"
	"strings"
)

// The predicate compares the body's number, whatever it is given.
func statusIs(want int) Pred {
	return func(f *MedipimFault) bool {
		return f.status == want // want medipimstatus/branch
	}
}

// The predicate compares the code with what it is given: the calls are judged.
func codeIs(want string) Pred {
	return func(f *MedipimFault) bool { return f.Code() == want }
}

// Combines predicates: no value is read.
func anyOf(preds ...Pred) Pred {
	return func(f *MedipimFault) bool {
		for _, p := range preds {
			if p(f) {
				return true
			}
		}
		return false
	}
}

var gone = anyOf(statusIs(http.StatusNotFound), statusIs(http.StatusGone))

var badKey = anyOf(
	codeIs("authentication.api_key_not_found"),
	codeIs("authentication.api_secret_invalid"), // want medipimcode/unknown
	codeIs("access_denied"),                     // want medipimcode/unknown
)

// Uses the predicates that were judged above.
func Skip(f *MedipimFault) bool { return gone(f) || badKey(f) }

// The getter as a method value.
func Missing(f *MedipimFault) bool {
	status := f.Status
	return status() == http.StatusNotFound // want medipimstatus/branch
}

// A local closure branches on its parameter: the argument is meant.
func Weight(f *MedipimFault) int {
	weigh := func(status int) int {
		if status >= 500 {
			return 2
		}
		return 1
	}
	return weigh(f.status) // want medipimstatus/branch
}

// A local closure prints its parameter.
func Show(f *MedipimFault) string {
	show := func(status int) string { return http.StatusText(status) }
	return show(f.status)
}

// A closure captures the local that holds the number.
func Filter(f *MedipimFault) func() bool {
	status := f.status
	return func() bool {
		return status == http.StatusForbidden // want medipimstatus/branch
	}
}

// The largest of two numbers is still the body's on a path.
func Worst(f, g *MedipimFault) bool {
	return max(f.status, g.status) >= 500 // want medipimstatus/branch
}

// A comparison of the whole struct compares the number too.
func Same(f *MedipimFault) bool {
	return *f == (MedipimFault{status: 404, code: "not_found"}) // want medipimstatus/branch
}

// The message is searched inside a predicate.
func says(part string) Pred {
	return func(f *MedipimFault) bool {
		return strings.Contains(f.msg, part) // want medipimmessage/text
	}
}

var slow = says("too many")

// Uses the predicate that was judged above.
func Slow(f *MedipimFault) bool { return slow(f) }

package pairing

import (
	"net/http"
	"slices"
)

type medipimProblem struct {
	http int
	code string
}

type verdict func(medipimProblem) bool

// Copies the response's number and the body's code.
func problemOf(resp *http.Response) medipimProblem {
	return medipimProblem{http: resp.StatusCode, code: codeOf(resp)}
}

// A predicate over the carried pair.
var lockedOut verdict = func(p medipimProblem) bool {
	return p.http == http.StatusUnauthorized && p.code == "not_authorized" // want medipimpair/impossible
}

// A predicate over the carried pair that can hold.
var denied verdict = func(p medipimProblem) bool {
	return p.http == http.StatusForbidden && p.code == "not_authorized"
}

// Uses the predicates that were judged above.
func Locked(resp *http.Response) bool {
	p := problemOf(resp)
	return lockedOut(p) || denied(p)
}

// A method with a switch on the carried number.
func (p medipimProblem) Key() bool {
	switch p.http {
	case http.StatusUnauthorized:
		return p.code == "authentication.invalid_api_secret"
	case http.StatusForbidden:
		return p.code == "authentication.invalid_api_secret" // want medipimpair/impossible
	}
	return false
}

// A closure over the code inside the branch on the carried number.
func Missing(resp *http.Response) bool {
	p := problemOf(resp)
	if p.http != http.StatusBadRequest {
		return false
	}
	test := func() bool {
		return p.code == "not_found" // want medipimpair/impossible
	}
	return test()
}

// The problems came over a channel, and the case has the wrong code.
func Drain(problems <-chan medipimProblem) (n int) {
	for p := range problems {
		switch {
		case p.http == 404 && p.code == "server_error": // want medipimpair/impossible
			n++
		case p.http == 404 && p.code == "endpoint_not_found":
			n++
		}
	}
	return n
}

// The second condition stands in the switch that the guard left.
func Guarded(ps []medipimProblem) []medipimProblem {
	return slices.DeleteFunc(ps, func(p medipimProblem) bool {
		if p.http < http.StatusInternalServerError {
			return false
		}
		return p.code == "authentication.api_key_not_found" // want medipimpair/impossible
	})
}

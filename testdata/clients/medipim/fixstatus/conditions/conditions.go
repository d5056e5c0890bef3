// Package conditions has conditions in awkward forms.
package conditions

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var errGone = errors.New("gone")

func read(resp *http.Response) (env envelope) {
	json.NewDecoder(resp.Body).Decode(&env)
	return
}

// A case for an absent status is one for an answer that succeeds: the tag moves into the cases.
func zeroCase(resp *http.Response) string {
	env := read(resp)
	switch env.Error.Status { // want medipimstatus/branch
	case 0:
		return "fine"
	case 404, 405:
		return "lookup"
	case http.StatusTooManyRequests:
		return "slow"
	default:
		return env.Error.Code
	}
}

func zeroCaseInit(resp *http.Response) string {
	env := read(resp)
	switch s := env.Error.Status; s { // want medipimstatus/branch
	case 0:
		return "fine"
	case 404:
		return "lookup"
	}
	return env.Error.Code
}

func comparedWithVar(resp *http.Response, want int) bool {
	if resp.StatusCode/100 == 2 {
		return false
	}
	env := read(resp)
	return want == env.Error.Status // want medipimstatus/branch
}

// Where success gets here, what is wanted may be 0, or 200.
func comparedWithAny(resp *http.Response, want int) bool {
	env := read(resp)
	return want == env.Error.Status // want medipimstatus/branch
}

func negated(resp *http.Response) bool {
	env := read(resp)
	return !(env.Error.Status == 404 || env.Error.Status == 405) // want medipimstatus/branch medipimstatus/branch
}

func rangeTest(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Status >= 400 && env.Error.Status < 500 // want medipimstatus/branch medipimstatus/branch
}

// No body status and 200 are one way, before and after.
func presentOrOk(resp *http.Response) error {
	env := read(resp)
	if env.Error.Status != 0 && env.Error.Status != 200 { // want medipimstatus/branch medipimstatus/branch
		return errors.New(env.Error.Message)
	}
	return nil
}

// An answer that succeeds has no status in its body, and is refused here: to mend that would change what success does.
func notOk(resp *http.Response) error {
	env := read(resp)
	if env.Error.Status != 200 { // want medipimstatus/branch
		return errors.New(env.Error.Message)
	}
	return nil
}

// The same where success does not get to.
func notOkGuarded(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	env := read(resp)
	if env.Error.Status != 200 { // want medipimstatus/branch
		return errors.New(env.Error.Message)
	}
	return nil
}

func isOk(status int) bool  { return status >= 200 && status < 300 }
func isBad(status int) bool { return status != 0 }

// Both functions take a success for something else than an absent status.
func callee(resp *http.Response) (bool, bool) {
	env := read(resp)
	return isOk(env.Error.Status), isBad(env.Error.Status) // want medipimstatus/branch medipimstatus/branch
}

func text(resp *http.Response) error {
	env := read(resp)
	if s := strconv.Itoa(env.Error.Status); strings.HasPrefix(s, "4") { // want medipimstatus/branch
		return errGone
	}
	switch strconv.Itoa(env.Error.Status) { // want medipimstatus/branch
	case "404":
		return errGone
	case strconv.Itoa(http.StatusForbidden):
		return errors.New("denied")
	}
	return nil
}

func sprinted(resp *http.Response) bool {
	env := read(resp)
	return fmt.Sprintf("%d", env.Error.Status) == "404" // want medipimstatus/branch
}

func modulo(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Status-400 < 100 && env.Error.Status-400 >= 0 // want medipimstatus/branch medipimstatus/branch
}

func twoVars(resp *http.Response) error {
	env := read(resp)
	status, code := env.Error.Status, env.Error.Code
	if status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(code)
}

func varDecl(resp *http.Response) error {
	env := read(resp)
	var status int = env.Error.Status
	if status == 404 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

// A group of variables is left alone.
func varBlock(resp *http.Response) error {
	env := read(resp)
	var (
		status = env.Error.Status
		code   = env.Error.Code
	)
	if status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New(code)
}

// Comments stay.
func commented(resp *http.Response) error {
	env := read(resp)
	// what the body says
	status := env.Error.Status    // not to be trusted
	if status == 404 /* gone */ { // want medipimstatus/branch
		return errGone // really
	}
	return nil
}

// Here one stands in what would go.
func commentedInit(resp *http.Response) error {
	env := read(resp)
	if status := env.Error.Status; /* hm */ status == 404 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

// The variable is printed, and stays.
func elseIfInit(resp *http.Response) error {
	env := read(resp)
	if env.Error.Code == "" {
		return nil
	} else if s := env.Error.Status; s == 404 || s == 405 { // want medipimstatus/branch medipimstatus/branch
		return errGone
	} else if s > 499 { // want medipimstatus/branch
		return fmt.Errorf("down: %d", s)
	}
	return nil
}

// The response is an element, which has no name: what read returns carries its status.
func inLoop(resps []*http.Response) (n int) {
	for i := range resps {
		env := read(resps[i])
		if env.Error.Status == 404 { // want medipimstatus/branch
			n++
		}
	}
	return
}

func named(resp *http.Response) (gone bool, err error) {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return
	}
	var env envelope
	if err = json.Unmarshal(data, &env); err != nil {
		return
	}
	gone = env.Error.Status == http.StatusNotFound // want medipimstatus/branch
	return
}

// The response is at hand in the closure too.
func goFunc(resp *http.Response) <-chan bool {
	env := read(resp)
	ch := make(chan bool, 1)
	go func() { ch <- env.Error.Status == 404 }() // want medipimstatus/branch
	return ch
}

// What is left of a branch that only sets the status is the assignment.
func bare(resp *http.Response) error {
	env := read(resp)
	// the body may be silent
	if env.Error.Status == 0 { // want medipimstatus/branch
		// take the real one
		env.Error.Status = resp.StatusCode // here
	}
	if env.Error.Status == 404 { // want medipimstatus/mixed
		return errGone
	}
	return fmt.Errorf("%d", env.Error.Status)
}

func bareElse(resp *http.Response) error {
	env := read(resp)
	if env.Error.Code == "bad_request" {
		return nil
	} else if env.Error.Status == 0 { // want medipimstatus/branch
		env.Error.Status = resp.StatusCode
	}
	return fmt.Errorf("%d", env.Error.Status)
}

func bareLocal(resp *http.Response) error {
	env := read(resp)
	status := env.Error.Status
	if status == 0 { // want medipimstatus/branch
		status = resp.StatusCode
	}
	if status == 404 { // want medipimstatus/mixed
		return errGone
	}
	return nil
}

func bareLocalPrinted(resp *http.Response) error {
	env := read(resp)
	status := env.Error.Status
	if status <= 0 && resp != nil { // want medipimstatus/branch
		status = resp.StatusCode
	}
	return fmt.Errorf("%d", status)
}

// A closure compares with its parameter: those that it is called with are no successes.
func isOneOf(resp *http.Response) string {
	env := read(resp)
	is := func(want int) bool { return env.Error.Status == want } // want medipimstatus/branch
	switch {
	case is(401), is(403):
		return "key"
	case is(404):
		return "gone"
	}
	return "failed"
}

// The closure is asked for the absent status, too.
func isNone(resp *http.Response) string {
	env := read(resp)
	is := func(want int) bool { return env.Error.Status == want } // want medipimstatus/branch
	if is(0) {
		return "fine"
	}
	if is(404) {
		return "gone"
	}
	return "failed"
}

type refused struct{ status int }

func (r *refused) Error() string { return "refused" }

// The method is asked by this package alone.
func (r *refused) is(want int) bool { return r.status == want } // want medipimstatus/branch

func refusal(resp *http.Response) error {
	env := read(resp)
	return &refused{env.Error.Status}
}

func isRefusal(resp *http.Response) string {
	var r *refused
	if err := refusal(resp); errors.As(err, &r) {
		if r.is(404) || r.is(410) {
			return "gone"
		}
	}
	return "failed"
}

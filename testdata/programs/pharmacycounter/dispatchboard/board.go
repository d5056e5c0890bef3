// Package dispatchboard shows on a board what went wrong.
//
//medipimlint:client
package dispatchboard

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

type inner struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

type outer struct {
	Error inner `json:"error"`
}

var (
	actions = map[int]func() string{
		401: func() string { return "key" },
		404: func() string { return "missing" },
	}
	lights [600]func() string
	fatals = []int{401, 403}
)

// grab reads the envelope, nothing to report.
func grab(resp *http.Response) (o outer) {
	_ = json.NewDecoder(resp.Body).Decode(&o)
	return
}

// act picks an action by the body's status, the index is reported.
func act(resp *http.Response) string {
	o := grab(resp)
	if fn, ok := actions[o.Error.Status]; ok { // want medipimstatus/branch
		return fn()
	}
	return "other"
}

// light calls straight through an array of functions, the index is reported.
func light(resp *http.Response) string {
	status := grab(resp).Error.Status
	return lights[status]() // want medipimstatus/branch
}

// actReal picks the action by the response's status, silent.
func actReal(resp *http.Response) string {
	o := grab(resp)
	if fn, ok := actions[resp.StatusCode]; ok {
		return fn()
	}
	return o.Error.Code
}

// describe branches on its parameter, which each caller answers for, silent here.
func describe(status int) string {
	switch status {
	case 401:
		return "key"
	case 404:
		return "missing"
	}
	return "other"
}

// describeBody hands the body's status to a function that branches on it, reported on the argument.
func describeBody(resp *http.Response) string {
	o := grab(resp)
	return describe(o.Error.Status) // want medipimstatus/branch
}

// describeReal hands the response's status to the same function, silent.
func describeReal(resp *http.Response) string {
	return describe(resp.StatusCode)
}

// caption only joins its parameters and does not branch, silent.
func caption(status int, code string) string {
	return strings.Join([]string{http.StatusText(status), code}, ": ")
}

// captionBody hands the body's status to a function that does not branch on it, silent.
func captionBody(resp *http.Response) string {
	o := grab(resp)
	return caption(o.Error.Status, o.Error.Code)
}

// listed searches a list of statuses for the body's, reported.
func listed(resp *http.Response) bool {
	o := grab(resp)
	return slices.Contains(fatals, o.Error.Status) // want medipimstatus/branch
}

// indexed asks for the place of the body's status in a list, reported.
func indexed(resp *http.Response) int {
	o := grab(resp)
	return slices.Index(fatals, o.Error.Status) // want medipimstatus/branch
}

// listedReal searches for the response's status, silent.
func listedReal(resp *http.Response) bool {
	return slices.Contains(fatals, resp.StatusCode)
}

// whole compares a struct that holds the body's status, reported.
func whole(resp *http.Response) bool {
	o := grab(resp)
	return o.Error == inner{404, "not_found"} // want medipimstatus/branch
}

// closed compares the captured body's status within a closure, reported there.
func closed(resp *http.Response) string {
	o := grab(resp)
	is := func(want int) bool {
		return o.Error.Status == want // want medipimstatus/branch
	}
	if is(401) {
		return "key"
	}
	if is(403) {
		return "rights"
	}
	return o.Error.Code
}

// closedArg hands the body's status to a closure that branches on it, reported on the argument.
func closedArg(resp *http.Response) bool {
	gone := func(s int) bool { return s == 404 }
	return gone(grab(resp).Error.Status) // want medipimstatus/branch
}

// closedReal captures the response's status instead, silent.
func closedReal(resp *http.Response) string {
	o := grab(resp)
	is := func(want int) bool { return resp.StatusCode == want }
	if is(401) {
		return "key"
	}
	return o.Error.Code
}

// largest joins two statuses of bodies and compares the result, reported.
func largest(first, second *http.Response) bool {
	a, b := grab(first).Error.Status, grab(second).Error.Status
	top := max(a, b)
	return top >= 500 // want medipimstatus/branch
}

// tagless has one case about the body's status and one about the response's, only the first is reported.
func tagless(resp *http.Response) string {
	o := grab(resp)
	switch {
	case o.Error.Status == http.StatusForbidden: // want medipimstatus/branch
		return "rights"
	case resp.StatusCode == http.StatusMethodNotAllowed:
		return "bug"
	}
	return ""
}

// pair returns status and code of the body to its caller, nothing to report.
func pair(resp *http.Response) (int, string) {
	o := grab(resp)
	return o.Error.Status, o.Error.Code
}

// paired compares the first of two returned values, reported.
func paired(resp *http.Response) string {
	status, code := pair(resp)
	if status == 400 { // want medipimstatus/branch
		return "request"
	}
	return code
}

// pairedReal throws the body's status away, silent.
func pairedReal(resp *http.Response) string {
	_, code := pair(resp)
	if resp.StatusCode == 400 {
		return "request"
	}
	return code
}

// realPair returns the response's status and the body's code, nothing to report.
func realPair(resp *http.Response) (status int, code string) {
	return resp.StatusCode, grab(resp).Error.Code
}

// pairedToo compares a status that came from the response, silent.
func pairedToo(resp *http.Response) string {
	status, code := realPair(resp)
	if status == 400 {
		return "request"
	}
	return code
}

// under tests the real status around the body's, which does not excuse it, reported.
func under(resp *http.Response) string {
	if resp.StatusCode >= 400 {
		o := grab(resp)
		if o.Error.Status == 405 { // want medipimstatus/branch
			return "bug"
		}
	}
	return ""
}

// Package success takes an absent status for what it is: the answer of an API that succeeded.
package success

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
)

type envelope struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func read(resp *http.Response) (env envelope) {
	json.NewDecoder(resp.Body).Decode(&env)
	return
}

// The hundreds of an absent status are 0.
func class(resp *http.Response) string {
	env := read(resp)
	switch env.Error.Status / 100 { // want medipimstatus/branch
	case 0:
		return "fine"
	case 4:
		return "client"
	case 5:
		return "server"
	}
	return "odd"
}

// Here success has a case of its own, before that of an absent status.
func classTwice(resp *http.Response) string {
	env := read(resp)
	switch env.Error.Status / 100 { // want medipimstatus/branch
	case 2:
		return "odd"
	case 0:
		return "fine"
	}
	return "failed"
}

func classVar(resp *http.Response) bool {
	env := read(resp)
	class := env.Error.Status / 100
	return class < 2 // want medipimstatus/branch
}

func minus(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Status-200 < 0 // want medipimstatus/branch
}

// Both bounds, or none.
func between(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Status >= 200 && env.Error.Status < 300 // want medipimstatus/branch medipimstatus/branch
}

func outside(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Status < 200 || env.Error.Status >= 300 // want medipimstatus/branch medipimstatus/branch
}

// A success, which the second test holds for before, is what the first one holds for after.
func eitherNone(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Status/100 == 2 || env.Error.Status == none() // want medipimstatus/branch medipimstatus/branch
}

func none() int { return 0 }

// The first test alone does not hold for a success.
func neitherNone(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Status/100 == 3 || env.Error.Status == none() // want medipimstatus/branch medipimstatus/branch
}

// Where nobody else than success or an absent status is meant, both are.
func either(resp *http.Response) bool {
	env := read(resp)
	switch {
	case env.Error.Status/100 == 2, env.Error.Status == 0: // want medipimstatus/branch medipimstatus/branch
		return true
	}
	return false
}

// An absent status among others of success: one test does.
func covered(resp *http.Response) string {
	env := read(resp)
	switch env.Error.Status { // want medipimstatus/branch
	case 0, http.StatusOK:
		return "fine"
	case 401:
		fallthrough
	case 403:
		return "key"
	}
	return "failed"
}

var (
	fine  = map[int]bool{0: true, 404: true}
	bad   = map[int]bool{401: true, 403: true}
	added = map[int]bool{401: true}
	flags [600]bool
	gone  = [600]bool{404: true, 410: true}
	short = []bool{404: true}
	acts  = map[int]func() error{0: func() error { return nil }, 404: func() error { return errGone }}
)

var errGone = errors.New("gone")

func allow(status int) { added[status] = true }

// A table without 0 and without the statuses of success has the same for both.
func tables(resp *http.Response) bool {
	env := read(resp)
	return bad[env.Error.Status] || // want medipimstatus/branch
		gone[env.Error.Status] || // want medipimstatus/branch
		slices.Contains([]int{404, 410}, env.Error.Status) // want medipimstatus/branch
}

// A table with 0 has not, nor has one that others fill, nor one that ends before the statuses do.
func otherTables(resp *http.Response) bool {
	env := read(resp)
	_, ok := fine[env.Error.Status]        // want medipimstatus/branch
	return ok || fine[env.Error.Status] || // want medipimstatus/branch
		added[env.Error.Status] || // want medipimstatus/branch
		flags[env.Error.Status] || // want medipimstatus/branch
		short[env.Error.Status] || // want medipimstatus/branch
		slices.Contains([]int{0, 404}, env.Error.Status) // want medipimstatus/branch
}

func dispatch(resp *http.Response) error {
	env := read(resp)
	return acts[env.Error.Status]() // want medipimstatus/branch
}

// Success does not get to the table.
func dispatchGuarded(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	env := read(resp)
	return acts[env.Error.Status]() // want medipimstatus/branch
}

func largest(resp *http.Response) bool {
	env := read(resp)
	return max(env.Error.Status, 300) == 300 || max(env.Error.Status, 400) > 403 // want medipimstatus/branch medipimstatus/branch
}

// The second of two is the HTTP status where the body has none.
func chosen(resp *http.Response) bool {
	env := read(resp)
	return cmp.Or(env.Error.Status, resp.StatusCode) == 200 // want medipimstatus/mixed
}

// With both the same there is nothing to choose.
func chosenError(resp *http.Response) bool {
	if resp.StatusCode < 400 {
		return false
	}
	env := read(resp)
	return cmp.Or(env.Error.Status, resp.StatusCode) >= 500 // want medipimstatus/mixed
}

// The second is 500.
func chosenConst(resp *http.Response) bool {
	env := read(resp)
	return cmp.Or(env.Error.Status, 500) >= 500 // want medipimstatus/branch
}

func replaced(resp *http.Response) bool {
	env := read(resp)
	status := env.Error.Status
	if status == 0 { // want medipimstatus/branch
		status = 500
	}
	return status < 300 // want medipimstatus/branch
}

func replacedBySuccess(resp *http.Response) bool {
	env := read(resp)
	status := env.Error.Status
	if status == 0 { // want medipimstatus/branch
		status = 200
	}
	return status < 300 // want medipimstatus/branch
}

func prefix(resp *http.Response, digits string) bool {
	env := read(resp)
	s := text(env.Error.Status)
	return strings.HasPrefix(s, "5") || strings.HasPrefix(s, "2") || strings.HasPrefix(s, digits) // want medipimstatus/branch medipimstatus/branch medipimstatus/branch
}

func text(status int) string { return string(rune('0' + status/100)) }

func isGone(status int) bool   { return status == 404 || status == 410 }
func isFine(status int) bool   { return status == 0 || status == 404 }
func is(status, want int) bool { return status == want }
func classOf(status int) int   { return status / 100 }
func isClient(resp *http.Response) bool {
	env := read(resp)
	return isGone(env.Error.Status) || isFine(env.Error.Status) || is(env.Error.Status, 410) || classOf(env.Error.Status) == 0 // want medipimstatus/branch medipimstatus/branch medipimstatus/branch medipimstatus/branch
}

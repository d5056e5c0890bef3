//medipimlint:client

// Package dispatch routes failures through tables.
package dispatch

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
)

type failure struct {
	status int
	http   int
	code   string
	text   string
}

type handler func(failure) error

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var errOther = errors.New("other")

// Copies both numbers: storing is no branch.
func read(resp *http.Response) (failure, error) {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return failure{}, err
	}
	return failure{status: env.Error.Status, http: resp.StatusCode, code: env.Error.Code, text: env.Error.Message}, nil
}

// Formats: no branch.
func onMissing(f failure) error { return fmt.Errorf("missing: %s", f.text) }

// Formats: no branch.
func onAuth(f failure) error { return fmt.Errorf("key: %s (%d)", f.code, f.status) }

var byStatus = map[int]handler{
	http.StatusNotFound:     onMissing,
	http.StatusUnauthorized: onAuth,
}

var byClass = map[int]handler{4: onMissing, 5: onAuth}

var sentinels = map[int]error{
	http.StatusNotFound:  errors.New("missing"),
	http.StatusForbidden: errors.New("denied"),
}

// The body's number is the index into the table.
func Route(resp *http.Response) error {
	f, err := read(resp)
	if err != nil {
		return err
	}
	if h, ok := byStatus[f.status]; ok { // want medipimstatus/branch
		return h(f)
	}
	return errOther
}

// The number's class is the index.
func RouteClass(f failure) error {
	h, ok := byClass[f.status/100] // want medipimstatus/branch
	if !ok {
		return errOther
	}
	return h(f)
}

// The sentinel is chosen by the body's number.
func Sentinel(f failure) error {
	return cmp.Or(sentinels[f.status], errOther) // want medipimstatus/branch
}

// The index is the status of the response.
func RouteHTTP(f failure) error {
	if h, ok := byStatus[f.http]; ok {
		return h(f)
	}
	return cmp.Or(sentinels[f.http], errOther)
}

// Metrics are no branch, though they index a map.
func Count(fs []failure) map[int]int {
	counts := make(map[int]int)
	for _, f := range fs {
		counts[f.status]++
		slog.Debug("failure", "status", f.status, "text", http.StatusText(f.status))
	}
	return counts
}

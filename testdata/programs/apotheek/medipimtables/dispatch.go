// Package medipimtables decides by table.
package medipimtables

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
)

var (
	errMissing = errors.New("missing")
	errServer  = errors.New("server")
)

type body struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Silent: it decodes.
func parse(raw []byte) (b body, err error) {
	err = json.Unmarshal(raw, &b)
	return b, err
}

var byStatus = map[int]error{
	http.StatusNotFound:            errMissing,
	http.StatusInternalServerError: errServer,
}

var byClass = [...]string{"", "", "fine", "moved", "client", "server"}

// Reported: the index into a map.
func fromMap(raw []byte) error {
	b, err := parse(raw)
	if err != nil {
		return err
	}
	if e, ok := byStatus[b.Error.Status]; ok { // want medipimstatus/branch
		return e
	}
	return nil
}

// Silent: the same map, indexed by the real status.
func fromMapReal(resp *http.Response) error {
	if e, ok := byStatus[resp.StatusCode]; ok {
		return e
	}
	return nil
}

var actions = map[int]func() error{
	404: func() error { return errMissing },
	500: func() error { return errServer },
}

// Reported: a table of functions.
func act(raw []byte) error {
	b, err := parse(raw)
	if err != nil {
		return err
	}
	status := b.Error.Status
	if f := actions[status]; f != nil { // want medipimstatus/branch
		return f()
	}
	return nil
}

// Silent: a table of functions, indexed by the real status in the end.
func actReal(resp *http.Response, raw []byte) error {
	b, err := parse(raw)
	if err != nil {
		return err
	}
	status := b.Error.Status
	println(status)
	status = resp.StatusCode
	if f := actions[status]; f != nil {
		return f()
	}
	return nil
}

// Silent: an array of names, indexed by the real status.
func classReal(resp *http.Response) string {
	return byClass[resp.StatusCode/100]
}

type row struct {
	low, high int
	err       error
}

var rows = []row{{404, 404, errMissing}, {500, 599, errServer}}

// Reported: each row's limits against the body's status.
func fromRows(raw []byte) error {
	b, err := parse(raw)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if b.Error.Status < r.low { // want medipimstatus/branch
			continue
		}
		if b.Error.Status <= r.high { // want medipimstatus/branch
			return r.err
		}
	}
	return nil
}

// Silent: the rows' limits against each other.
func rowsSane() bool {
	return slices.IsSortedFunc(rows, func(x, y row) int { return x.low - y.high })
}

// Package promotedreal has interfaces whose methods hide those of embedded structs.
package promotedreal

import (
	"encoding/json"
	"net/http"
)

// Fault is how callers see an error of the Medipim API.
type Fault interface {
	Number() int
	Word() string
}

type detail struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (d *detail) Number() int  { return d.Status }
func (d *detail) Word() string { return d.Code }

// The method of the outer struct hides the embedded one.
type answered struct {
	detail
	real int
}

func (a *answered) Number() int { return a.real }

func read(resp *http.Response) (Fault, error) {
	a := &answered{real: resp.StatusCode}
	env := struct {
		Error *detail `json:"error"`
	}{&a.detail}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return nil, err
	}
	return a, nil
}

func missing(resp *http.Response) bool {
	f, err := read(resp)
	return err == nil && f.Number() == http.StatusNotFound
}

func shadowed(resp *http.Response, b []byte) bool {
	a := &answered{real: resp.StatusCode}
	_ = json.Unmarshal(b, &struct {
		Error *detail `json:"error"`
	}{&a.detail})
	var f Fault = a
	return f.Number() == http.StatusNotFound
}

// The embedded struct is set from the response after the decode.
type copied struct{ detail }

func copies(resp *http.Response, b []byte) bool {
	c := &copied{}
	_ = json.Unmarshal(b, &struct {
		Error *detail `json:"error"`
	}{&c.detail})
	c.Status = resp.StatusCode
	return c.Number() == http.StatusNotFound
}

package pointers

import (
	"encoding/json"
	"net/http"
)

type optional struct {
	Status *int32  `json:"status,omitempty"`
	Code   *string `json:"code,omitempty"`
}

// GetStatus yields the status, or zero: it decides nothing.
func (o *optional) GetStatus() int32 {
	if o == nil || o.Status == nil {
		return 0
	}
	return *o.Status
}

// orZero does the same with a variable.
func (o *optional) orZero() (n int32) {
	if o.Status != nil {
		n = *o.Status
	}
	return n
}

// orGone yields a number that means something.
func (o *optional) orGone() int32 {
	if o.Status == nil { // want medipimstatus/branch
		return http.StatusGone
	}
	return *o.Status
}

// known asks whether there is one.
func (o *optional) known() bool {
	return o.Status != nil // want medipimstatus/branch
}

func yielded(resp *http.Response) (bool, error) {
	var env struct {
		Error *optional `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return false, err
	}
	if env.Error.GetStatus() == 404 { // want medipimstatus/branch
		return false, nil
	}
	return env.Error.orZero() < 500 && env.Error.orGone() != 410 && env.Error.known(), nil // want medipimstatus/branch medipimstatus/branch
}

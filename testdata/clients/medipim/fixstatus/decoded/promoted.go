package decoded

import (
	"encoding/json"
	"errors"
	"net/http"
)

// A base is embedded in what is behind a pointer: the pointer may be nil, the base is a part of what it points to.
type base struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

type fault struct {
	base
	Message string `json:"message"`
}

type answered struct {
	Name  string `json:"name"`
	Fault *fault `json:"error"`
}

func (a answered) gone() bool {
	return a.Fault != nil && a.Fault.Status == http.StatusNotFound // want medipimstatus/branch
}

func find(resp *http.Response) (answered, error) {
	var a answered
	err := json.NewDecoder(resp.Body).Decode(&a)
	if resp.StatusCode >= 400 {
		return a, errors.New(resp.Status)
	}
	return a, err
}

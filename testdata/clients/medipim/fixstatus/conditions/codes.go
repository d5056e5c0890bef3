package conditions

import (
	"encoding/json"
	"errors"
	"net/http"
)

// Fixed, the first test would leave nothing for the second: the author must say which is meant.
func statusThenCode(resp *http.Response) error {
	env := read(resp)
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	if env.Error.Code == "not_found" {
		return errors.New(env.Error.Message)
	}
	return nil
}

// Here the code says what the status leaves open.
func codeWithin(resp *http.Response) error {
	env := read(resp)
	switch env.Error.Status { // want medipimstatus/branch
	case 404:
		if env.Error.Code == "endpoint_not_found" {
			return errors.New(env.Error.Message)
		}
		return errGone
	case 401, 403:
		return errors.New(env.Error.Code)
	}
	if env.Error.Code == "too_many_requests" {
		return errors.New("slow down")
	}
	return nil
}

type page struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
	Results []string `json:"results"`
}

// Any error, in the same struct as the data.
func results(resp *http.Response) ([]string, error) {
	var p page
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	if p.Error.Status != 0 { // want medipimstatus/branch
		return nil, errors.New(p.Error.Code)
	}
	return p.Results, nil
}

func someResults(resp *http.Response) ([]string, error) {
	var p page
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	if p.Error.Status == 404 { // want medipimstatus/branch
		return nil, errGone
	}
	return p.Results, nil
}

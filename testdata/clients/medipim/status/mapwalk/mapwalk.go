// Package mapwalk decodes the error body into maps.
package mapwalk

import (
	"encoding/json"
	"errors"
	"net/http"
)

var errGone = errors.New("medipim: gone")

func body(resp *http.Response) (map[string]any, error) {
	m := make(map[string]any)
	err := json.NewDecoder(resp.Body).Decode(&m)
	return m, err
}

func steps(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var m map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return err
	}
	inner, ok := m["error"].(map[string]any)
	if !ok {
		return errors.New(resp.Status)
	}
	if inner["status"] == 404.0 { // want medipimstatus/branch
		return errGone
	}
	code, _ := inner["code"].(string)
	return errors.New(code)
}

func chain(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	m, err := body(resp)
	if err != nil {
		return err
	}
	if m["error"].(map[string]any)["status"].(float64) == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New("medipim: error")
}

func converted(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var m map[string]map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return err
	}
	status, _ := m["error"]["status"].(float64)
	switch int(status) { // want medipimstatus/branch
	case 404:
		return errGone
	case 401:
		return errors.New("medipim: log in")
	}
	return errors.New("medipim: error")
}

func keysAsConstants(resp *http.Response) error {
	const keyError, keyStatus = "error", "status"
	if resp.StatusCode < 400 {
		return nil
	}
	var m map[string]json.RawMessage
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return err
	}
	var inner map[string]any
	if err := json.Unmarshal(m[keyError], &inner); err != nil {
		return err
	}
	if status, ok := inner[keyStatus].(float64); ok && status >= 500 { // want medipimstatus/branch
		return errors.New("medipim is down")
	}
	return errors.New("medipim: error")
}

// The map's status is printed, and the response's decides.
func realStatus(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	m, err := body(resp)
	if err != nil {
		return err
	}
	if inner, ok := m["error"].(map[string]any); ok {
		println("medipim:", inner["status"], inner["code"])
	}
	if resp.StatusCode == http.StatusNotFound {
		return errGone
	}
	return errors.New("medipim: error")
}

// A status beside other data, not under "error".
func jobStatus(data []byte) (bool, error) {
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		return false, err
	}
	job, _ := m["job"].(map[string]any)
	return job["status"] == "done" || m["status"] == 3.0, nil
}

package types

import (
	"encoding/json"
	"net/http"
)

func errorOf(resp *http.Response) map[string]any {
	var m map[string]any
	json.NewDecoder(resp.Body).Decode(&m)
	e, _ := m["error"].(map[string]any)
	return e
}

// The test that the body has a status goes with the test of the status.
func asserted(resp *http.Response) bool {
	e := errorOf(resp)
	if s, ok := e["status"].(float64); ok && s == 404 { // want medipimstatus/branch
		return true
	}
	return e["code"] == "not_found"
}

// It stays where a success without a status must not pass.
func below(resp *http.Response) bool {
	e := errorOf(resp)
	if s, ok := e["status"].(float64); ok && s < 500 { // want medipimstatus/branch
		return true
	}
	return e["code"] == "not_found"
}

func either(resp *http.Response) bool {
	e := errorOf(resp)
	if s, ok := e["status"].(float64); ok && (s == 401 || s == 403) { // want medipimstatus/branch medipimstatus/branch
		return true
	}
	return e["code"] == "not_authorized"
}

func present(resp *http.Response) bool {
	e := errorOf(resp)
	return e["status"] != nil && e["status"] == 422.0 && e["code"] == "validation_failed" // want medipimstatus/branch medipimstatus/branch
}

func absent(resp *http.Response) bool {
	e := errorOf(resp)
	switch e["status"] { // want medipimstatus/branch
	case 405.0:
		return true
	case nil:
		return false
	}
	return e["code"] == "not_found"
}

func assertedServer(resp *http.Response) bool {
	e := errorOf(resp)
	if s, ok := e["status"].(float64); ok && s >= 500 { // want medipimstatus/branch
		return true
	}
	return e["code"] == "not_found"
}

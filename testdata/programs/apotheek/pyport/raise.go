//medipimlint:client

// Package pyport follows the Python script line by line.
package pyport

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
)

type dict = map[string]any

var errMissing = errors.New("missing")

// Reported: dict walked to the status, compared as the float that json makes.
func raiseForStatus(body []byte) error {
	var payload map[string]any
	if err := json.Unmarshal(body, &payload); err != nil {
		return err
	}
	inner, _ := payload["error"].(map[string]any)
	if inner["status"] == float64(404) { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

// Reported: the alias for dicts and an int conversion change nothing.
func isServerSide(body []byte) bool {
	var payload dict
	if err := json.Unmarshal(body, &payload); err != nil {
		return false
	}
	inner, _ := payload["error"].(dict)
	status, _ := inner["status"].(float64)
	return int(status)/100 == 5 // want medipimstatus/branch
}

// Reported: in a list, as Python's "in".
func isGone(body []byte) bool {
	var payload map[string]any
	if err := json.Unmarshal(body, &payload); err != nil {
		return false
	}
	status, _ := payload["error"].(map[string]any)["status"].(float64)
	return slices.Contains([]float64{404, 410}, status) // want medipimstatus/branch
}

// Reported: any(status == s for s in statuses).
func anyOf(body []byte, statuses []float64) bool {
	var payload map[string]any
	if err := json.Unmarshal(body, &payload); err != nil {
		return false
	}
	inner, _ := payload["error"].(map[string]any)
	status, _ := inner["status"].(float64)
	return slices.ContainsFunc(statuses, func(s float64) bool {
		return s == status // want medipimstatus/branch
	})
}

// Silent: the dict's entry is overwritten with the real status first.
func stamped(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var payload map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&payload); err != nil {
		return err
	}
	inner, _ := payload["error"].(map[string]any)
	if inner == nil {
		return errMissing
	}
	inner["status"] = float64(resp.StatusCode)
	if inner["status"] == float64(404) {
		return errMissing
	}
	return nil
}

// Silent: another key of the answer is called status too.
func productRetired(meta []byte) bool {
	var payload map[string]any
	if err := json.Unmarshal(meta, &payload); err != nil {
		return false
	}
	inner, _ := payload["product"].(map[string]any)
	return inner["status"] == "retired"
}

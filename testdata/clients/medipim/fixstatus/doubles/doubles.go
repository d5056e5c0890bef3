// Package doubles has tests that say the same once they are on the HTTP status, and lookalikes that do not.
package doubles

import (
	"encoding/json"
	"net/http"
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

func presentAndOne(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Code != "" && env.Error.Status != 0 && env.Error.Status == 404 // want medipimstatus/branch medipimstatus/branch
}

func presentAndNotFine(resp *http.Response) bool {
	env := read(resp)
	if env.Error.Status != 0 && env.Error.Status != 200 { // want medipimstatus/branch medipimstatus/branch
		return true
	}
	return env.Error.Code != "" && (env.Error.Status > 0 && env.Error.Status != 204) // want medipimstatus/branch medipimstatus/branch
}

func absentOrFine(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Status == 0 || env.Error.Status >= 200 && env.Error.Status <= 299 // want medipimstatus/branch medipimstatus/branch medipimstatus/branch
}

func caseOfBoth(resp *http.Response) string {
	env := read(resp)
	switch {
	case env.Error.Status/100 == 2, env.Error.Status == 0: // want medipimstatus/branch medipimstatus/branch
		return "fine"
	}
	return "refused"
}

// Both tests are needed.
func presentButOne(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Status != 0 && env.Error.Status != 404 // want medipimstatus/branch medipimstatus/branch
}

func oneOrOther(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Status == 403 || env.Error.Status >= 500 // want medipimstatus/branch medipimstatus/branch
}

// The comment is about the test that would go.
func explained(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Status != 0 && // want medipimstatus/branch
		env.Error.Status == 404 // want medipimstatus/branch
}

// What the text of the status begins with is a range of the number.
func begins(resp *http.Response) (ours, theirs, gone bool) {
	var text struct {
		Error struct {
			Status string `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if resp.StatusCode < 400 || json.NewDecoder(resp.Body).Decode(&text) != nil {
		return false, false, false
	}
	ours = strings.HasPrefix(text.Error.Status, "4")                        // want medipimstatus/branch
	theirs = !strings.HasPrefix(text.Error.Status, "4")                     // want medipimstatus/branch
	gone = strings.HasPrefix(text.Error.Status, "404")                      // want medipimstatus/branch
	return ours, theirs, gone || strings.HasPrefix(text.Error.Status, "41") // want medipimstatus/branch
}

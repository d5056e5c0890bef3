package deferred

import (
	"encoding/json"
	"net/http"
)

type failure struct {
	Status int
	Code   string
}

// Silent: the deferred function stamps the real status on what is returned.
func stampedFailure(resp *http.Response) (f *failure) {
	defer func() { f.Status = resp.StatusCode }()
	var env envelope
	f = new(failure)
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return f
	}
	f.Status, f.Code = env.Error.Status, env.Error.Code
	return f
}

// Silent: what came out has the real status.
func stampedMissing(resp *http.Response) bool {
	return stampedFailure(resp).Status == http.StatusNotFound
}

type rawFailure struct {
	Status int
	Code   string
}

// Reported inside: the read comes before the deferred stamp.
func stampedTooLate(resp *http.Response) (missing bool, f *rawFailure) {
	f = new(rawFailure)
	defer func() { f.Status = resp.StatusCode }()
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return false, f
	}
	f.Status, f.Code = env.Error.Status, env.Error.Code
	missing = f.Status == http.StatusNotFound // want medipimstatus/branch
	return missing, f
}

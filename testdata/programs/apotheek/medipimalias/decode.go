package medipimalias

import (
	"encoding/json"
	"net/http"
)

// Silent: a wrapper round the decoder.
func decodeInto(resp *http.Response, v any) error {
	return json.NewDecoder(resp.Body).Decode(v)
}

type tally struct {
	Status int
	Code   int
}

// Silent: a counter of this program that happens to be called Status.
func countStatuses(bodies []*http.Response) bool {
	var t tally
	for _, resp := range bodies {
		if resp.StatusCode >= http.StatusBadRequest {
			t.Status++
		}
	}
	return t.Status > 10
}

type snapshot struct {
	BodyStatus int
	BodyCode   string
}

// Silent: the field's name speaks of the body, its value is the real status.
func snapshotOf(resp *http.Response) error {
	env, err := read(resp)
	if err != nil {
		return err
	}
	snap := snapshot{BodyStatus: resp.StatusCode, BodyCode: env.Error.Code}
	if snap.BodyStatus == http.StatusNotFound {
		return errMissing
	}
	return nil
}

type record struct {
	HTTPStatus int
	Code       string
}

// Reported: the field's name speaks of HTTP, its value comes from the body.
func recordOf(resp *http.Response) error {
	env, err := read(resp)
	if err != nil {
		return err
	}
	rec := record{HTTPStatus: env.Error.Status, Code: env.Error.Code}
	if rec.HTTPStatus == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

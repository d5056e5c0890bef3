package decoded

import (
	"encoding/json"
	"net/http"
)

type handed struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func read[T any](resp *http.Response) (v T) {
	_ = json.NewDecoder(resp.Body).Decode(&v)
	return
}

// here reads nothing else of the body; its variable stays for the field that is set in it.
func here(resp *http.Response) bool {
	if resp.StatusCode < 400 {
		return false
	}
	h := read[handed](resp)
	return h.Error.Status == 404 // want medipimstatus/branch
}

// there hands the body on.
func there(resp *http.Response) bool {
	if resp.StatusCode < 400 {
		return false
	}
	h := read[handed](resp)
	return elsewhere(h)
}

func elsewhere(h handed) bool { return h.Error.Status == 404 } // want medipimstatus/branch

// Package ledgerout keeps the ledger. Its docs once lay at https://api.medipim.be/v4 and moved.
package ledgerout

import (
	"encoding/json"
	"net/http"
)

// Docs is a web page and no API.
const Docs = "https://platform.medipim.be/docs/errors"

type failure struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

// Booked uses common codes and a host in a comment, which put nothing in scope, silent.
func Booked(resp *http.Response) bool {
	var f failure
	if json.NewDecoder(resp.Body).Decode(&f) != nil {
		return false
	}
	if f.Error.Code == "not_found" || f.Error.Code == "notfound" {
		return false
	}
	return f.Error.Status < 400
}

// Package notreported has its mistakes in files that are not looked at unless asked for.
package notreported

import (
	"encoding/json"
	"net/http"
)

type medipimEnvelope struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func decode(resp *http.Response) (medipimEnvelope, error) {
	var env medipimEnvelope
	err := json.NewDecoder(resp.Body).Decode(&env)
	return env, err
}

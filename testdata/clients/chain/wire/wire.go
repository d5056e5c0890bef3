// Package wire has the envelope and the send of a client in three packages.
package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
)

const base = "https://api.medipim.be/v4"

// Failure is the envelope's error.
type Failure struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Post sends query and returns the answer as it is.
func Post(c *http.Client, path string, query []byte) (*http.Response, error) {
	return c.Post(base+path, "application/json", bytes.NewReader(query))
}

// Decode reads the failure out of an answer that is no success.
func Decode(resp *http.Response) (*Failure, error) {
	var body struct {
		Error Failure `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return nil, fmt.Errorf("wire: %s", resp.Status)
	}
	return &body.Error, nil
}

// IsRefusal says whether a status means that the key may not.
func IsRefusal(status int) bool { return status == 401 || status == 403 }

// Package wire has the envelope of a client in several packages.
package wire

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// Host is where the API is.
const Host = "api.medipim.be"

// Failure is the envelope's error.
type Failure struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
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

// Ping sends a request whose answer this package could have judged: it knows errors.
func Ping(c *http.Client) (*http.Response, error) {
	return c.Get("https://" + Host + "/v4/ping") // want medipimretry/missing
}

// Package send sends for a client in several packages, and judges no answer: that is for its callers.
package send

import (
	"bytes"
	"net/http"
)

const base = "https://api.medipim.be/v4"

// Post sends query and returns the answer as it is.
func Post(c *http.Client, path string, query []byte) (*http.Response, error) {
	return c.Post(base+path, "application/json", bytes.NewReader(query))
}

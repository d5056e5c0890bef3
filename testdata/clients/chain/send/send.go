// Package send sends for a client in several packages, and judges no answer: that is for its callers.
package send

import (
	"bytes"
	"io"
	"net/http"
)

const base = "https://api.medipim.be/v4"

// Post sends query and returns the answer as it is.
func Post(c *http.Client, path string, query []byte) (*http.Response, error) {
	return c.Post(base+path, "application/json", bytes.NewReader(query))
}

// Upload sends what is read from body.
func Upload(c *http.Client, path string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, base+path, body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return c.Do(req)
}

// Package plainhelper is used by others for any API: nothing in it speaks of one.
package plainhelper

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// Error is what Fetch returns for an answer that is no success.
type Error struct {
	Status int
	Body   []byte
}

func (e *Error) Error() string { return fmt.Sprintf("%d: %s", e.Status, e.Body) }

// Fetch posts in as JSON and decodes the answer into out.
func Fetch(c *http.Client, url string, in, out any) error {
	data, err := json.Marshal(in)
	if err != nil {
		return err
	}
	resp, err := c.Post(url, "application/json", bytes.NewReader(data))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		body, _ := io.ReadAll(resp.Body)
		return &Error{resp.StatusCode, body}
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

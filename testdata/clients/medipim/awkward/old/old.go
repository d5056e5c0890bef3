//go:build go1.21

// Package old is written in a Go that has no math/rand/v2.
package old

import (
	"errors"
	"net/http"
)

// Find looks one product up.
func Find(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}

// Package helpers sends from several files, in each of the ways that a helper takes over.
package helpers

import (
	"fmt"
	"net/http"
)

const base = "https://api.medipim.be/v4"

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func brands(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

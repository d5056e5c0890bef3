//go:build linux || darwin || windows

package files

import (
	"errors"
	"net/http"
)

func tagged(c *http.Client, req *http.Request) error {
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

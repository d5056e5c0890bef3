// Package builtins gives other meanings to names that Go declares.
package builtins

import (
	"errors"
	"net/http"
)

const findURL = "https://api.medipim.be/v4/products/find"

type string []byte

func send(c *http.Client) error {
	resp, err := c.Get(findURL) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}

// The helper for requests has no string in it.
func do(c *http.Client, req *http.Request, min int) error {
	resp, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300+min {
		return errors.New(resp.Status)
	}
	return nil
}

// Package byconstant is in scope by the host that a string in it names.
package byconstant

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

var endpoint = "https://api.au.medipim.com/v4/products/find?id="

func find(c *http.Client, id string) error {
	resp, err := c.Get(endpoint + id) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var env struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return errors.New(resp.Status)
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return nil
	}
	return fmt.Errorf("find: %s", env.Error.Code)
}

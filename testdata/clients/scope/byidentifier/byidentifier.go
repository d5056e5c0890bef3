// Package byidentifier is in scope by a name in it.
package byidentifier

import (
	"encoding/json"
	"errors"
	"net/http"
)

type medipimError struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func check(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	var body medipimError
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return errors.New(resp.Status)
	}
	if body.Error.Code == "unauthorised" { // want medipimcode/unknown
		return errors.New("log in")
	}
	return errors.New(body.Error.Code)
}

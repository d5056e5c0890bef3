// Package bydirective is in scope because it says so.

//medipimlint:client

package bydirective

import (
	"encoding/json"
	"errors"
	"net/http"
)

type envelope struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func check(resp *http.Response) error {
	var body envelope
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return errors.New(resp.Status)
	}
	if body.Error.Status == 401 { // want medipimstatus/branch
		return errors.New("log in")
	}
	return errors.New(body.Error.Code)
}

type client struct {
	http *http.Client
	base string
}

func (c *client) ping() error {
	resp, err := c.http.Get(c.base + "/ping") // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return check(resp)
}

// Package outofscope makes every mistake, in a client of some other API: a comment that names
// api.medipim.be does not change that, nor do the words not_found and server_error.
package outofscope

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

const base = "https://api.example.com/v4"

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type thing struct {
	ID string `json:"id"`
}

func find(id string) (*thing, error) {
	resp, err := http.Get(base + "/things/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var env envelope
	if resp.StatusCode >= 500 {
		if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
			return nil, err
		}
	}
	switch {
	case env.Error.Status == 404, env.Error.Code == "notfound", strings.Contains(env.Error.Message, "found"):
		return nil, nil
	case env.Error.Code == "server_error", env.Error.Code == "not_found":
		return nil, errors.New(env.Error.Code)
	}
	t := new(thing)
	return t, json.NewDecoder(resp.Body).Decode(t)
}

// The pages of the platform are no API either.
func documentation() (bool, error) {
	resp, err := http.Get("https://platform.example.com/docs")
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK, nil
}

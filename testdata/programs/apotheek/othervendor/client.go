// Package othervendor talks to somebody else.
package othervendor

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Silent: nothing here is about the API.
func check(body []byte) error {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return err
	}
	if env.Error.Status == http.StatusNotFound {
		return errors.New("missing")
	}
	switch env.Error.Code {
	case "unauthorized", "rate_limit_exceeded":
		return errors.New("refused")
	}
	if strings.Contains(env.Error.Message, "not found") {
		return errors.New("missing")
	}
	return nil
}

// Silent: nothing here is about the API.
func pair(resp *http.Response, body []byte) bool {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return false
	}
	return resp.StatusCode == http.StatusForbidden && env.Error.Code == "not_found"
}

// Package imports has the imports that a repair must cope with: dotted, renamed, single, none.
package imports

import (
	. "encoding/json"
	. "errors"
	. "net/http"
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func dotted(answer *Response) error {
	var env envelope
	if err := NewDecoder(answer.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == StatusNotFound { // want medipimstatus/branch
		return New("medipim: gone")
	}
	return New(env.Error.Code)
}

func dottedSend(c *Client, req *Request) error {
	answer, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode >= 300 {
		return New(answer.Status)
	}
	return nil
}

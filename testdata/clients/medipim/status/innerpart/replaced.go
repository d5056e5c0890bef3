package innerpart

import (
	"encoding/json"
	"errors"
	"net/http"
)

// The callers that are seen put the HTTP status in before they hand the object on.

type Cause struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
	Text   string `json:"message"`
}

type reply struct {
	Error Cause `json:"error"`
}

func refused(resp *http.Response) error {
	var r reply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return err
	}
	r.Error.Status = resp.StatusCode
	return Explain(&r.Error)
}

func Explain(c *Cause) error {
	if c.Status == http.StatusNotFound {
		return errors.New("no such product")
	}
	return errors.New(c.Code)
}

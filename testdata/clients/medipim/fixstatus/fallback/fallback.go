// Package fallback builds errors from bodies that are empty or malformed, too.
package fallback

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// APIError is what the API refused.
type APIError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *APIError) Error() string { return e.Code }

// IsNotFound is what callers ask.
func (e *APIError) IsNotFound() bool { return e.Status == 404 } // want medipimstatus/branch

// CheckResponse has the response, and a body that may have no error.
func CheckResponse(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	var env struct {
		Error *APIError `json:"error"`
	}
	data, err := io.ReadAll(resp.Body)
	if err == nil && len(data) > 0 {
		if err := json.Unmarshal(data, &env); err != nil {
			return &APIError{
				Code:    "malformed",
				Message: err.Error(),
			}
		}
	}
	if env.Error == nil {
		env.Error = &APIError{Message: http.StatusText(resp.StatusCode)}
	}
	return env.Error
}

// The error for a status of its own has none from the API.
var errClosed = &APIError{Code: "closed"}

func isClosed(err error) bool { return errors.Is(err, errClosed) }

type parsed struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

func (p *parsed) Error() string { return p.Code }

// The bytes are all that it gets.
func parse(b []byte) *parsed {
	var env struct {
		Error *parsed `json:"error"`
	}
	if err := json.Unmarshal(b, &env); err != nil || env.Error == nil {
		return &parsed{Code: string(b)}
	}
	return env.Error
}

type coded struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

func (c *coded) Error() string { return c.Code }

// The status is a parameter already.
func parseCoded(code int, b []byte) error {
	var env struct {
		Error *coded `json:"error"`
	}
	if err := json.Unmarshal(b, &env); err != nil || env.Error == nil {
		return &coded{Code: http.StatusText(code)}
	}
	return env.Error
}

type tried struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

func (t *tried) Error() string { return t.Code }

// The number is one of tries, not the status.
func parseTried(try int, b []byte) error {
	var env struct {
		Error tried `json:"error"`
	}
	if err := json.Unmarshal(b, &env); err != nil {
		return err
	}
	if try > 3 {
		return errors.New("too many")
	}
	return &env.Error
}

func fetch(req *http.Request, try int) error {
	resp, err := http.DefaultClient.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode < 400 {
		return err
	}
	switch req.Method {
	case http.MethodGet:
		return parse(b)
	case http.MethodHead:
		return parseTried(try, b)
	}
	return parseCoded(resp.StatusCode, b)
}

func missing(err error) bool {
	var p *parsed
	var c *coded
	var t *tried
	return errors.As(err, &p) && p.Status == 404 || // want medipimstatus/branch
		errors.As(err, &c) && c.Status == 404 || // want medipimstatus/branch
		errors.As(err, &t) && t.Status == 404 // want medipimstatus/branch
}

func explain(err error) string {
	e, ok := errors.AsType[*APIError](err)
	if !ok {
		return ""
	}
	switch e.Status { // want medipimstatus/branch
	case 401, 403:
		return "look at the key"
	}
	return e.Code
}

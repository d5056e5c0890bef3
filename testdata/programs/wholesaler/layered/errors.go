// Package layered wraps wrappers.
package layered

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

type medipimDetail struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type medipimDocument struct {
	Error medipimDetail `json:"error"`
}

type apiError struct {
	medipimDetail
	HTTP int
}

type opError struct {
	op  string
	err error
}

type coder interface {
	Status() (body int, http int)
	Name() string
}

type retryRow struct {
	name  string
	match func(coder) bool
}

// Formats: no branch.
func (e *apiError) Error() string { return e.Message }

// Hands out both numbers: no branch.
func (e *apiError) Status() (int, int) { return e.medipimDetail.Status, e.HTTP }

// Hands out the code: no branch.
func (e *apiError) Name() string { return e.Code }

// Formats: no branch.
func (e *opError) Error() string { return fmt.Sprintf("%s: %v", e.op, e.err) }

// Hands the cause up: no branch.
func (e *opError) Unwrap() []error { return []error{e.err} }

// Embeds the body's fields beside the response's number.
func fromResponse(op string, resp *http.Response) error {
	var doc medipimDocument
	if err := json.NewDecoder(resp.Body).Decode(&doc); err != nil {
		return fmt.Errorf("%s: status %d: %w", op, resp.StatusCode, err)
	}
	return &opError{op, &apiError{doc.Error, resp.StatusCode}}
}

var table = []retryRow{
	{"down", func(c coder) bool {
		body, _ := c.Status()
		return body >= http.StatusInternalServerError // want medipimstatus/branch
	}},
	{"down", func(c coder) bool {
		_, line := c.Status()
		return line >= http.StatusInternalServerError
	}},
	{"slow", func(c coder) bool {
		return slices.Contains([]string{
			"too_many_requests",
			"rate_limited", // want medipimcode/unknown
		}, c.Name())
	}},
	{"gone", func(c coder) bool { return c.Name() == "not_found" }},
}

// Asks the rows of the table.
func Match(resp *http.Response) []string {
	var c coder
	if !errors.As(fromResponse("match", resp), &c) {
		return nil
	}
	var names []string
	for _, row := range table {
		if row.match(c) {
			names = append(names, row.name)
		}
	}
	return names
}

// The field of the embedded struct is read.
func Denied(resp *http.Response) (denied bool, err error) {
	err = fromResponse("denied", resp)
	if e, ok := errors.AsType[*apiError](err); ok {
		denied = e.medipimDetail.Status == http.StatusForbidden // want medipimstatus/branch
	}
	return denied, err
}

// The field beside the embedded ones has the response's number.
func DeniedLine(resp *http.Response) (denied bool, err error) {
	err = fromResponse("denied", resp)
	if e, ok := errors.AsType[*apiError](err); ok {
		denied = e.HTTP == http.StatusForbidden
	}
	return denied, err
}

// A code of the error two wrappers down, under the response's number.
func Confused(err error) bool {
	e, ok := errors.AsType[*apiError](err)
	if !ok || e.HTTP != http.StatusUnauthorized {
		return false
	}
	return e.Code == "not_authorized" // want medipimpair/impossible
}

// Error() of the inner error is the message.
func Wording(err error) bool {
	e, ok := errors.AsType[*apiError](err)
	return ok && e.Error() == "Not authorized" // want medipimmessage/text
}

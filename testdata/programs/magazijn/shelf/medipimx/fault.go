package medipimx

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
)

// nested is the inner object, with violations of some type.
type nested[V any] struct {
	common
	Violations V `json:"violations"`
}

type common struct {
	Status  int    `json:"status"`
	Code    Code   `json:"code"`
	Message string `json:"message"`
}

// Code is the type of the codes.
type Code string

// Codes.
const (
	CodeNotFound   Code = "not_found"
	CodeNoEndpoint Code = "no_such_endpoint" // want medipimcode/unknown
	CodeServer     Code = "server_error"
	CodeNoSecret   Code = "authentication.secret_missing" // want medipimcode/unknown
)

// Colour is another type of words.
type Colour string

// Colours of a shelf.
const (
	ColourRed  Colour = "forbidden"
	ColourBlue Colour = "unauthorized"
)

// Fault is flattened by its own method.
type Fault struct {
	Num    int
	Word   Code
	Text   string
	Fields []string
}

// UnmarshalJSON flattens the envelope.
func (f *Fault) UnmarshalJSON(b []byte) error {
	var w struct {
		Error nested[[]string] `json:"error"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	f.Num, f.Word, f.Text = w.Error.Status, w.Error.Code, w.Error.Message
	f.Fields = w.Error.Violations
	return nil
}

// Error is the sentence.
func (f *Fault) Error() string { return string(f.Word) + ": " + f.Text }

// Is compares the flattened number.
func (f *Fault) Is(target error) bool {
	switch target {
	case ErrAbsent:
		return f.Num == http.StatusNotFound // want medipimstatus/branch
	case ErrRefused:
		return slices.Contains([]int{401, 403}, f.Num) // want medipimstatus/branch
	}
	return false
}

// Errors of the package.
var (
	ErrAbsent  = errors.New("absent")
	ErrRefused = errors.New("refused")
)

// explain decides by the response's number, and asks for one code that it rules out.
func explain(resp *http.Response) error {
	f := new(Fault)
	if err := json.NewDecoder(resp.Body).Decode(f); err != nil {
		return errors.New(resp.Status)
	}
	if resp.StatusCode == http.StatusInternalServerError {
		if f.Word == CodeNotFound { // want medipimpair/impossible
			return ErrAbsent
		}
		if f.Word == CodeServer {
			return f
		}
	}
	if resp.StatusCode == http.StatusNotFound && f.Word == CodeNotFound {
		return ErrAbsent
	}
	return f
}

// Wrong reads a code that is wrong where it is declared.
func (f *Fault) Wrong() bool { return f.Word == CodeNoEndpoint || f.Word == CodeNoSecret }

// Absent reads the response's number, which came from outside of the body.
func Absent(resp *http.Response, f *Fault) bool {
	return resp.StatusCode == http.StatusNotFound && f.Word == CodeNotFound
}

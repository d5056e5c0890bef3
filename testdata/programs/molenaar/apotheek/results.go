//medipimlint:client

// Package apotheek keeps the manners of the C# solution it replaces.
package apotheek

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Problem is ProblemDetails.
type Problem struct {
	StatusCode int
	ErrorCode  string
	Detail     string
	Errors     json.RawMessage
	HttpStatus int
}

func (p *Problem) Error() string { return fmt.Sprintf("%d %s", p.HttpStatus, p.ErrorCode) }

// Result is Result<T>.
type Result[T any] struct {
	value   T
	problem *Problem
}

// Ok is a good one.
func Ok[T any](v T) Result[T] { return Result[T]{value: v} }

// Fail is a bad one.
func Fail[T any](p *Problem) Result[T] { return Result[T]{problem: p} }

// Match folds.
func Match[T, R any](r Result[T], ok func(T) R, fail func(*Problem) R) R {
	if r.problem != nil {
		return fail(r.problem)
	}
	return ok(r.value)
}

// When is an exception filter.
func When(err error, filter func(*Problem) bool) bool {
	var p *Problem
	return errors.As(err, &p) && filter(p)
}

// envelope has the error as it is sent, with our names.
type envelope struct {
	Problem struct {
		StatusCode int             `json:"status"`
		ErrorCode  string          `json:"code"`
		Detail     string          `json:"message"`
		Errors     json.RawMessage `json:"violations"`
	} `json:"error"`
	// Status and Code are ours; they cannot come from JSON.
	Status int    `json:"-"`
	code   string `json:"-"`
}

// Read reads an answer.
func Read[T any](resp *http.Response, parse func(io.Reader) (T, error)) Result[T] {
	if resp.StatusCode == http.StatusOK {
		v, err := parse(resp.Body)
		if err != nil {
			return Fail[T](&Problem{HttpStatus: resp.StatusCode, ErrorCode: "unparsable", Detail: err.Error()})
		}
		return Ok(v)
	}
	env := envelope{Status: resp.StatusCode, code: "none"}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		env.code = "unparsable"
	}
	if env.Status == http.StatusNotFound || env.code == "unparsable" {
		return Fail[T](&Problem{HttpStatus: env.Status, ErrorCode: env.code})
	}
	return Fail[T](&Problem{
		StatusCode: env.Problem.StatusCode,
		ErrorCode:  env.Problem.ErrorCode,
		Detail:     env.Problem.Detail,
		Errors:     env.Problem.Errors,
		HttpStatus: resp.StatusCode,
	})
}

// Package medipimcodes gives the codes a type of their own.
package medipimcodes

import "encoding/json"

// ErrorCode is the code of an error answer.
type ErrorCode string

// What the first version of this client knew.
const (
	CodeBadRequest    ErrorCode = "bad_request"
	CodeNotFound      ErrorCode = "not_found"
	CodeForbidden     ErrorCode = "forbidden" // want medipimcode/unknown
	CodeBadSecret     ErrorCode = "authentication.invalid_api_secret"
	CodeKeyNotFound   ErrorCode = "authentication.api_key_notfound" // want medipimcode/unknown
	CodeServerError   ErrorCode = "server_error"
	CodeTooMany       ErrorCode = "too_many_requests"
	CodeNone          ErrorCode = ""
	CodeNotAuthorized ErrorCode = "not_authorized"
)

// Problem is the inner object.
type Problem struct {
	Code    ErrorCode `json:"code"`
	Message string    `json:"message"`
}

// Answer is the outer object.
type Answer struct {
	Error Problem `json:"error"`
}

// Area is a part of this program, and no code.
type Area string

// The areas.
const (
	AreaPrices Area = "prices_forbidden"
	AreaMedia  Area = "media_locked"
)

// Read decodes an answer.
func Read(b []byte) (Problem, error) {
	var a Answer
	err := json.Unmarshal(b, &a)
	return a.Error, err
}

// Is compares with a constant of the group.
func (p Problem) Is(c ErrorCode) bool { return p.Code == c }

// The constants of the group are used.
func (p Problem) Denied() bool {
	return p.Is(CodeForbidden) || p.Is(CodeNotAuthorized)
}

// The literal is untyped at first and becomes a code by the parameter.
func (p Problem) Slow() bool {
	return p.Is("slow_down") // want medipimcode/unknown
}

// The literal is untyped at first and is in the catalog.
func (p Problem) Limited() bool {
	return p.Is("too_many_requests")
}

// The conversion makes a code of the literal.
func (p Problem) Converted() bool {
	return p.Code == ErrorCode("bad_gateway") // want medipimcode/unknown
}

// The area is compared with an area.
func Locked(a Area) bool { return a == AreaMedia || a == AreaPrices }

// Known tells whether the switch has a case.
func (c ErrorCode) Known() bool {
	switch c {
	case CodeBadRequest, CodeNotFound, CodeBadSecret, CodeServerError, CodeTooMany, CodeNotAuthorized:
		return true
	}
	return false
}

// Package rpc stands in for the codes and statuses of a remote procedure library.
package rpc

import "fmt"

// Code is a code of the remote procedure library.
type Code uint32

// Codes of the library.
const (
	OK Code = iota
	Unknown
	InvalidArgument
	NotFound
	PermissionDenied
	Unauthenticated
	ResourceExhausted
	Internal
)

// Status is a code with a sentence and details.
type Status struct {
	C       Code
	Msg     string
	Details []any
}

// Error formats.
func (s *Status) Error() string { return fmt.Sprintf("rpc %d: %s", s.C, s.Msg) }

// New makes a status.
func New(c Code, msg string, details ...any) *Status {
	return &Status{C: c, Msg: msg, Details: details}
}

// CodeOf compares types only.
func CodeOf(err error) Code {
	if s, ok := err.(*Status); ok {
		return s.C
	}
	return Unknown
}

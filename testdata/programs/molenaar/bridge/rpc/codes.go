// Package rpc has the numbers of gRPC, without gRPC.
package rpc

import "fmt"

// Code is a canonical code.
type Code uint32

// The canonical codes that we use.
const (
	OK                Code = 0
	Unknown           Code = 2
	InvalidArgument   Code = 3
	NotFound          Code = 5
	PermissionDenied  Code = 7
	ResourceExhausted Code = 8
	Unimplemented     Code = 12
	Internal          Code = 13
	Unavailable       Code = 14
	Unauthenticated   Code = 16
)

// Status is code and text.
type Status struct {
	Code    Code
	Message string
	Cause   error
}

func (s *Status) Error() string { return fmt.Sprintf("rpc %d: %s", s.Code, s.Message) }

// Unwrap gives the cause.
func (s *Status) Unwrap() error { return s.Cause }

// Wrap builds a status.
func Wrap(c Code, err error) *Status { return &Status{Code: c, Message: err.Error(), Cause: err} }

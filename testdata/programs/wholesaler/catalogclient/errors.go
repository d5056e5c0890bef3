package catalogclient

import (
	"fmt"

	"example.com/wholesaler/apierrors"
)

// QueryError wraps the error of the layer below.
type QueryError struct {
	Op       string
	Upstream int
	Reason   string
	Detail   string
	cause    *apierrors.MedipimError
}

// Copies the getter's result into a field: storing is no branch.
func wrap(op string, e *apierrors.MedipimError) error {
	return &QueryError{Op: op, Upstream: e.StatusCode(), Reason: e.Code, Detail: e.Message, cause: e}
}

// Formats: no branch.
func (e *QueryError) Error() string { return fmt.Sprintf("%s: %d %s", e.Op, e.Upstream, e.Reason) }

// Hands the cause up: no branch.
func (e *QueryError) Unwrap() error { return e.cause }

// The field was filled from the body by way of two packages.
func (e *QueryError) Temporary() bool {
	return e.Upstream >= 500 // want medipimstatus/branch
}

// The reason is the body's code, and the string is none of the catalog.
func (e *QueryError) Missing() bool {
	return e.Reason == "product_not_found" // want medipimcode/unknown
}

// The reason is the body's code, and the catalog has the string.
func (e *QueryError) BadPath() bool {
	return e.Reason == "endpoint_not_found"
}

// A message copied through two structs is compared.
func (e *QueryError) NoSuchKey() bool {
	return e.Detail == "The API key does not exist" // want medipimmessage/text
}

// Emptiness is no interface.
func (e *QueryError) Silent() bool { return e.Detail == "" }

package stocksync

import (
	"context"
	"errors"
	"net/http"

	"example.com/wholesaler/apierrors"
)

// StatusCoder is what an error of the SDK can do.
type StatusCoder interface {
	error
	StatusCode() int
}

var _ StatusCoder = (*apierrors.MedipimError)(nil)

// The interface's only implementation hands out the body's number.
func Temporary(err error) bool {
	e, ok := errors.AsType[*apierrors.MedipimError](err)
	if !ok {
		return false
	}
	var sc StatusCoder = e
	return sc.StatusCode() >= http.StatusInternalServerError // want medipimstatus/branch
}

// The cause of a context is the error, and its number decides.
func Cancelled(ctx context.Context) bool {
	var e *apierrors.MedipimError
	if errors.As(context.Cause(ctx), &e) {
		return e.Status == http.StatusUnauthorized // want medipimstatus/branch
	}
	return false
}

// A helper two functions down branches: the argument is what is meant.
func Severity(e *apierrors.MedipimError) string {
	return describe(e.StatusCode()) // want medipimstatus/branch
}

// Hands its parameter on to a function that branches.
func describe(status int) string { return "severity " + grade(status) }

// Branches on its parameter, whatever that is.
func grade(status int) string {
	if status >= http.StatusInternalServerError {
		return "high"
	}
	return "low"
}

// The same helper with the status of the response itself.
func ResponseSeverity(resp *http.Response) string { return describe(resp.StatusCode) }

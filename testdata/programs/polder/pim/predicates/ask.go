// Package predicates asks questions about errors of any kind.
package predicates

import (
	"errors"
	"net/http"

	"example.com/polder/pim/pimerr"
)

// Numbered is an error with a number.
type Numbered interface {
	error
	StatusCode() int
}

// As finds the error of the API.
func As(err error) (*pimerr.Error, bool) { return errors.AsType[*pimerr.Error](err) }

// Absent asks the body's number through the getter.
func Absent(err error) bool {
	e, ok := As(err)
	return ok && e.StatusCode() == http.StatusNotFound // want medipimstatus/branch
}

// AbsentLine asks the line's number through the getter.
func AbsentLine(err error) bool {
	e, ok := As(err)
	return ok && e.Line() == http.StatusNotFound
}

// Denied asks for a code of the package.
func Denied(err error) bool {
	e, ok := As(err)
	return ok && e.HasCode(pimerr.NotAuthorized)
}

// Expired asks for a code of nobody.
func Expired(err error) bool {
	e, ok := As(err)
	return ok && e.HasCode("authentication.expired") // want medipimcode/unknown
}

// Mixed asks for a number and a code that do not go together.
func Mixed(err error) bool {
	e, ok := As(err)
	return ok && e.HTTP == http.StatusBadRequest && e.Code == pimerr.NotFound // want medipimpair/impossible
}

// Sound asks for a number and a code that go together.
func Sound(err error) bool {
	e, ok := As(err)
	return ok && e.HTTP == http.StatusNotFound && e.Code == pimerr.NotFound
}

// Text asks for the sentence.
func Text(err error) bool {
	e, ok := As(err)
	return ok && e.Message == "Product not found" // want medipimmessage/text
}

// Shown prints the sentence.
func Shown(err error) string {
	if e, ok := As(err); ok && e.Message != "" {
		return e.Message
	}
	return err.Error()
}

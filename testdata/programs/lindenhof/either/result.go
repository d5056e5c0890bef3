//medipimlint:client

// Package either brings the vocabulary of functional languages.
package either

// Result is a value or a failure.
type Result[T any] struct {
	value T
	fail  *Failure
}

// Ok wraps a value.
func Ok[T any](v T) Result[T] { return Result[T]{value: v} }

// Err wraps a failure.
func Err[T any](f *Failure) Result[T] { return Result[T]{fail: f} }

// Fold runs one of two functions.
func Fold[T, R any](r Result[T], onErr func(*Failure) R, onOk func(T) R) R {
	if r.fail != nil {
		return onErr(r.fail)
	}
	return onOk(r.value)
}

// Either is a left or a right.
type Either[L, R any] struct {
	left    L
	right   R
	isRight bool
}

// Left makes a left.
func Left[L, R any](l L) Either[L, R] { return Either[L, R]{left: l} }

// Right makes a right.
func Right[L, R any](r R) Either[L, R] { return Either[L, R]{right: r, isRight: true} }

// Failure is the inner object of an error answer.
type Failure struct {
	Status  int    `json:"status,omitempty"`
	Code    string `json:"code,omitempty"`
	Message string `json:"message,omitempty"`
}

// Envelope is the outer object.
type Envelope struct {
	Error Failure `json:"error"`
}

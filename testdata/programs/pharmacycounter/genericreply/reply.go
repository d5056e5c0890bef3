// Package genericreply reads answers of any kind.
//
//medipimlint:client
package genericreply

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Fault is the inner object.
type Fault struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

// Reply has the data and the error side by side.
type Reply[T any] struct {
	Result T      `json:"result"`
	Error  *Fault `json:"error"`
}

// Wrapped is an envelope with a kind of inner object of the caller's.
type Wrapped[E any] struct {
	Error E `json:"error"`
}

// Alias is another name for one of them.
type Alias = Wrapped[Fault]

type traced struct {
	Alias
	Trace string `json:"-"`
}

// decode reads any value, nothing to report.
func decode[T any](r io.Reader) (T, error) {
	var v T
	err := json.NewDecoder(r).Decode(&v)
	return v, err
}

// must hands a value on, nothing to report.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// One decodes data and error side by side and looks only at the body's status, reported as that alone.
func One[T any](resp *http.Response) (T, error) {
	var zero T
	r, err := decode[Reply[T]](resp.Body)
	if err != nil {
		return zero, err
	}
	if r.Error != nil && r.Error.Status >= 400 { // want medipimstatus/branch
		return zero, errors.New(r.Error.Code)
	}
	return r.Result, nil
}

// OneRight looks at the response's status between the decode and the use of the data, silent.
func OneRight[T any](resp *http.Response) (T, error) {
	var zero T
	r, err := decode[Reply[T]](resp.Body)
	if err != nil {
		return zero, err
	}
	if resp.StatusCode >= 400 {
		return zero, fmt.Errorf("answer %s", resp.Status)
	}
	return r.Result, nil
}

// Aliased compares the status of a generic envelope under another name, reported.
func Aliased(resp *http.Response) bool {
	a, err := decode[Alias](resp.Body)
	return err == nil && a.Error.Status == 404 // want medipimstatus/branch
}

// Embedded compares the status of an embedded envelope, reported.
func Embedded(resp *http.Response) bool {
	t, err := decode[traced](resp.Body)
	if err != nil {
		return false
	}
	t.Trace = resp.Header.Get("X-Trace")
	return t.Error.Status == 403 // want medipimstatus/branch
}

// Pointer compares through a pointer to the inner object, reported.
func Pointer(resp *http.Response) string {
	w, err := decode[Wrapped[*Fault]](resp.Body)
	if err != nil || w.Error == nil {
		return resp.Status
	}
	f := w.Error
	if f.Status < 500 { // want medipimstatus/branch
		return "ours"
	}
	return "theirs"
}

// Asserted goes through an interface and a type assertion before it compares, reported.
func Asserted(resp *http.Response) bool {
	var v any = must(decode[Alias](resp.Body))
	a, ok := v.(Alias)
	if !ok {
		return false
	}
	return a.Error.Status == 401 // want medipimstatus/branch
}

// AliasedReal compares the response's status beside a generic envelope, silent.
func AliasedReal(resp *http.Response) (bool, string) {
	a, err := decode[Alias](resp.Body)
	if err != nil {
		return false, ""
	}
	return resp.StatusCode == 404, a.Error.Code
}

// EmbeddedReplaced replaces the promoted status before it is read, silent.
func EmbeddedReplaced(resp *http.Response) bool {
	t, err := decode[traced](resp.Body)
	if err != nil {
		return false
	}
	t.Error.Status = resp.StatusCode
	return t.Error.Status == 403
}

// Choose hands the body's status to a generic function that compares it, reported on the argument.
func Choose(resp *http.Response) bool {
	a, err := decode[Alias](resp.Body)
	if err != nil {
		return false
	}
	return equal(a.Error.Status, 405) // want medipimstatus/branch
}

// ChooseReal hands the response's status to the same generic function, silent.
func ChooseReal(resp *http.Response) bool { return equal(resp.StatusCode, 405) }

// equal compares its parameters, which each caller answers for, silent here.
func equal[T comparable](a, b T) bool { return a == b }

// Code compares a code out of a generic envelope, reported.
func Code(resp *http.Response) bool {
	a, err := decode[Alias](resp.Body)
	return err == nil && a.Error.Code == "resource_not_found" // want medipimcode/unknown
}

// CodeRight compares a known code out of a generic envelope, silent.
func CodeRight(resp *http.Response) bool {
	a, err := decode[Alias](resp.Body)
	return err == nil && a.Error.Code == "endpoint_not_found"
}

// Package medipimhelpers has a helper for everything.
package medipimhelpers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
)

// Detail is the inner object.
type Detail struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Wrapper is the outer object, for any inner one.
type Wrapper[E any] struct {
	Error E `json:"error"`
}

// Decode reads one value.
func Decode[T any](r io.Reader) (T, error) {
	var v T
	err := json.NewDecoder(r).Decode(&v)
	return v, err
}

// MustDecode reads one value or gives nothing.
func MustDecode[T any](r io.Reader) *T {
	v, err := Decode[T](r)
	if err != nil {
		return new(T)
	}
	return &v
}

// Unmarshaler is how the configuration picks a decoder.
type Unmarshaler func(b []byte, v any) error

// Strict refuses what it does not know.
func Strict(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

// The generic helper gives the body's number.
func Absent(r io.Reader) bool {
	w, err := Decode[Wrapper[Detail]](r)
	return err == nil && w.Error.Status == 404 // want medipimstatus/branch
}

// The generic helper gives the code.
func AbsentByCode(r io.Reader) bool {
	w, err := Decode[Wrapper[Detail]](r)
	return err == nil && w.Error.Code == "not_found"
}

// The generic helper on top of the helper, with a pointer inside.
func Denied(r io.Reader) bool {
	w := MustDecode[Wrapper[*Detail]](r)
	return w.Error != nil && w.Error.Status == 403 // want medipimstatus/branch
}

// The generic helper on top of the helper, and a code that nobody sends.
func DeniedByCode(r io.Reader) bool {
	w := MustDecode[Wrapper[*Detail]](r)
	return w.Error != nil && w.Error.Code == "insufficient_scope" // want medipimcode/unknown
}

// The configured function fills an anonymous struct.
func Configured(u Unmarshaler, b []byte) bool {
	var w struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := u(b, &w); err != nil {
		return false
	}
	return w.Error.Status == 405 // want medipimstatus/branch
}

// The strict function fills an anonymous struct, and the code is asked.
func StrictCode(b []byte) bool {
	var w struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	return Strict(b, &w) == nil && w.Error.Code == "http_method_not_allowed"
}

// isServer compares its parameter.
func isServer(n int) bool { return n >= 500 && n < 600 }

// between compares its first parameter with the two others.
func between(n, low, high int) bool { return low <= n && n <= high }

// The body's number is an argument.
func ServerTrouble(d Detail) bool {
	return isServer(d.Status) // want medipimstatus/branch
}

// The line's number is an argument.
func ServerTroubleLine(resp *http.Response) bool { return isServer(resp.StatusCode) }

// The body's number is one argument of three.
func ClientTrouble(d *Detail) error {
	if between(d.Status, 400, 403) { // want medipimstatus/branch
		return errors.New("our fault")
	}
	return fmt.Errorf("not our fault: %s", d.Message)
}

// The line's number is one argument of three.
func ClientTroubleLine(resp *http.Response, d *Detail) error {
	if between(resp.StatusCode, 400, 403) {
		return errors.New("our fault")
	}
	return fmt.Errorf("not our fault: %d %s", d.Status, d.Message)
}

// oneOf compares its first parameter with the rest.
func oneOf[T comparable](v T, of ...T) bool { return slices.Contains(of, v) }

// The code is compared with a list of arguments.
func LoginTrouble(d Detail) bool {
	return oneOf(d.Code,
		"authentication.not_authenticated",
		"authentication.invalid_signature", // want medipimcode/unknown
		"authentication.api_key_not_found")
}

// The code is compared with a list of arguments, all known.
func LookupTrouble(d Detail) bool {
	return oneOf(d.Code, "not_found", "endpoint_not_found")
}

// The area of this program is compared with a list of arguments.
func InArea(area string) bool { return oneOf(area, "prices", "media", "leaflets") }

// HasCode compares its parameter with the code.
func (d *Detail) HasCode(code string) bool { return d != nil && strings.EqualFold(d.Code, code) }

// Text trims the sentence.
func (d *Detail) Text() string { return strings.TrimSpace(d.Message) }

// The argument is in the catalog when the case is folded, the other is not.
func Asked(d *Detail) int {
	switch {
	case d.HasCode("NOT_AUTHORIZED"):
		return 1
	case d.HasCode("NOT_PERMITTED"): // want medipimcode/unknown
		return 2
	}
	return 0
}

// The trimmed sentence is compared.
func AskedText(d *Detail) bool {
	return d.Text() == "API key is not active" // want medipimmessage/text
}

// The trimmed sentence is asked for its emptiness.
func AskedEmpty(d *Detail) bool { return d.Text() == "" }

// The trimmed sentence is cut for a narrow column.
func Cut(d *Detail) string {
	if t := d.Text(); len(t) > 40 {
		return t[:40]
	}
	return d.Text()
}

// The beginning of the code is one that codes have.
func Login(d Detail) bool { return strings.HasPrefix(d.Code, "authentication.") }

// The beginning of the code is one that no code has.
func LoginShort(d Detail) bool {
	return strings.HasPrefix(d.Code, "auth.") // want medipimcode/prefix
}

// The end of the code is one that codes have.
func NotFoundish(d Detail) bool { return strings.HasSuffix(d.Code, "_not_found") }

// The part after the prefix is not the code.
func Part(d Detail) bool {
	rest, ok := strings.CutPrefix(d.Code, "authentication.")
	return ok && rest == "api_key_not_found"
}

// The part before the dot is not the code.
func Family(d Detail) bool {
	family, _, _ := strings.Cut(d.Code, ".")
	return family == "authentication"
}

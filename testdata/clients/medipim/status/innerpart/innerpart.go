// Package innerpart hands the object below "error" on by itself.
package innerpart

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
)

// Detail is what stands below "error".
type Detail struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Under puts a value below "error".
type Under[E any] struct {
	Error E `json:"error"`
}

func decode[T any](r io.Reader) (T, error) {
	var v T
	err := json.NewDecoder(r).Decode(&v)
	return v, err
}

// Read yields the envelope.
func Read(r io.Reader) (Under[Detail], error) { return decode[Under[Detail]](r) }

// Callers elsewhere pass what Read yielded.
func Missing(d Detail) bool {
	return d.Status == http.StatusNotFound // want medipimstatus/branch
}

func MissingBehindPointer(d *Detail) bool {
	return d != nil && d.Status == http.StatusNotFound // want medipimstatus/branch
}

func (d Detail) Server() bool {
	return d.Status >= 500 // want medipimstatus/branch
}

func AnyServer(ds []Detail) bool {
	return slices.ContainsFunc(ds, func(d Detail) bool {
		return d.Status/100 == 5 // want medipimstatus/branch
	})
}

// An instance for another body is filled by another decode.
type Stock struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

func ReadStock(r io.Reader) (Under[Stock], error) { return decode[Under[Stock]](r) }

// Lines of the shop's own orders are no part of an answer.
type Line struct {
	Status int
	Code   string
	Note   string
}

type order struct {
	Lines []Line
}

func load(b []byte) (order, error) {
	var o order
	err := json.Unmarshal(b, &o)
	return o, err
}

func Open(l Line) bool { return l.Status == 1 && l.Code == "open" }

// Codes and texts go the same way.

func oneOf[T comparable](v T, of ...T) bool { return slices.Contains(of, v) }

func anyOf(v string, of ...string) bool {
	for _, x := range of {
		if strings.EqualFold(v, x) {
			return true
		}
	}
	return false
}

func Login(d Detail) bool {
	return oneOf(d.Code,
		"authentication.not_authenticated",
		"authentication.invalid_signature") // want medipimcode/unknown
}

func Gone(d *Detail) bool {
	return anyOf(d.Code, "NOT_FOUND", "gone_away") // want medipimcode/unknown
}

func (d *Detail) Is(code string) bool { return d != nil && d.Code == code }

func Denied(d *Detail) bool {
	return d.Is("not_authorized") || d.Is("denied_by_policy") // want medipimcode/unknown
}

func Prefixed(d Detail) bool {
	return strings.HasPrefix(d.Code, "auth.") // want medipimcode/prefix
}

func Family(d Detail) bool { return strings.HasPrefix(d.Code, "authentication.") }

func (d Detail) Text() string { return strings.TrimSpace(d.Message) }

func Inactive(d Detail) bool {
	return d.Text() == "API key is not active" // want medipimmessage/text
}

func Silent(d Detail) bool { return d.Text() == "" }

// The area is none of the answer's.
func InArea(area string) bool { return oneOf(area, "prices", "media") }

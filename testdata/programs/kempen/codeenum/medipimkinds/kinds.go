// Package medipimkinds turns the codes of the wire into small numbers.
package medipimkinds

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"example.com/kempen/codeenum"
)

type wire struct {
	Error struct {
		Code    codeText `json:"code"`
		Status  int      `json:"status"`
		Message string   `json:"message"`
	} `json:"error"`
}

// codeText is a code as it stands on the wire.
type codeText string

// Constants of the wire's type count as compared, wherever they are used.
const (
	badRequest codeText = "bad_request"
	denied     codeText = "not_authorized"
	absent     codeText = "not_found"
	invalid    codeText = "validation_error" // want medipimcode/unknown
	limited    codeText = "too_many_requests"
	broken     codeText = "server_error"
)

// place is a text type of its own: where a product stands.
type place string

const (
	counter place = "counter"
	depot   place = "depot"
)

// kind puts the text into a number.
func (c codeText) kind() codeenum.Kind {
	switch c {
	case badRequest:
		return codeenum.BadRequest
	case denied:
		return codeenum.Denied
	case absent, codeText("endpoint_" + string(absent)):
		return codeenum.Absent
	case invalid:
		return codeenum.Invalid
	case limited:
		return codeenum.Limited
	case broken:
		return codeenum.Broken
	case codeenum.Family + "not_authenticated", codeenum.Family + codeenum.KeyPart + "_not_found":
		return codeenum.Login
	case codeenum.Family + codeenum.SecretPart + "_not_found": // want medipimcode/unknown
		return codeenum.Login
	case "":
		return codeenum.None
	}
	return codeenum.Unknown
}

// near is the part of the shop that a place is in.
func (p place) near() bool { return p == counter || p != depot }

func parse(b []byte) (w wire) {
	_ = json.Unmarshal(b, &w)
	return w
}

// The number of the code is compared, which is neither status nor text.
func isLogin(b []byte) bool { return parse(b).Error.Code.kind() == codeenum.Login }

// set is a set of kinds, one bit each.
type set uint16

func of(kinds ...codeenum.Kind) (s set) {
	for _, k := range kinds {
		s |= 1 << k
	}
	return s
}

func (s set) has(k codeenum.Kind) bool { return s&(1<<k) != 0 }

var lasting = of(codeenum.BadRequest, codeenum.Login, codeenum.Denied)

func isLasting(b []byte) bool { return lasting.has(parse(b).Error.Code.kind()) }

// classes has a bit for each class of numbers.
type classes uint8

func (c classes) has(class int) bool { return c&(1<<class) != 0 }

const tryAgain = classes(1 << 5)

// The class of the body's number goes into a test of bits.
func again(b []byte) bool {
	return tryAgain.has(parse(b).Error.Status / 100) // want medipimstatus/branch
}

// The class of the line's number goes into a test of bits.
func againLine(resp *http.Response) bool { return tryAgain.has(resp.StatusCode / 100) }

// names goes back from the number to the text.
var names = map[codeenum.Kind]codeText{
	codeenum.BadRequest: badRequest,
	codeenum.Denied:     denied,
	codeenum.Absent:     absent,
	codeenum.Limited:    limited,
}

// The text is looked for among the table's values.
func listed(b []byte) bool {
	return slices.Contains(slices.Collect(maps.Values(names)), parse(b).Error.Code)
}

// levels are keyed by the text, with one that lost its words.
var levels = map[codeText]int{
	limited:       1,
	broken:        2,
	"auth_failed": 3, // want medipimcode/unknown
}

func level(b []byte) int { return levels[parse(b).Error.Code] }

// places are keyed by a text that is no code.
var places = map[place]int{counter: 1, "auth_failed": 2}

func rank(p place) int { return places[p] }

// The family is what stands before the point; the rest is not the code.
func family(b []byte) bool {
	head, rest, ok := strings.Cut(string(parse(b).Error.Code), ".")
	return ok && head == "authentication" && rest == "invalid_secret"
}

// The beginning of the code is one that no code has.
func keyTrouble(b []byte) bool {
	return strings.HasPrefix(string(parse(b).Error.Code), codeenum.Family+"key_") // want medipimcode/prefix
}

func secretTrouble(b []byte) bool {
	return strings.Contains(string(parse(b).Error.Code), codeenum.SecretPart)
}

// The kind of the code and the number of the line are compared with each other's table.
func pairedKinds(resp *http.Response, b []byte) bool {
	w := parse(b)
	switch resp.StatusCode {
	case http.StatusUnprocessableEntity, http.StatusBadRequest:
		return w.Error.Code == badRequest
	case http.StatusTooManyRequests:
		return w.Error.Code == broken // want medipimpair/impossible
	}
	return false
}

var _ = []any{place.near, isLogin, isLasting, again, againLine, listed, level, rank, family, keyTrouble, secretTrouble, pairedKinds}

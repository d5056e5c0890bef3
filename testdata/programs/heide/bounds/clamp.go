// Package medipimbounds works with limits, sets and predicates on numbers.
package medipimbounds

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"
)

type env[T ~int | ~float64 | ~string] struct {
	Error struct {
		Status  T      `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type number int

func open[T ~int | ~float64 | ~string](b []byte) (e env[T]) {
	_ = json.Unmarshal(b, &e)
	return e
}

// between is a predicate of any order.
func between[T cmp.Ordered](x, low, high T) bool { return low <= x && x <= high }

// clamp keeps a value within limits.
func clamp[T cmp.Ordered](x, low, high T) T { return max(low, min(x, high)) }

// The body's number is asked by a predicate.
func ours(b []byte) bool {
	return between(open[number](b).Error.Status, 400, 499) // want medipimstatus/branch
}

// The line's number is asked by the same predicate.
func oursLine(resp *http.Response) bool { return between(resp.StatusCode, 400, 499) }

// The clamped number is shown.
func bounded(b []byte) int { return clamp(int(open[number](b).Error.Status), 400, 599) }

// The clamped number is asked.
func edge(b []byte) bool {
	return clamp(open[float64](b).Error.Status, 400, 599) == 599 // want medipimstatus/branch
}

// The number as text is asked.
func textual(b []byte) bool {
	return strings.HasPrefix(open[string](b).Error.Status, "5") // want medipimstatus/branch
}

// statuses is a set with methods.
type statuses map[int]struct{}

func set(n ...int) statuses {
	s := statuses{}
	for _, n := range n {
		s[n] = struct{}{}
	}
	return s
}

func (s statuses) has(n int) bool { _, ok := s[n]; return ok }

var again = set(429, 500, 502, 503)

// The set is asked about the body's number.
func retry(b []byte) bool {
	return again.has(int(open[number](b).Error.Status)) // want medipimstatus/branch
}

// The set is asked about the line's number.
func retryLine(resp *http.Response) bool { return again.has(resp.StatusCode) }

// delay chooses a wait by the body's number.
func delay(b []byte, try int) time.Duration {
	base := time.Second
	if open[number](b).Error.Status == http.StatusTooManyRequests { // want medipimstatus/branch
		base = time.Minute
	}
	return min(base<<try, time.Hour)
}

// The order of the codes is a sort's business.
func order(xs []env[number]) {
	slices.SortFunc(xs, func(a, b env[number]) int { return strings.Compare(a.Error.Code, b.Error.Code) })
}

// The first code that is left is compared in lower case with a word in upper case.
func shouted(b []byte) bool {
	code := strings.ToLower(strings.TrimSpace(open[number](b).Error.Code))
	return code == "NOT_FOUND" // want medipimcode/case
}

// The status and the code are asked by one helper with both.
func is(resp *http.Response, code, want string, status int) bool {
	return resp.StatusCode == status && code == want
}

func isTypo(resp *http.Response, b []byte) bool {
	return is(resp, open[number](b).Error.Code, "endpoint_not_found", http.StatusNotFound)
}

// An early answer leaves only some numbers, and the codes after it are asked in a chain.
func chain(resp *http.Response, b []byte) string {
	if resp.StatusCode < 400 || resp.StatusCode >= 500 {
		return "not ours"
	}
	code := open[number](b).Error.Code
	if code == "bad_request" {
		return "request"
	} else if code == "server_error" { // want medipimpair/impossible
		return "vendor"
	} else if code == "validation_failed" {
		return "form"
	}
	return code
}

// The numbers that are left after the switch.
func after(resp *http.Response, b []byte) string {
	switch resp.StatusCode {
	case 200, 204:
		return "fine"
	case 401, 403:
		return "login"
	case 404:
	default:
		return "other"
	}
	switch open[number](b).Error.Code {
	case "not_found":
		return "absent"
	case "endpoint_not_found":
		return "path"
	case "not_authorized": // want medipimpair/impossible
		return "permission"
	}
	return ""
}

var _ = []any{ours, oursLine, bounded, edge, textual, retry, retryLine, delay, order, shouted, isTypo, chain, after}

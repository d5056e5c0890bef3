package rustresult

import "net/http"

type reply struct {
	status int
	code   string
}

type option[T any] struct {
	value T
	some  bool
}

// Silent: it wraps a value.
func some[T any](v T) option[T] { return option[T]{value: v, some: true} }

// Silent: it unwraps a value or the fallback.
func (o option[T]) unwrapOr(fallback T) T {
	if o.some {
		return o.value
	}
	return fallback
}

// Silent: the reply has the real status and the body's code.
func replyOf(resp *http.Response, body []byte) option[reply] {
	w, err := decode[wire](body)
	if err != nil {
		return option[reply]{}
	}
	return some(reply{status: resp.StatusCode, code: w.Error.Code})
}

// Silent: what is unwrapped is the real status.
func replyMissing(resp *http.Response, body []byte) bool {
	return replyOf(resp, body).unwrapOr(reply{}).status == http.StatusNotFound
}

// Silent: the body's status is wrapped.
func statusOf(body []byte) option[uint16] {
	w, err := decode[wire](body)
	if err != nil {
		return option[uint16]{}
	}
	return some(w.Error.Status)
}

// Reported: what is unwrapped is the body's status.
func optionMissing(body []byte) bool {
	return statusOf(body).unwrapOr(0) == http.StatusNotFound // want medipimstatus/branch
}

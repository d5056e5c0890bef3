package layered

import (
	"errors"
	"maps"
	"net/http"
	"slices"
)

// result is what a batch keeps of each answer.
type result[T any] struct {
	value T
	body  int
	line  int
	name  string
}

// Copies the numbers into a generic struct.
func collect[T any](value T, err error) result[T] {
	r := result[T]{value: value}
	if e, ok := errors.AsType[*apiError](err); ok {
		r.body, r.line = e.Status()
		r.name = e.Name()
	}
	return r
}

// Keeps what the predicate wants.
func keep[T any](rs []result[T], pred func(result[T]) bool) (out []result[T]) {
	for _, r := range rs {
		if pred(r) {
			out = append(out, r)
		}
	}
	return out
}

// The predicate given to the helper reads the body's number.
func Missing(resp *http.Response, ids []string) int {
	var rs []result[string]
	for _, id := range ids {
		rs = append(rs, collect(id, fromResponse(id, resp)))
	}
	return len(keep(rs, func(r result[string]) bool {
		return r.body == http.StatusNotFound // want medipimstatus/branch
	}))
}

// The predicate given to the helper reads the response's number.
func MissingLine(rs []result[string]) int {
	return len(keep(rs, func(r result[string]) bool { return r.line == http.StatusNotFound }))
}

// The predicate given to the helper reads the code.
func Absent(rs []result[string]) int {
	return len(keep(rs, func(r result[string]) bool {
		return r.name == "object_not_found" // want medipimcode/unknown
	}))
}

// The value of a result is the caller's own.
func Own(rs []result[string]) int {
	return len(keep(rs, func(r result[string]) bool { return r.value == "object_not_found" }))
}

// Names that are compared stand in the keys of a set.
func Keys(rs []result[string]) (n int) {
	set := map[string]struct{}{
		"authentication.api_key_not_found": {},
		"authentication.api_key_unknown":   {}, // want medipimcode/unknown
	}
	for _, r := range rs {
		if _, ok := set[r.name]; ok {
			n++
		}
	}
	return n
}

// A set of the program's own values, which are no codes.
func Values(rs []result[string]) (n int) {
	set := map[string]struct{}{"pill": {}, "cream": {}}
	for _, r := range rs {
		if _, ok := set[r.value]; ok {
			n++
		}
	}
	return n + len(slices.Sorted(maps.Keys(set)))
}

// Package allowed has type parameters that allow structs, and values that go where nobody keeps a record of them.
package allowed

import (
	"encoding/json"
	"net/http"
)

type envelope struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func decode(resp *http.Response) (*envelope, error) {
	var env envelope
	return &env, json.NewDecoder(resp.Body).Decode(&env)
}

// Literals and fields of what a type parameter allows: one shape, whatever the type is called.
type shape = struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

type shaped struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

type shapes interface{ ~shape }

func made[T shapes](body []byte) T {
	v := T{Status: 500, Code: "server_error"}
	p := &T{Code: "not_found"}
	_ = json.Unmarshal(body, &v)
	_ = p
	return v
}

func grown[S ~[]T, M ~map[int]S, C ~chan S, T any](n int) (M, C) {
	return M{0: make(S, n, n+1)}, make(C, n)
}

func shapesOf(body []byte) bool {
	m, c := grown[[]shaped, map[int][]shaped, chan []shaped](3)
	c <- m[0]
	return made[shaped](body).Code == "not_found" || (<-c)[0].Status == 404
}

// What is put into arrays and lists of the package, of which nobody keeps a record.
var (
	latest  [2]any
	failed  = make([]error, 3)
	corner  [1][1]any
	pointed = new([1]any)
)

type errorOf struct{ *envelope }

func (errorOf) Error() string { return "" }

func remember(e *envelope) bool {
	latest[1], failed[0], corner[0][0], pointed[0] = e, errorOf{e}, *e, e
	if was, ok := latest[1].(*envelope); ok && len(failed) == 3 {
		return was.Error.Status == 404 // want medipimstatus/branch
	}
	return false
}

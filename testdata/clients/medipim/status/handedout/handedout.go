// Package handedout fills variables through pointers that functions hand out, and through interfaces.
package handedout

import (
	"encoding/json"
	"io"
	"net/http"
	"sync"
)

type reply struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// One for the whole program, made when it is first asked for.

type memory struct {
	once sync.Once
	last *reply
}

var shared memory

func instance() *memory {
	shared.once.Do(func() { shared.last = new(reply) })
	return &shared
}

func (m *memory) Remember(r io.Reader) error { return json.NewDecoder(r).Decode(m.last) }

func remembered() bool {
	return instance().last.Error.Status == http.StatusInternalServerError // want medipimstatus/branch
}

type journal struct {
	mu     sync.Mutex
	status int
	code   string
}

var current *journal

func today() *journal {
	if current == nil {
		current = &journal{}
	}
	return current
}

func (j *journal) write(b []byte) {
	var r reply
	if json.Unmarshal(b, &r) != nil {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.status, j.code = r.Error.Status, r.Error.Code
}

func Note(b []byte) { today().write(b) }

func down() bool {
	return today().status >= 500 // want medipimstatus/branch
}

func gone() bool {
	return today().code == "gone_away" // want medipimcode/unknown
}

// One that remembers the HTTP status.

type lines struct{ status int }

var seen lines

func all() *lines { return &seen }

func (l *lines) Write(resp *http.Response) { l.status = resp.StatusCode }

func downByLine() bool { return all().status >= 500 }

// A callback gets its context as any, and asserts what it is.

type tally struct{ status, line int }

func each(b []byte, visit func(ctx any, r *reply), ctx any) {
	var r reply
	if json.Unmarshal(b, &r) == nil {
		visit(ctx, &r)
	}
}

func callback(b []byte) bool {
	var t tally
	each(b, func(ctx any, r *reply) { ctx.(*tally).status = r.Error.Status }, &t)
	return t.status == http.StatusForbidden // want medipimstatus/branch
}

func setter(v any, r *reply) {
	if t, ok := v.(*tally); ok {
		t.status = r.Error.Status
	}
}

func asserted(b []byte) bool {
	var r reply
	_ = json.Unmarshal(b, &r)
	var t tally
	setter(&t, &r)
	return t.status == http.StatusForbidden // want medipimstatus/branch
}

func callbackLine(resp *http.Response, b []byte) bool {
	var t tally
	each(b, func(ctx any, _ *reply) { ctx.(*tally).line = resp.StatusCode }, &t)
	return t.line == http.StatusForbidden
}

// Arrays are compared as a whole.

func pair(b []byte) bool {
	var r reply
	_ = json.Unmarshal(b, &r)
	return [2]any{r.Error.Status, r.Error.Code} == [2]any{404, "not_found"} // want medipimstatus/branch
}

func numbers(b []byte) bool {
	var r reply
	_ = json.Unmarshal(b, &r)
	got := [...]int{r.Error.Status, len(r.Error.Message)}
	return got == [...]int{404, 0} // want medipimstatus/branch
}

func pairOfLine(resp *http.Response, b []byte) bool {
	var r reply
	_ = json.Unmarshal(b, &r)
	return [2]any{resp.StatusCode, r.Error.Code} == [2]any{404, "not_found"}
}

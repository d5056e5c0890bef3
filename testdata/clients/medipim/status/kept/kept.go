// Package kept puts the body's status into a container of a library, and takes it out again.
package kept

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"sync/atomic"
)

type refusal struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func read(resp *http.Response) (r refusal) {
	_ = json.NewDecoder(resp.Body).Decode(&r)
	return r
}

type breaker struct {
	last  atomic.Int32
	line  atomic.Int32
	fault atomic.Pointer[refusal]
	seen  int64
}

func (b *breaker) note(resp *http.Response) {
	r := read(resp)
	b.last.Store(int32(r.Error.Status))
	b.line.Store(int32(resp.StatusCode))
	b.fault.Store(&r)
	atomic.StoreInt64(&b.seen, int64(r.Error.Status))
}

func (b *breaker) open() bool {
	return b.last.Load() >= 500 // want medipimstatus/branch
}

func (b *breaker) openByLine() bool { return b.line.Load() >= 500 }

func (b *breaker) slow() bool {
	if f := b.fault.Load(); f != nil && f.Error.Status == 429 { // want medipimstatus/branch
		return true
	}
	return atomic.LoadInt64(&b.seen) == 429 // want medipimstatus/branch
}

func replaced(resp *http.Response) bool {
	var last atomic.Int64
	last.Store(int64(read(resp).Error.Status))
	last.Store(int64(resp.StatusCode))
	return last.Load() == 404
}

func swapped(resp *http.Response) bool {
	var last atomic.Value
	last.Store(read(resp).Error.Status)
	status, _ := last.Swap(0).(int)
	return status == 404 // want medipimstatus/branch
}

type (
	statusKey struct{}
	lineKey   struct{}
	tryKey    struct{}
)

func carried(ctx context.Context, resp *http.Response) bool {
	ctx = context.WithValue(ctx, statusKey{}, read(resp).Error.Status)
	ctx, cancel := context.WithCancel(context.WithValue(ctx, lineKey{}, resp.StatusCode))
	defer cancel()
	ctx = context.WithValue(ctx, tryKey{}, 3)
	if line, _ := ctx.Value(lineKey{}).(int); line == 404 {
		return true
	}
	if n, _ := ctx.Value(tryKey{}).(int); n == 3 {
		return true
	}
	status, ok := ctx.Value(statusKey{}).(int)
	return ok && status == 404 // want medipimstatus/branch
}

func shared(resps []*http.Response) bool {
	var m sync.Map
	for _, resp := range resps {
		m.Store("status", read(resp).Error.Status)
		m.Store("line", resp.StatusCode)
	}
	if line, _ := m.Load("line"); line == 403 {
		return true
	}
	status, _ := m.Load("status")
	return status.(int) == 403 // want medipimstatus/branch
}

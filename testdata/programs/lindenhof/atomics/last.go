// Package medipimlast remembers the last failure for the health page.
package medipimlast

import (
	"encoding/json"
	"net/http"
	"sync"
	"sync/atomic"
)

type problem struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type problemDoc struct {
	Error problem `json:"error"`
}

// Keeper keeps the last failure.
type Keeper struct {
	last  atomic.Pointer[problem]
	line  atomic.Int64
	seen  sync.Map
	any   atomic.Value
	codes sync.Map
}

// The decoded object is stored as a whole.
func (k *Keeper) Put(resp *http.Response) {
	if resp.StatusCode < 400 {
		return
	}
	var d problemDoc
	_ = json.NewDecoder(resp.Body).Decode(&d)
	k.last.Store(&d.Error)
	k.any.Store(d.Error)
	k.seen.Store(resp.Request.URL.Path, &d.Error)
	k.codes.Store(d.Error.Code, true)
	k.line.Store(int64(resp.StatusCode))
}

// The stored object's number is the body's.
func (k *Keeper) ServerDown() bool {
	p := k.last.Load()
	return p != nil && p.Status >= 500 // want medipimstatus/branch
}

// The stored number is the line's.
func (k *Keeper) ServerDownLine() bool {
	return k.line.Load() >= 500
}

// The value is asserted and its number compared.
func (k *Keeper) LoginBroken() bool {
	if p, ok := k.any.Load().(problem); ok && p.Status == 401 { // want medipimstatus/branch
		return true
	}
	return false
}

// The value is asserted and its code compared.
func (k *Keeper) LoginBrokenByCode() bool {
	p, ok := k.any.Load().(problem)
	return ok && p.Code == "authentication.not_authenticated"
}

// The map's values are asserted one by one.
func (k *Keeper) CountForeign() (n int) {
	k.seen.Range(func(_, v any) bool {
		if p, ok := v.(*problem); ok && p.Code == "gateway_timeout" { // want medipimcode/unknown
			n++
		}
		return true
	})
	return n
}

// The map's values are shown one by one.
func (k *Keeper) Dump() (all []problem) {
	k.seen.Range(func(_, v any) bool {
		all = append(all, *v.(*problem))
		return true
	})
	return all
}

// The map is asked for a word of the catalog.
func (k *Keeper) EverBroken() bool {
	_, ok := k.codes.Load("server_error")
	return ok
}

// The stored object's text is shown, unless there is none.
func (k *Keeper) Text() string {
	if p := k.last.Load(); p != nil && p.Message != "" {
		return p.Message
	}
	return "all well"
}

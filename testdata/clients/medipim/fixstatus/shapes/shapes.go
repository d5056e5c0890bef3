// Package shapes has code of odd shapes around its branches.
package shapes

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
)

type env struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

var errGone = errors.New("gone")

// The response has the name of a package.
func shadowHTTP(http *http.Response) bool {
	var e env
	json.NewDecoder(http.Body).Decode(&e)
	return e.Error.Status == 404 // want medipimstatus/branch
}

// After the loop there is no response.
func paramReassigned(resp *http.Response, next func() *http.Response) bool {
	var e env
	for resp != nil {
		json.NewDecoder(resp.Body).Decode(&e)
		if e.Error.Status == 404 { // want medipimstatus/branch
			return true
		}
		resp = next()
	}
	return e.Error.Status == 405 // want medipimstatus/branch
}

func selectCase(ch chan *http.Response, done chan bool) bool {
	for {
		select {
		case resp := <-ch:
			var e env
			json.NewDecoder(resp.Body).Decode(&e)
			if e.Error.Status == 404 { // want medipimstatus/branch
				return true
			}
		case <-done:
			return false
		}
	}
}

func labels(rs []*http.Response) (n int) {
outer:
	for _, r := range rs {
		var e env
		if json.NewDecoder(r.Body).Decode(&e) != nil {
			continue outer
		}
		switch s := e.Error.Status; {
		case s == 404: // want medipimstatus/branch
			continue outer
		case s > 499: // want medipimstatus/branch
			break outer
		}
		n++
	}
	return
}

func typeSwitch(resp *http.Response) bool {
	var m map[string]map[string]any
	json.NewDecoder(resp.Body).Decode(&m)
	switch s := m["error"]["status"].(type) {
	case float64:
		return s == 404 // want medipimstatus/branch
	case string:
		return s == "404" // want medipimstatus/branch
	}
	return m["error"]["code"] == "not_found"
}

func wg(resps []*http.Response) int {
	var mu sync.Mutex
	var w sync.WaitGroup
	n := 0
	for _, resp := range resps {
		w.Add(1)
		go func() {
			defer w.Done()
			defer resp.Body.Close()
			b, _ := io.ReadAll(resp.Body)
			var e env
			_ = json.Unmarshal(b, &e)
			if e.Error.Status == 404 { // want medipimstatus/branch
				mu.Lock()
				n++
				mu.Unlock()
			}
		}()
	}
	w.Wait()
	return n
}

type api struct {
	*http.Response
	e env
}

func (a *api) missing() bool { return a.e.Error.Status == 404 } // want medipimstatus/branch

func load(resp *http.Response) *api {
	a := &api{Response: resp}
	json.NewDecoder(resp.Body).Decode(&a.e)
	return a
}

func useAPI(resp *http.Response) bool { return load(resp).missing() }

type gen[T any] struct {
	Data T
	Err  *fault
}

type fault struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

func get[T any](ctx context.Context, resp *http.Response) (out gen[T], err error) {
	if resp.StatusCode < 400 {
		return out, json.NewDecoder(resp.Body).Decode(&out.Data)
	}
	var w struct {
		Error *fault `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&w); err != nil {
		return out, err
	}
	out.Err = w.Error
	return out, nil
}

func useGen(ctx context.Context, resp *http.Response) error {
	g, err := get[[]string](ctx, resp)
	if err != nil {
		return err
	}
	if g.Err != nil && g.Err.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return describe(g.Err)
}

func describe(f *fault) error {
	if f == nil {
		return nil
	}
	switch {
	case f.Status == 401, f.Status == 403: // want medipimstatus/branch medipimstatus/branch
		return fmt.Errorf("denied: %d", f.Status)
	case f.Status >= 500: // want medipimstatus/branch
		return errors.New("down")
	}
	return nil
}

func cond(resp *http.Response) int {
	var e env
	json.NewDecoder(resp.Body).Decode(&e)
	n := 0
	for e.Error.Status == 429 && n < 3 { // want medipimstatus/branch
		n++
	}
	func() {
		if e.Error.Status == 404 { // want medipimstatus/branch
			n = -1
		}
	}()
	if ok := e.Error.Status == 405; ok { // want medipimstatus/branch
		n = -2
	}
	var (
		is = e.Error.Status == 403 // want medipimstatus/branch
	)
	if is {
		n = -3
	}
	return map[bool]int{true: 1, false: n}[e.Error.Status == 400] // want medipimstatus/branch
}

func multi(resp *http.Response) (int, string) {
	var e env
	json.NewDecoder(resp.Body).Decode(&e)
	s, c := e.Error.Status, e.Error.Code
	if s == 404 && // want medipimstatus/branch
		// keep me
		c != "endpoint_not_found" {
		return 1, c
	}
	return 0, c
}

func ptrStatus(resp *http.Response) bool {
	var e env
	json.NewDecoder(resp.Body).Decode(&e)
	p := &e.Error.Status
	return *p == 404 // want medipimstatus/branch
}

func arr(resp *http.Response) bool {
	var e env
	json.NewDecoder(resp.Body).Decode(&e)
	a := [2]int{e.Error.Status, 1}
	return a[0] == 404 // want medipimstatus/branch
}

func deferredName(url string) (gone bool) {
	resp, err := http.Get(url) // want medipimretry/missing
	if err != nil {
		return false
	}
	var e env
	defer func() { gone = e.Error.Status == 404 }() // want medipimstatus/branch
	defer resp.Body.Close()
	json.NewDecoder(resp.Body).Decode(&e)
	return
}

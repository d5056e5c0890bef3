// Package jsport was ported from a Node script: maps for objects, channels for promises.
package jsport

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

const medipimSandbox = "https://api.sandbox.medipim.be"

// Object is a JSON object.
type Object = map[string]any

// Settled is what a Promise comes to.
type Settled struct {
	Value Object
	Err   error
}

// Promise is a channel with one value.
type Promise <-chan Settled

// Await waits for p.
func Await(p Promise) (Object, error) {
	s := <-p
	return s.Value, s.Err
}

// All waits for all of ps; the first error wins.
func All(ps ...Promise) ([]Object, error) {
	var out []Object
	for _, p := range ps {
		v, err := Await(p)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// response is what fetch resolves to in a browser.
type response struct {
	ok     bool
	status int
	body   Object
}

func fetch(method, path string, body any) (*response, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequest(method, medipimSandbox+path, bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	r := &response{ok: res.StatusCode >= 200 && res.StatusCode < 300, status: res.StatusCode}
	if err := json.Unmarshal(text, &r.body); err != nil && r.ok {
		return nil, fmt.Errorf("unexpected token: %w", err)
	}
	return r, nil
}

// dig is lodash's get.
func dig(v any, path ...string) any {
	for _, k := range path {
		o, ok := v.(Object)
		if !ok {
			return nil
		}
		v = o[k]
	}
	return v
}

// Product resolves to a product.
func Product(id int) Promise {
	ch := make(chan Settled, 1)
	go func() {
		for wait := time.Second; ; wait *= 2 {
			r, err := fetch("GET", fmt.Sprintf("/v4/products/find?id=%d", id), nil)
			switch {
			case err != nil:
				ch <- Settled{Err: err}
				return
			case r.status == 429 && wait < time.Minute:
				time.Sleep(wait)
				continue
			case r.status == 404:
				ch <- Settled{}
				return
			case !r.ok:
				ch <- Settled{Err: fmt.Errorf("%d: %v (%v)", r.status, dig(r.body, "error", "message"), dig(r.body, "error", "status"))}
				return
			}
			ch <- Settled{Value: r.body}
			return
		}
	}()
	return ch
}

// Search resolves to a page of products.
func Search(term string) Promise {
	ch := make(chan Settled, 1)
	go func() {
		v, err := search(term, 5)
		ch <- Settled{v, err}
	}()
	return ch
}

func search(term string, left int) (Object, error) {
	raw, _ := json.Marshal(Object{"search": term})
	res, err := http.Post(medipimSandbox+"/v4/products/query", "application/json", bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode < 300 {
		var page Object
		err := json.NewDecoder(res.Body).Decode(&page)
		return page, err
	}
	var body map[string]any
	if err := json.NewDecoder(res.Body).Decode(&body); err != nil {
		return nil, fmt.Errorf("%s: %w", res.Status, err)
	}
	fault, ok := body["error"].(map[string]any)
	if !ok {
		return nil, errors.New(res.Status)
	}
	if status, _ := fault["status"].(float64); status == 429 && left > 0 { // want medipimstatus/branch
		time.Sleep(time.Duration(6-left) * time.Second)
		return search(term, left-1)
	}
	if fault["code"] == "validation_failed" {
		return nil, fmt.Errorf("%v: %v %v", fault["message"], fault["violations"], body["violations"])
	}
	return nil, fmt.Errorf("%s: %v", res.Status, fault["message"])
}

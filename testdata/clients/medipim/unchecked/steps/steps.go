// Package steps decodes in another place than it looks: in the next step of a state machine, or before the callers look at
// the status beside what was decoded.
package steps

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

const base = "https://api.medipim.be/v4"

// Run is a copy of all brands, step by step.
type Run struct {
	resp  *http.Response
	names []string
	tries int
	err   error
}

type step func(*Run) step

// Do takes one step after the other.
func (r *Run) Do() error {
	for s := step(fetch); s != nil; {
		s = s(r)
	}
	return r.err
}

func fetch(r *Run) step {
	if r.resp, r.err = http.Get(base + "/brands"); r.err != nil {
		return nil
	}
	return look
}

func look(r *Run) step {
	switch code := r.resp.StatusCode; {
	case code == http.StatusTooManyRequests && r.tries < 5:
		r.resp.Body.Close()
		r.tries++
		time.Sleep(time.Second << r.tries)
		return fetch
	case code != http.StatusOK:
		r.resp.Body.Close()
		r.err = errors.New(r.resp.Status)
		return nil
	}
	return read
}

func read(r *Run) step {
	defer r.resp.Body.Close()
	r.err = json.NewDecoder(r.resp.Body).Decode(&r.names)
	return nil
}

// Plain has the same parts, and no step that looks.
type Plain struct {
	resp  *http.Response
	names []string
}

// Do fetches and reads.
func (p *Plain) Do() (err error) {
	if p.resp, err = http.Get(base + "/brands"); err != nil { // want medipimretry/missing
		return err
	}
	return p.read()
}

func (p *Plain) read() error {
	defer p.resp.Body.Close()
	return json.NewDecoder(p.resp.Body).Decode(&p.names) // want medipimunchecked/unchecked
}

type reply struct {
	ok     bool
	status int
	body   map[string]any
}

func get(path string) (*reply, error) {
	resp, err := http.Get(base + path) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	r := &reply{ok: resp.StatusCode == http.StatusOK, status: resp.StatusCode}
	if err := json.Unmarshal(text, &r.body); err != nil && r.ok {
		return nil, err
	}
	return r, nil
}

// Product looks at the status beside the data.
func Product(id string) (map[string]any, error) {
	r, err := get("/products/" + id)
	if err != nil {
		return nil, err
	}
	if !r.ok {
		return nil, fmt.Errorf("product: %d", r.status)
	}
	return r.body, nil
}

type bare struct {
	at   time.Time
	body map[string]any
}

// Bare hands up what was decoded, and no status.
func Bare(path string) (*bare, error) {
	resp, err := http.Get(base + path) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b := &bare{at: time.Now()}
	if err := json.NewDecoder(resp.Body).Decode(&b.body); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return b, nil
}

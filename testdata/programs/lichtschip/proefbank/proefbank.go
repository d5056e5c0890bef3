// Package proefbank has the doubles that the other teams test against: a server that
// behaves like the catalogue, a transport that replays, and a recorder.
package proefbank

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
)

// Fault is an answer that the fake gives instead of data.
type Fault struct {
	Status     int
	Code       string
	Message    string
	Violations []map[string]string
	// BodyStatus is put in the body if it is not 0, for clients that look there.
	BodyStatus int
}

// faultBody is what goes over the wire.
type faultBody struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
	Violations []map[string]string `json:"violations,omitempty"`
}

func (f Fault) body() faultBody {
	var b faultBody
	b.Error.Status, b.Error.Code, b.Error.Message = f.Status, f.Code, f.Message
	if f.BodyStatus != 0 {
		b.Error.Status = f.BodyStatus
	}
	b.Violations = f.Violations
	return b
}

// FakeMedipim is a catalogue in memory.
type FakeMedipim struct {
	*httptest.Server

	mu       sync.Mutex
	faults   []Fault
	products map[string]any
	Hits     int
}

// NewFakeMedipim starts a fake.
func NewFakeMedipim(products map[string]any) *FakeMedipim {
	f := &FakeMedipim{products: products}
	f.Server = httptest.NewServer(http.HandlerFunc(f.serve))
	return f
}

// Break queues faults: each one is for one request.
func (f *FakeMedipim) Break(faults ...Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults = append(f.faults, faults...)
}

func (f *FakeMedipim) serve(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.Hits++
	if len(f.faults) > 0 {
		next := f.faults[0]
		f.faults = f.faults[1:]
		reply(w, next.Status, next.body())
		return
	}
	switch {
	case r.URL.Path != "/v4/products/find":
		f404 := Fault{Status: 404, Code: "endpoint_not_found", Message: "No such endpoint"}
		reply(w, 404, f404.body())
	case f.products[r.FormValue("id")] == nil:
		f404 := Fault{Status: 404, Code: "not_found", Message: "Not found"}
		reply(w, 404, f404.body())
	default:
		reply(w, 200, f.products[r.FormValue("id")])
	}
}

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// Replay is a RoundTripper that answers from golden files: testdata/<method>_<n>.json.
type Replay struct {
	Dir    string
	Status []int // of the nth answer
	n      int
}

// RoundTrip implements http.RoundTripper.
func (p *Replay) RoundTrip(req *http.Request) (*http.Response, error) {
	if p.n >= len(p.Status) {
		return nil, fmt.Errorf("replay: no answer left for %s %s", req.Method, req.URL)
	}
	raw, err := os.ReadFile(filepath.Join(p.Dir, fmt.Sprintf("%s_%d.json", req.Method, p.n)))
	if err != nil {
		return nil, err
	}
	status := p.Status[p.n]
	p.n++
	return &http.Response{
		StatusCode: status,
		Status:     fmt.Sprintf("%d %s", status, http.StatusText(status)),
		Header:     http.Header{"Content-Type": {"application/json"}},
		Body:       io.NopCloser(bytes.NewReader(raw)),
		Request:    req,
	}, nil
}

// Recorder is a RoundTripper that writes golden files. What it records it passes on,
// errors too: a test of the error path needs them.
type Recorder struct {
	Next http.RoundTripper
	Dir  string
	n    int
}

// RoundTrip implements http.RoundTripper.
func (r *Recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := r.Next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return nil, err
	}
	name := filepath.Join(r.Dir, fmt.Sprintf("%s_%d.json", req.Method, r.n))
	r.n++
	if err := os.WriteFile(name, raw, 0o644); err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(raw))
	return resp, nil
}

// Package medipimtest helps the tests of our services: a fake server, and fixtures for the sandbox.
package medipimtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"sync/atomic"
	"testing"
	"time"
)

const Sandbox = "https://api.sandbox.medipim.be"

// Fake answers 429 to the first n requests, as the real one would.
func Fake(tb testing.TB, n int64, then http.Handler) *httptest.Server {
	tb.Helper()
	var seen atomic.Int64
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if seen.Add(1) <= n {
			w.WriteHeader(http.StatusTooManyRequests)
			json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{
				"status": 429, "code": "too_many_requests", "message": "Too many requests",
			}})
			return
		}
		then.ServeHTTP(w, r)
	}))
	tb.Cleanup(srv.Close)
	return srv
}

// Flaky is a transport without a network: every second answer is 429.
type Flaky struct {
	n    atomic.Int64
	Body []byte
}

func (f *Flaky) RoundTrip(r *http.Request) (*http.Response, error) {
	status := http.StatusOK
	if f.n.Add(1)%2 == 1 {
		status = http.StatusTooManyRequests
	}
	return &http.Response{
		StatusCode: status,
		Status:     http.StatusText(status),
		Header:     make(http.Header),
		Body:       io.NopCloser(bytes.NewReader(f.Body)),
		Request:    r,
	}, nil
}

// Recorder keeps what passed.
type Recorder struct {
	Next  http.RoundTripper
	Tapes []Tape
}

type Tape struct {
	Method, URL string
	Status      int
}

func (r *Recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := r.Next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	r.Tapes = append(r.Tapes, Tape{req.Method, req.URL.String(), resp.StatusCode})
	return resp, nil
}

// Seed puts a fixture in the sandbox.
func Seed(tb testing.TB, path string, fixture any) {
	tb.Helper()
	b, err := json.Marshal(fixture)
	if err != nil {
		tb.Fatal(err)
	}
	resp, err := http.Post(Sandbox+path, "application/json", bytes.NewReader(b)) // want medipimretry/missing
	if err != nil {
		tb.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		tb.Fatalf("seed %s: %s", path, resp.Status)
	}
}

// SeedAll waits for the sandbox when it must.
func SeedAll(tb testing.TB, path string, fixtures ...any) {
	tb.Helper()
	for i := 0; i < len(fixtures); {
		b, err := json.Marshal(fixtures[i])
		if err != nil {
			tb.Fatal(err)
		}
		resp, err := http.Post(Sandbox+path, "application/json", bytes.NewReader(b))
		if err != nil {
			tb.Fatal(err)
		}
		resp.Body.Close()
		switch {
		case resp.StatusCode == http.StatusTooManyRequests:
			tb.Log("the sandbox is busy")
			time.Sleep(30 * time.Second)
		case resp.StatusCode != http.StatusOK:
			tb.Fatalf("fixture %d: %s", i, resp.Status)
		default:
			i++
		}
	}
}

// Reset empties the sandbox. One request for all tries.
func Reset(tb testing.TB, filter string) {
	tb.Helper()
	req, err := http.NewRequest(http.MethodPost, Sandbox+"/v4/sandbox/reset", bytes.NewBufferString(filter))
	if err != nil {
		tb.Fatal(err)
	}
	err = Eventually(5, 10*time.Second, func() error {
		resp, err := http.DefaultClient.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return errBusy
		}
		if resp.StatusCode != http.StatusNoContent {
			tb.Errorf("reset: %s", resp.Status)
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
}

var errBusy = errors.New("sandbox busy")

// Eventually calls f until it gives nil.
func Eventually(times int, pause time.Duration, f func() error) error {
	var err error
	for i := 0; i < times; i++ {
		if i > 0 {
			time.Sleep(pause)
		}
		if err = f(); err == nil {
			return nil
		}
	}
	return fmt.Errorf("after %d times: %w", times, err)
}

// Ready waits until the sandbox has taken its nightly copy. The request has no body.
func Ready(tb testing.TB) {
	tb.Helper()
	req, err := http.NewRequest(http.MethodGet, Sandbox+"/v4/languages", nil)
	if err != nil {
		tb.Fatal(err)
	}
	err = Eventually(20, 15*time.Second, func() error {
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("not ready: %s", resp.Status)
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
}

// Golden writes what the sandbox answers now; only 5xx stops it.
func Golden(tb testing.TB, path, file string) (v map[string]any) {
	tb.Helper()
	resp, err := http.Get(Sandbox + path) // want medipimretry/missing
	if err != nil {
		tb.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		tb.Fatal(err)
	}
	if resp.StatusCode >= http.StatusInternalServerError {
		tb.Fatalf("golden %s: %s", file, resp.Status)
	}
	if err := json.Unmarshal(raw, &v); err != nil { // want medipimunchecked/partial
		tb.Fatal(err)
	}
	if err := os.WriteFile(file, raw, 0o666); err != nil {
		tb.Fatal(err)
	}
	return v
}

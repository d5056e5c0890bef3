// Package medipimtest has a fake API and helpers for tests.
package medipimtest

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/molenaar/pkg/medipim"
)

// Failure is what the fake answers.
type Failure struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Fail builds a failure; the text may name the status.
func Fail(status int, code, text string) Failure {
	var f Failure
	f.Error.Status, f.Error.Code, f.Error.Message = status, code, text
	if f.Error.Status == 0 {
		f.Error.Status = http.StatusTeapot
	}
	if f.Error.Code == "teapot" || strings.HasPrefix(f.Error.Message, "teapot") {
		f.Error.Status = http.StatusTeapot
	}
	return f
}

// Serve answers with the failures, one after the other, and then with products.
func Serve(t testing.TB, failures ...Failure) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if len(failures) == 0 {
			w.Write([]byte(`{"results":[]}`))
			return
		}
		f := failures[0]
		failures = failures[1:]
		if f.Error.Status >= 400 && f.Error.Code != "silent" {
			w.WriteHeader(f.Error.Status)
		}
		json.NewEncoder(w).Encode(f)
	}))
	t.Cleanup(s.Close)
	return s
}

// WantCode fails the test unless err has the code.
func WantCode(t testing.TB, err error, code medipim.Code) {
	t.Helper()
	e, ok := errors.AsType[*medipim.Error](err)
	if !ok || e.Code != code {
		t.Fatalf("got %v, want code %s", err, code)
	}
}

// WantStatus fails the test unless the body says the status.
func WantStatus(t testing.TB, err error, status int) {
	t.Helper()
	var e *medipim.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v", err)
	}
	if e.Status != status { // want medipimstatus/branch
		t.Fatalf("got %d, want %d", e.Status, status)
	}
	if e.HTTPStatus != status {
		t.Fatalf("got %d on the status line, want %d", e.HTTPStatus, status)
	}
}

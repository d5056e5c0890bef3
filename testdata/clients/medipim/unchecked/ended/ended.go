// Package ended ends what it does where an answer is an error.
package ended

import (
	"encoding/json"
	"net/http"
	"testing"
)

const url = "https://api.medipim.be/v4/products/find"

type product struct {
	ID string `json:"id"`
}

// Golden stops at the server's errors alone.
func Golden(tb testing.TB) (p product) {
	tb.Helper()
	resp, err := http.Get(url) // want medipimretry/missing
	if err != nil {
		tb.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusInternalServerError {
		tb.Fatalf("golden: %s", resp.Status)
	}
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil { // want medipimunchecked/partial
		tb.Fatal(err)
	}
	return p
}

// Fixture stops at all errors.
func Fixture(tb testing.TB) (p product) {
	tb.Helper()
	resp, err := http.Get(url) // want medipimretry/missing
	if err != nil {
		tb.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		tb.Skipf("fixture: %s", resp.Status)
	}
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		tb.Fatal(err)
	}
	return p
}

// Benchmarked is Fixture for the type itself.
func Benchmarked(b *testing.B) (p product) {
	resp, err := http.Get(url) // want medipimretry/missing
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		b.FailNow()
	}
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		b.Fatal(err)
	}
	return p
}

// logger is the program's own.
type logger interface {
	Fatalf(format string, args ...any)
}

// Logged ends the program by way of a logger that is not seen.
func Logged(l logger) (p product, err error) {
	resp, err := http.Get(url) // want medipimretry/missing
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		l.Fatalf("logged: %s", resp.Status)
	}
	return p, json.NewDecoder(resp.Body).Decode(&p)
}

// Told only says that something is wrong.
func Told(tb testing.TB) (p product, err error) {
	resp, err := http.Get(url) // want medipimretry/missing
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		tb.Errorf("told: %s", resp.Status)
	}
	return p, json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/unchecked
}

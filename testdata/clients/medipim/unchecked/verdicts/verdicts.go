// Package verdicts keeps beside a body whether its answer is good.
package verdicts

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

type answer struct {
	ok     bool
	status int
	body   []byte
}

const base = "https://api.medipim.be/v4"

func post(ctx context.Context, path string, body []byte) (answer, error) {
	for pause := time.Second; ; pause *= 2 {
		resp, err := http.Post(base+path, "application/json", bytes.NewReader(body))
		if err != nil {
			return answer{}, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && pause < time.Minute {
			time.Sleep(pause)
			continue
		}
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			return answer{}, err
		}
		return answer{ok: resp.StatusCode < 300, status: resp.StatusCode, body: b}, nil
	}
}

// Total asks through post, and looks at what it has.
func Total(ctx context.Context) (int, error) {
	a, err := post(ctx, "/products/count", nil)
	if err != nil {
		return 0, err
	}
	if !a.ok {
		return 0, fmt.Errorf("total: %d", a.status)
	}
	var n int
	return n, json.Unmarshal(a.body, &n)
}

// Printed does not look.
func Printed(ctx context.Context) (int, error) {
	a, err := post(ctx, "/products/count", nil)
	if err != nil {
		return 0, err
	}
	if a.ok {
		fmt.Println("fine")
	}
	var n int
	return n, json.Unmarshal(a.body, &n) // want medipimunchecked/unchecked
}

type checked struct {
	ok     bool
	status int
	body   []byte
}

func postChecked(ctx context.Context, path string, body []byte) (*checked, error) {
	resp, err := http.Post(base+path, "application/json", bytes.NewReader(body)) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return &checked{ok: resp.StatusCode != 401, status: resp.StatusCode, body: b}, nil
}

// Refused only knows one.
func Refused(ctx context.Context) (int, error) {
	a, err := postChecked(ctx, "/products/count", nil)
	if err != nil {
		return 0, err
	}
	if !a.ok {
		return 0, fmt.Errorf("total: %d", a.status)
	}
	var n int
	return n, json.Unmarshal(a.body, &n) // want medipimunchecked/partial
}

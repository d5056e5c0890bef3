// Package lambda answers events with products of Medipim.
package lambda

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
)

// Event asks for a product.
type Event struct {
	ID string `json:"id"`
}

// Response is what the runtime gets.
type Response struct {
	StatusCode int    `json:"statusCode"`
	Body       string `json:"body"`
}

func medipimURL(path string) string {
	base := os.Getenv("MEDIPIM_BASE")
	if base == "" {
		base = "https://api.medipim.be"
	}
	return base + path
}

// Proxy hands status and body on: the answer is its caller's.
func Proxy(ctx context.Context, e Event) (Response, error) {
	resp, err := http.Get(medipimURL("/v4/products/find?id=" + e.ID)) // want medipimretry/missing
	if err != nil {
		return Response{StatusCode: http.StatusBadGateway}, nil
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return Response{StatusCode: resp.StatusCode, Body: string(b)}, err
}

// Name answers 200 whatever came.
func Name(ctx context.Context, e Event) (Response, error) {
	resp, err := http.Get(medipimURL("/v4/products/find?id=" + e.ID)) // want medipimretry/missing
	if err != nil {
		return Response{}, err
	}
	defer resp.Body.Close()
	var p struct{ Name string }
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil { // want medipimunchecked/unchecked
		return Response{}, err
	}
	return Response{200, p.Name}, nil
}

// ErrBusy asks the runtime to deliver the event again.
var ErrBusy = errors.New("busy: deliver the event again later")

// Queue is dealt with: the queue delivers again what ends in an error made for it.
func Queue(ctx context.Context, e Event) error {
	resp, err := http.Post(medipimURL("/v4/products/touch?id="+e.ID), "application/json", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return ErrBusy
	case resp.StatusCode >= 400:
		return errors.New(resp.Status)
	}
	return nil
}

// Drop acknowledges a throttled event.
func Drop(ctx context.Context, e Event) error {
	resp, err := http.Post(medipimURL("/v4/products/touch?id="+e.ID), "application/json", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusNoContent:
		return nil
	case http.StatusTooManyRequests: // want medipimretry/swallowed
		return nil
	}
	return errors.New(resp.Status)
}

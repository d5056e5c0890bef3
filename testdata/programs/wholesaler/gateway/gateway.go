// Package gateway has a client of its own.
package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

const endpoint = "https://api.au.medipim.com/v4/brands/query"

type envelope struct {
	Error *struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Brand is one brand, with a status of its own.
type Brand struct {
	Name   string `json:"name"`
	Status int    `json:"status"`
}

type brandPage struct {
	Results []Brand `json:"results"`
}

var (
	errMissing = errors.New("missing")
	errDown    = errors.New("down")
)

type attempt func(context.Context) (*http.Response, error)

// Too many requests is tried again after a delay.
func retrying(ctx context.Context, try attempt) (*http.Response, error) {
	for n := range 5 {
		resp, err := try(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << n):
		}
	}
	return nil, errDown
}

// The closure makes a new request each time, and the helper calls it again.
func post(ctx context.Context, c *http.Client, payload []byte) (*http.Response, error) {
	return retrying(ctx, func(ctx context.Context) (*http.Response, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, bytes.NewReader(payload))
		if err != nil {
			return nil, err
		}
		return c.Do(req)
	})
}

// The real status guards the data, and the body's number decides about the error.
func Brands(ctx context.Context, c *http.Client, payload []byte) ([]Brand, error) {
	resp, err := post(ctx, c, payload)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		var env envelope
		if err := json.NewDecoder(resp.Body).Decode(&env); err != nil || env.Error == nil {
			return nil, fmt.Errorf("status %d", resp.StatusCode)
		}
		if env.Error.Status == http.StatusNotFound { // want medipimstatus/branch
			return nil, errMissing
		}
		if env.Error.Code == "internal_error" { // want medipimcode/unknown
			return nil, errDown
		}
		return nil, errors.New(env.Error.Code)
	}
	var p brandPage
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return p.Results, nil
}

// The status of a brand is data of the domain.
func Live(brands []Brand) (names []string) {
	for _, b := range brands {
		if b.Status != 404 {
			names = append(names, b.Name)
		}
	}
	return names
}

// Package golfslag follows the product stream and fills the gaps.
package golfslag

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"slices"
	"strings"
	"time"

	jsoniter "github.com/json-iterator/go"
	"github.com/rs/zerolog"
	"github.com/sethvargo/go-retry"
)

var json = jsoniter.ConfigCompatibleWithStandardLibrary

// MedipimConfig says where and who.
type MedipimConfig struct {
	URL    string
	Key    string
	Secret string
}

// Follower reads the stream.
type Follower struct {
	MedipimConfig
	HTTP *http.Client
	Log  zerolog.Logger
}

type apiErr struct {
	Status  int                    `json:"status"`
	Code    string                 `json:"code"`
	Message string                 `json:"message"`
	Extra   map[string]interface{} `json:"violations"`
}

type line struct {
	Meta   map[string]any `json:"meta"`
	Result *Product       `json:"result"`
	Error  *apiErr        `json:"error"`
}

// Product is one product.
type Product struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

func (f *Follower) open(ctx context.Context, path string, payload []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, f.URL+path, bytes.NewReader(payload))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(f.Key, f.Secret)
	return f.HTTP.Do(req)
}

// Stream yields the products; only server trouble is worth another try.
func (f *Follower) Stream(ctx context.Context, payload []byte) iter.Seq2[*Product, error] {
	return func(yield func(*Product, error) bool) {
		var body io.ReadCloser
		b := retry.WithMaxRetries(5, retry.NewFibonacci(time.Second))
		err := retry.Do(ctx, b, func(ctx context.Context) error {
			resp, err := f.open(ctx, "/v4/products/stream", payload)
			if err != nil {
				return retry.RetryableError(err)
			}
			if resp.StatusCode >= 500 { // want medipimretry/incomplete
				resp.Body.Close()
				return retry.RetryableError(fmt.Errorf("stream: %s", resp.Status))
			}
			body = resp.Body
			if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNoContent {
				resp.Body.Close()
				return fmt.Errorf("stream: %s", resp.Status)
			}
			return nil
		})
		if err != nil {
			yield(nil, err)
			return
		}
		defer body.Close()
		for sc := bufio.NewScanner(body); sc.Scan(); {
			var l line
			if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
				yield(nil, err)
				return
			}
			if l.Error != nil {
				// A line has no status line: its own status is all there is.
				if l.Error.Status == http.StatusNotFound || l.Error.Code == "not_found" {
					continue
				}
				yield(nil, errors.New(l.Error.Message))
				return
			}
			if !yield(l.Result, nil) {
				return
			}
		}
	}
}

// Gap asks for the products that the stream missed.
func (f *Follower) Gap(ctx context.Context, ids []int) ([]Product, error) {
	payload, err := json.Marshal(map[string]any{"ids": ids})
	if err != nil {
		return nil, err
	}
	resp, err := retry.DoValue(ctx, retry.NewConstant(time.Second), func(ctx context.Context) (*http.Response, error) { // want medipimretry/library
		r, err := f.open(ctx, "/v4/products/query", payload)
		if err != nil {
			return nil, retry.RetryableError(err)
		}
		return r, nil
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return f.read(resp)
}

func (f *Follower) read(resp *http.Response) ([]Product, error) {
	if resp.StatusCode == http.StatusOK {
		var out struct{ Results []Product }
		err := json.NewDecoder(resp.Body).Decode(&out)
		return out.Results, err
	}
	var doc struct{ Error apiErr }
	if err := json.NewDecoder(resp.Body).Decode(&doc); err != nil {
		return nil, fmt.Errorf("%s: %w", resp.Status, err)
	}
	f.Log.Error().Int("body", doc.Error.Status).Str("code", doc.Error.Code).Msg(doc.Error.Message)
	if slices.Contains([]int{401, 403}, doc.Error.Status) { // want medipimstatus/branch
		return nil, fmt.Errorf("no access: %s", doc.Error.Code)
	}
	return nil, fmt.Errorf("%s: %s", resp.Status, doc.Error.Code)
}

// Refill is Gap, with a 429 told by its code.
func (f *Follower) Refill(ctx context.Context, payload []byte) (ps []Product, err error) {
	err = retry.Exponential(ctx, time.Second, func(ctx context.Context) error {
		resp, err := f.open(ctx, "/v4/products/query", payload)
		if err != nil {
			return retry.RetryableError(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return json.NewDecoder(resp.Body).Decode(&struct{ Results *[]Product }{&ps})
		}
		var doc struct{ Error *apiErr }
		if err := json.NewDecoder(resp.Body).Decode(&doc); err != nil || doc.Error == nil {
			return fmt.Errorf("refill: %s", resp.Status)
		}
		switch strings.ToLower(doc.Error.Code) {
		case "429": // want medipimcode/status
			return retry.RetryableError(fmt.Errorf("busy"))
		case "server_error":
			return retry.RetryableError(fmt.Errorf("down"))
		}
		return fmt.Errorf("%s: %s", resp.Status, doc.Error.Message)
	})
	return ps, err
}

// Brands retries by code, spelt as the catalog spells it.
func (f *Follower) Brands(ctx context.Context, payload []byte) (names []string, err error) {
	b := retry.WithJitter(200*time.Millisecond, retry.WithMaxRetries(6, retry.NewExponential(time.Second)))
	err = retry.Do(ctx, b, func(ctx context.Context) error {
		resp, err := f.open(ctx, "/v4/brands/query", payload)
		if err != nil {
			return retry.RetryableError(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode/100 == 2 {
			return json.NewDecoder(resp.Body).Decode(&names)
		}
		var doc struct{ Error apiErr }
		if err := json.NewDecoder(resp.Body).Decode(&doc); err != nil {
			return retry.RetryableError(err)
		}
		if doc.Error.Code == "too_many_requests" || doc.Error.Code == "server_error" {
			return retry.RetryableError(errors.New(doc.Error.Message))
		}
		return fmt.Errorf("brands: %s: %s %v", resp.Status, doc.Error.Code, doc.Error.Extra)
	})
	return names, err
}

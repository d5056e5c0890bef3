// Package backoffke writes stock to the catalogue, with cenkalti/backoff around it.
package backoffke

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v5"
)

const medipimStock = "https://api.au.medipim.com/v4/stock"

// Stock is what there is of a product.
type Stock struct {
	CNK   string `json:"cnk"`
	Count int    `json:"count"`
}

var errBusy = errors.New("catalogue is busy")

func options() []backoff.RetryOption {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval = 2 * time.Second
	return []backoff.RetryOption{backoff.WithBackOff(b), backoff.WithMaxTries(6)}
}

// verdict sorts answers into those that may change and those that will not.
func verdict(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	raw, _ := io.ReadAll(resp.Body)
	if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
		return fmt.Errorf("%w: %s", errBusy, resp.Status)
	}
	var env struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
		Violations json.RawMessage `json:"violations"`
	}
	if json.Unmarshal(raw, &env) != nil {
		return backoff.Permanent(errors.New(resp.Status))
	}
	return backoff.Permanent(fmt.Errorf("%s: %s %s", resp.Status, env.Error.Message, env.Violations))
}

// Read returns the stock of a product.
func Read(ctx context.Context, cnk string) (Stock, error) {
	return backoff.Retry(ctx, func() (s Stock, err error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, medipimStock+"?cnk="+cnk, nil)
		if err != nil {
			return s, backoff.Permanent(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return s, err
		}
		defer resp.Body.Close()
		if err := verdict(resp); err != nil {
			return s, err
		}
		err = json.NewDecoder(resp.Body).Decode(&s)
		return s, err
	}, options()...)
}

// Write writes one line of stock.
func Write(ctx context.Context, s Stock) error {
	body, err := json.Marshal(s)
	if err != nil {
		return err
	}
	_, err = backoff.Retry(ctx, func() (struct{}, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimStock, bytes.NewReader(body))
		if err != nil {
			return struct{}{}, backoff.Permanent(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return struct{}{}, err
		}
		defer resp.Body.Close()
		return struct{}{}, verdict(resp)
	}, options()...)
	return err
}

// WriteAll writes all lines at once.
func WriteAll(ctx context.Context, all []Stock) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	for _, s := range all {
		if err := enc.Encode(s); err != nil {
			return err
		}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimStock+"/bulk", &buf)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/jsonl")
	_, err = backoff.Retry(ctx, func() (int, error) {
		resp, err := http.DefaultClient.Do(req) // want medipimretry/unrewound
		if err != nil {
			return 0, err
		}
		defer resp.Body.Close()
		return resp.StatusCode, verdict(resp)
	}, options()...)
	return err
}

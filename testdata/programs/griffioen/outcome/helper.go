package outcome

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

var errAgain = errors.New("again")

// attempt calls f until it does not ask for another go.
func attempt[T any](ctx context.Context, n int, f func() (T, error)) (T, error) {
	var zero T
	for i := range n {
		v, err := f()
		if !errors.Is(err, errAgain) {
			return v, err
		}
		select {
		case <-time.After(time.Second << i):
		case <-ctx.Done():
			return zero, ctx.Err()
		}
	}
	return zero, errAgain
}

// Brand is one brand.
type Brand struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// GetBrand is not reported: the closure asks for another go on 429.
func GetBrand(ctx context.Context, hc *http.Client, url string) (Brand, error) {
	return attempt(ctx, 5, func() (b Brand, err error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return b, err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return b, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return b, fmt.Errorf("brand: %s: %w", resp.Status, errAgain)
		}
		if resp.StatusCode != http.StatusOK {
			return b, fmt.Errorf("brand: %s", resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&b)
		return b, err
	})
}

// GetBrandUpstream is reported: the closure asks for another go on 5xx alone.
func GetBrandUpstream(ctx context.Context, hc *http.Client, url string) (Brand, error) {
	return attempt(ctx, 5, func() (b Brand, err error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return b, err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return b, err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 500 { // want medipimretry/incomplete
			return b, fmt.Errorf("brand: %s: %w", resp.Status, errAgain)
		}
		if resp.StatusCode != http.StatusOK {
			return b, fmt.Errorf("brand: %s", resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&b)
		return b, err
	})
}

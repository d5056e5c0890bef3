package pages

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
)

// ErrSlow is what a caller gets when the rate limit is reached.
var ErrSlow = errors.New("pages: rate limit reached")

// Facets has nothing to say on 404, and decodes all else.
func (a *API) Facets(ctx context.Context, name string) (map[string]int, error) {
	req, err := a.request(ctx, "/facets/"+name, nil)
	if err != nil {
		return nil, err
	}
	resp, err := a.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, nil
	}
	counts := make(map[string]int)
	if err := json.NewDecoder(resp.Body).Decode(&counts); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return counts, nil
}

// FacetsOr has nothing to say on 404 either, and an error for all else.
func (a *API) FacetsOr(ctx context.Context, name string) (map[string]int, error) {
	req, err := a.request(ctx, "/facets/"+name, nil)
	if err != nil {
		return nil, err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		counts := make(map[string]int)
		err := json.NewDecoder(resp.Body).Decode(&counts)
		return counts, err
	case http.StatusNotFound:
		return nil, nil
	case http.StatusTooManyRequests:
		return nil, ErrSlow
	}
	return nil, fmt.Errorf("facets: %s", resp.Status)
}

// Subscribe logs that an address is wrong and not why.
func (a *API) Subscribe(ctx context.Context, address string) error {
	req, err := a.request(ctx, "/subscriptions", address)
	if err != nil {
		return err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrSlow
	}
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		slog.Warn("address refused", "address", address)
		return errors.New("pages: address refused")
	}
	if resp.StatusCode >= 400 {
		return fmt.Errorf("subscribing: %s", resp.Status)
	}
	return nil
}

// Unsubscribe logs the whole answer.
func (a *API) Unsubscribe(ctx context.Context, address string) error {
	req, err := a.request(ctx, "/subscriptions/end", address)
	if err != nil {
		return err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrSlow
	}
	if resp.StatusCode == http.StatusUnprocessableEntity {
		answer, err := io.ReadAll(resp.Body)
		if err != nil {
			return err
		}
		slog.Warn("address refused", "address", address, "answer", string(answer))
		return errors.New("pages: address refused")
	}
	if resp.StatusCode >= 400 {
		return fmt.Errorf("unsubscribing: %s", resp.Status)
	}
	return nil
}

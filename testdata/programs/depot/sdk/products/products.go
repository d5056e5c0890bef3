package products

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"example.com/depot/sdk/transport"
)

// ErrBusy is returned when the vendor asks for patience.
var ErrBusy = errors.New("products: busy")

// Item is one product.
type Item struct {
	ID  string `json:"id"`
	CNK string `json:"cnk"`
}

// Service asks for products.
type Service struct {
	T *transport.Client
}

// Find takes the bare answer and has no plan for a 429.
func (s *Service) Find(ctx context.Context, cnk string) (Item, error) {
	var it Item
	resp, err := s.T.Call(ctx, http.MethodGet, "/v4/products/find?cnk="+cnk, nil) // want medipimretry/missing
	if err != nil {
		return it, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return it, fmt.Errorf("find %s: %s", cnk, resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&it)
	return it, err
}

// FindSlowly waits and asks again, with an end to it.
func (s *Service) FindSlowly(ctx context.Context, cnk string) (Item, error) {
	var it Item
	for i := range 4 {
		resp, err := s.T.Call(ctx, http.MethodGet, "/v4/products/find?cnk="+cnk, nil)
		if err != nil {
			return it, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			select {
			case <-ctx.Done():
				return it, ctx.Err()
			case <-time.After(time.Second << i):
			}
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return it, fmt.Errorf("find %s: %s", cnk, resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&it)
		return it, err
	}
	return it, ErrBusy
}

// Query posts, sees the status of the rest, and leaves 429 without a word of its own.
func (s *Service) Query(ctx context.Context, q any) ([]Item, error) {
	payload, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	resp, err := s.T.Call(ctx, http.MethodPost, "/v4/products/query", payload) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		return nil, fmt.Errorf("query: %s", resp.Status)
	}
	var out struct {
		Results []Item `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	return out.Results, nil
}

// QueryBusy posts the same and gives 429 a sentinel.
func (s *Service) QueryBusy(ctx context.Context, q any) ([]Item, error) {
	payload, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	resp, err := s.T.Call(ctx, http.MethodPost, "/v4/products/query", payload)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, ErrBusy
	}
	if resp.StatusCode >= http.StatusBadRequest {
		return nil, fmt.Errorf("query: %s", resp.Status)
	}
	var out struct {
		Results []Item `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	return out.Results, nil
}

package medipimsdk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
)

// ProductsService is about products.
type ProductsService service

// Product is a product.
type Product struct {
	ID   *int    `json:"id,omitempty"`
	Name *string `json:"name,omitempty"`
}

// Get goes through Do.
func (s *ProductsService) Get(ctx context.Context, id int) (*Product, *Response, error) {
	req, err := s.client.NewRequest(ctx, http.MethodGet, fmt.Sprintf("products/find?id=%d", id), nil)
	if err != nil {
		return nil, nil, err
	}
	p := new(Product)
	resp, err := s.client.Do(req, p)
	if err != nil {
		return nil, resp, err
	}
	return p, resp, nil
}

// Count goes round Do: its general error says nothing of 429.
func (s *ProductsService) Count(ctx context.Context) (int, error) {
	req, err := s.client.NewRequest(ctx, http.MethodPost, "products/count", struct{}{})
	if err != nil {
		return 0, err
	}
	resp, err := s.client.client.Do(req) // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, errors.New("counting: " + resp.Status)
	}
	var n struct {
		Count int `json:"count"`
	}
	err = json.NewDecoder(resp.Body).Decode(&n)
	return n.Count, err
}

// CountChecked goes round Do, and uses its check.
func (s *ProductsService) CountChecked(ctx context.Context) (int, error) {
	req, err := s.client.NewRequest(ctx, http.MethodPost, "products/count", struct{}{})
	if err != nil {
		return 0, err
	}
	resp, err := s.client.client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if err := CheckResponse(resp); err != nil {
		return 0, err
	}
	var n struct {
		Count int `json:"count"`
	}
	err = json.NewDecoder(resp.Body).Decode(&n)
	return n.Count, err
}

// MediaService is about images and films.
type MediaService service

// Download trusts whatever comes back.
func (s *MediaService) Download(ctx context.Context, id int) ([]byte, error) {
	req, err := s.client.NewRequest(ctx, http.MethodGet, fmt.Sprintf("media/%d/content", id), nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.client.client.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}

// DownloadTo goes through Do with a writer.
func (s *MediaService) DownloadTo(ctx context.Context, id int, w io.Writer) (*Response, error) {
	req, err := s.client.NewRequest(ctx, http.MethodGet, fmt.Sprintf("media/%d/content", id), nil)
	if err != nil {
		return nil, err
	}
	return s.client.Do(req, w)
}

// Raw returns the bytes beside their response, and tells 429 apart through the check.
func (s *MediaService) Raw(ctx context.Context, id int) ([]byte, *http.Response, error) {
	req, err := s.client.NewRequest(ctx, http.MethodGet, fmt.Sprintf("media/%d", id), nil)
	if err != nil {
		return nil, nil, err
	}
	resp, err := s.client.client.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, resp, &RateLimitError{Response: resp, Wait: retryAfter(resp.Header)}
	}
	data, err := io.ReadAll(resp.Body)
	return data, resp, err
}

// Upload sends a file; a rate limit ends the program.
func (s *MediaService) Upload(ctx context.Context, path string) error {
	meta := map[string]string{"file": path}
	req, err := s.client.NewRequest(ctx, http.MethodPost, "media", meta)
	if err != nil {
		return err
	}
	_, err = s.client.Do(req, nil)
	var limit *RateLimitError
	if errors.As(err, &limit) { // want medipimretry/fatal
		fmt.Fprintln(os.Stderr, "rate limit reached during an upload")
		os.Exit(75)
	}
	return err
}

// LabelsService is about labels.
type LabelsService service

// Create lets Patiently call its closure again.
func (s *LabelsService) Create(ctx context.Context, name string) error {
	return Patiently(ctx, func() error {
		req, err := s.client.NewRequest(ctx, http.MethodPost, "labels", map[string]string{"name": name})
		if err != nil {
			return err
		}
		_, err = s.client.Do(req, nil)
		return err
	})
}

// Rename has a branch of its own for 422, in front of the check, and drops what was wrong.
func (s *LabelsService) Rename(ctx context.Context, id int, name string) error {
	req, err := s.client.NewRequest(ctx, http.MethodPut, fmt.Sprintf("labels/%d", id), map[string]string{"name": name})
	if err != nil {
		return err
	}
	resp, err := s.client.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return fmt.Errorf("label %d cannot be called %q", id, name)
	}
	return CheckResponse(resp)
}

// Merge has a branch of its own for 422 that ends in the type that holds the violations.
func (s *LabelsService) Merge(ctx context.Context, from, to int) error {
	req, err := s.client.NewRequest(ctx, http.MethodPost, "labels/merge", []int{from, to})
	if err != nil {
		return err
	}
	resp, err := s.client.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return fmt.Errorf("merging %d: %w", from, CheckResponse(resp))
	}
	return CheckResponse(resp)
}

// Package supplier is where the shop gets its articles.
package supplier

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// The shop's own words for what can go wrong.
var (
	ErrUnknownArticle = errors.New("supplier: unknown article")
	ErrBusy           = errors.New("supplier: busy, try later")
	ErrRefused        = errors.New("supplier: order refused")
)

// InvalidArticle lists what is wrong with an article.
type InvalidArticle struct {
	Violations []json.RawMessage
}

// Error only counts.
func (e *InvalidArticle) Error() string {
	return fmt.Sprintf("supplier: %d invalid fields", len(e.Violations))
}

// Article is what the shop sells.
type Article struct {
	ID    int    `json:"id"`
	Name  string `json:"name"`
	Stock int    `json:"stock"`
}

// MedipimSupplier is the shop's source.
type MedipimSupplier struct {
	endpoint string
	auth     func(*http.Request)
	client   *http.Client
}

// NewMedipimSupplier takes its endpoint from the settings.
func NewMedipimSupplier(endpoint string, auth func(*http.Request)) *MedipimSupplier {
	return &MedipimSupplier{endpoint: endpoint, auth: auth, client: &http.Client{Timeout: 10 * time.Second}}
}

type problem struct {
	Error struct {
		Code       string            `json:"code"`
		Message    string            `json:"message"`
		Violations []json.RawMessage `json:"violations"`
	} `json:"error"`
}

// translate has a word of the shop's for each status, and keeps the violations.
func translate(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusOK, http.StatusCreated:
		return nil
	case http.StatusNotFound:
		return ErrUnknownArticle
	case http.StatusTooManyRequests:
		return ErrBusy
	case http.StatusUnprocessableEntity:
		var p problem
		if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
			return err
		}
		return &InvalidArticle{Violations: p.Error.Violations}
	}
	return fmt.Errorf("supplier: %s", resp.Status)
}

// call is the good way through: a sentinel for 429, a check before the decode.
func (m *MedipimSupplier) call(ctx context.Context, path string, in, out any) error {
	resp, err := m.raw(ctx, path, in)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err := translate(resp); err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

// build makes a POST.
func (m *MedipimSupplier) build(ctx context.Context, path string, in any) (*http.Request, error) {
	var buf bytes.Buffer
	if err := json.NewEncoder(&buf).Encode(in); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, m.endpoint+path, &buf)
	if err != nil {
		return nil, err
	}
	m.auth(req)
	return req, nil
}

// raw gives the bare response to call, which tells 429 apart.
func (m *MedipimSupplier) raw(ctx context.Context, path string, in any) (*http.Response, error) {
	req, err := m.build(ctx, path, in)
	if err != nil {
		return nil, err
	}
	return m.client.Do(req)
}

// Search leaves all to call.
func (m *MedipimSupplier) Search(ctx context.Context, words string) ([]Article, error) {
	var out struct {
		Results []Article `json:"results"`
	}
	err := m.call(ctx, "/v4/products/query", map[string]string{"search": words}, &out)
	return out.Results, err
}

// Package generic has generic types that carry the status.
package generic

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

type APIError[T any] struct {
	Status int
	Code   string
	Detail T
}

func (e *APIError[T]) Error() string { return fmt.Sprintf("medipim: %d %s", e.Status, e.Code) }

type envelope struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func check(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	return &APIError[int]{Status: env.Error.Status, Code: env.Error.Code}
}

func IsGone(err error) bool {
	var e *APIError[int]
	return errors.As(err, &e) && e.Status == 404 // want medipimstatus/branch
}

func (e *APIError[T]) Temporary() bool { return e.Status == 429 || e.Status >= 500 } // want medipimstatus/branch medipimstatus/branch

// A Page is decoded with one type argument or another: where that sets its status, this package does not tell.
type Page[T any] struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
	Results []T `json:"results"`
}

func (p *Page[T]) gone() bool { return p.Error.Status == 404 } // want medipimstatus/branch

func fetch(resp *http.Response) (*Page[string], error) {
	var p Page[string]
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

func lost(resp *http.Response) bool {
	p, err := fetch(resp)
	return err == nil && p.gone()
}

//medipimlint:client

// Package assets downloads packshots and their metadata with imroc/req.
package assets

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/imroc/req/v3"
)

type Media struct {
	ID    int    `json:"id"`
	Type  string `json:"type"`
	Photo string `json:"photo"`
}

type errBody struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
	Violations []any `json:"violations"`
}

type Store struct{ c *req.Client }

// NewStore makes a client that waits out a busy server.
func NewStore(base, user, pass string) *Store {
	return &Store{c: req.C().
		SetBaseURL(base).
		SetCommonBasicAuth(user, pass).
		SetCommonErrorResult(&errBody{}).
		SetCommonRetryCount(20).
		SetCommonRetryBackoffInterval(time.Second, 30*time.Second).
		SetCommonRetryCondition(func(r *req.Response, err error) bool {
			return err != nil || r.GetStatusCode() == http.StatusTooManyRequests
		})}
}

func describe(r *req.Response) error {
	if b, ok := r.ErrorResult().(*errBody); ok {
		return fmt.Errorf("assets: %s: %s %s %v", r.GetStatus(), b.Error.Code, b.Error.Message, b.Violations)
	}
	return errors.New("assets: " + r.GetStatus())
}

func (s *Store) Media(ctx context.Context, id int) (m Media, err error) {
	r, err := s.c.R().SetContext(ctx).SetPathParam("id", fmt.Sprint(id)).SetSuccessResult(&m).Get("/v4/media/{id}")
	if err != nil {
		return m, err
	}
	if r.IsErrorState() {
		return m, describe(r)
	}
	return m, nil
}

// Find uses the shorter Do, whose error is a field.
func (s *Store) Find(ctx context.Context, cnk string) ([]Media, error) {
	var out struct{ Results []Media }
	r := s.c.Post("/v4/media/query").SetBodyJsonMarshal(map[string]string{"cnk": cnk}).Do(ctx)
	if r.Err != nil {
		return nil, r.Err
	}
	err := r.Into(&out) // not reported: since 3.58, Into ends in an error for an error answer
	return out.Results, err
}

// FindAll is Find with the question in between.
func (s *Store) FindAll(ctx context.Context) ([]Media, error) {
	var out struct{ Results []Media }
	r := s.c.Post("/v4/media/query").Do(ctx)
	if r.Err != nil {
		return nil, r.Err
	}
	if !r.IsSuccessState() {
		return nil, describe(r)
	}
	err := r.Into(&out)
	return out.Results, err
}

// Types believes that what is not a 404 is a list.
func (s *Store) Types(ctx context.Context) (types []string, err error) {
	r, err := s.c.R().SetContext(ctx).Get("/v4/media/types")
	if err != nil {
		return nil, err
	}
	if r.StatusCode == http.StatusNotFound {
		return nil, nil
	}
	if err = r.UnmarshalJson(&types); err != nil { // want medipimunchecked/partial
		return nil, fmt.Errorf("types: %w", err)
	}
	return types, nil
}

// Thumb returns the response beside the bytes.
func (s *Store) Thumb(ctx context.Context, id string) (*req.Response, []byte, error) {
	r, err := s.c.R().SetContext(ctx).SetPathParam("id", id).Get("/v4/media/{id}/thumb")
	if err != nil {
		return nil, nil, err
	}
	return r, r.Bytes(), nil
}

// Size asks first.
func (s *Store) Size(ctx context.Context, id string) (int, error) {
	r, b, err := s.Thumb(ctx, id)
	if err != nil {
		return 0, err
	}
	if r.IsErrorState() {
		return 0, describe(r)
	}
	return len(b), nil
}

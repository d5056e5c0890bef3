// Package etiket prints shelf labels with data from Medipim.
package etiket

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	retry "github.com/avast/retry-go/v4"
	retry5 "github.com/avast/retry-go/v5"
	"github.com/pkg/errors"
)

const medipimAPI = "https://api.medipim.be/v4"

// StatusError is any answer that is not 2xx. It has the real status.
type StatusError struct {
	Code  int
	Body  []byte
	After time.Duration
}

func (e *StatusError) Error() string { return fmt.Sprintf("medipim: HTTP %d", e.Code) }

// Label is what goes on the shelf.
type Label struct {
	CNK   string `json:"cnk"`
	Title string `json:"title"`
}

// Printer fetches labels.
type Printer struct {
	HTTP *http.Client
}

func (p *Printer) post(ctx context.Context, path string, in any) ([]byte, error) {
	b, err := json.Marshal(in)
	if err != nil {
		return nil, errors.WithStack(err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimAPI+path, bytes.NewReader(b))
	if err != nil {
		return nil, errors.WithStack(err)
	}
	resp, err := p.HTTP.Do(req)
	if err != nil {
		return nil, errors.WithStack(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, errors.WithStack(err)
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		se := &StatusError{Code: resp.StatusCode, Body: body}
		if d, err := time.ParseDuration(resp.Header.Get("Retry-After") + "s"); err == nil {
			se.After = d
		}
		return nil, se
	}
	return body, nil
}

func labels(b []byte) (out []Label, err error) {
	var page struct {
		Results []Label `json:"results"`
	}
	err = json.Unmarshal(b, &page)
	return page.Results, err
}

// One prints one label.
func (p *Printer) One(ctx context.Context, cnk string) ([]Label, error) {
	var b []byte
	err := retry.Do(
		func() (err error) {
			b, err = p.post(ctx, "/products/query", map[string]string{"cnk": cnk})
			return err
		},
		retry.Context(ctx),
		retry.Attempts(4),
		retry.RetryIf(func(err error) bool {
			var se *StatusError
			return !errors.As(err, &se) || se.Code >= http.StatusInternalServerError // want medipimretry/incomplete
		}),
	)
	if err != nil {
		return nil, err
	}
	return labels(b)
}

// All prints the labels of a shelf.
func (p *Printer) All(ctx context.Context, shelf int) ([]Label, error) {
	b, err := retry.DoWithData(
		func() ([]byte, error) { return p.post(ctx, "/products/query", map[string]int{"shelf": shelf}) },
		retry.Context(ctx),
		retry.Attempts(6),
		retry.RetryIf(func(err error) bool {
			se, ok := errors.Cause(err).(*StatusError)
			return ok && (se.Code == http.StatusTooManyRequests || se.Code >= 500)
		}),
		retry.DelayType(func(n uint, err error, cfg *retry.Config) time.Duration {
			if se, ok := errors.Cause(err).(*StatusError); ok && se.After > 0 {
				return se.After
			}
			return retry.BackOffDelay(n, err, cfg)
		}),
	)
	if err != nil {
		return nil, err
	}
	return labels(b)
}

// Changed prints what changed.
func (p *Printer) Changed(ctx context.Context, since time.Time) ([]Label, error) {
	r := retry5.NewWithData[[]byte](retry5.Context(ctx), retry5.Attempts(5), retry5.Delay(time.Second), retry5.MaxDelay(time.Minute))
	b, err := r.Do(func() ([]byte, error) {
		b, err := p.post(ctx, "/products/query", map[string]time.Time{"since": since})
		var se *StatusError
		if errors.As(err, &se) && se.Code < 500 && se.Code != 429 {
			return nil, retry5.Unrecoverable(err)
		}
		return b, err
	})
	if err != nil {
		return nil, err
	}
	return labels(b)
}

// Logo gets the logo of a brand.
func (p *Printer) Logo(ctx context.Context, brand int) (io.ReadCloser, error) {
	var resp *http.Response
	err := retry5.New(retry5.Attempts(3), retry5.Context(ctx)).Do(func() error { // want medipimretry/library
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/brands/find?id=%d", medipimAPI, brand), nil)
		if err != nil {
			return retry5.Unrecoverable(err)
		}
		resp, err = p.HTTP.Do(req)
		return err
	})
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, &StatusError{Code: resp.StatusCode}
	}
	return resp.Body, nil
}

// Title gets one title.
func (p *Printer) Title(ctx context.Context, id int) (string, error) {
	return retry.DoWithData(func() (string, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/products/find?id=%d", medipimAPI, id), nil)
		if err != nil {
			return "", retry.Unrecoverable(err)
		}
		resp, err := p.HTTP.Do(req)
		if err != nil {
			return "", err
		}
		defer resp.Body.Close()
		switch resp.StatusCode / 100 {
		case 2:
		case 4: // want medipimretry/incomplete
			return "", retry.Unrecoverable(&StatusError{Code: resp.StatusCode})
		default:
			return "", &StatusError{Code: resp.StatusCode}
		}
		var l Label
		if err := json.NewDecoder(resp.Body).Decode(&l); err != nil {
			return "", retry.Unrecoverable(err)
		}
		return l.Title, nil
	}, retry.Attempts(3), retry.LastErrorOnly(true))
}

// Package herkans leaves the waiting to go-retryablehttp.
package herkans

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"golang.org/x/sync/errgroup"
)

// Medipim is a client.
type Medipim struct {
	base string
	c    *retryablehttp.Client
	std  *http.Client
}

// New makes one.
func New(base string) *Medipim {
	c := retryablehttp.NewClient()
	c.RetryMax = 6
	c.RetryWaitMin, c.RetryWaitMax = time.Second, 40*time.Second
	c.ErrorHandler = retryablehttp.PassthroughErrorHandler
	c.Logger = nil
	return &Medipim{base: base, c: c, std: c.StandardClient()}
}

// Problem is an error with the document that came with it.
type Problem struct {
	Status int
	Doc    struct {
		Error struct {
			Status     int    `json:"status"`
			Code       string `json:"code"`
			Message    string `json:"message"`
			Violations []any  `json:"violations"`
		} `json:"error"`
		Violations []any `json:"violations"`
	}
}

func (p *Problem) Error() string {
	return fmt.Sprintf("status %d: %s %v%v", p.Status, p.Doc.Error.Message, p.Doc.Violations, p.Doc.Error.Violations)
}

// Temporary says that a second call may succeed.
func (p *Problem) Temporary() bool { return p.Status == 429 || p.Status > 499 }

func check(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	p := &Problem{Status: resp.StatusCode}
	if err := json.NewDecoder(resp.Body).Decode(&p.Doc); err != nil {
		p.Doc.Error.Message = resp.Status
	}
	return p
}

func decode[T any](resp *http.Response) (v T, err error) {
	defer resp.Body.Close()
	if err := check(resp); err != nil {
		return v, err
	}
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

// Count counts what a query matches.
func (m *Medipim) Count(ctx context.Context, query []byte) (int, error) {
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodPost, m.base+"/v4/products/query", query)
	if err != nil {
		return 0, err
	}
	resp, err := m.c.Do(req)
	if err != nil {
		return 0, err
	}
	page, err := decode[struct{ Total int }](resp)
	return page.Total, err
}

// Sheet is one leaflet.
type Sheet struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

// Sheets fetches leaflets, four at a time.
func (m *Medipim) Sheets(ctx context.Context, ids []string) (map[string]Sheet, error) {
	var mu sync.Mutex
	out := make(map[string]Sheet, len(ids))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	for _, id := range ids {
		g.Go(func() error {
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, m.base+"/v4/leaflets/find?id="+id, nil)
			if err != nil {
				return err
			}
			resp, err := m.std.Do(req)
			if err != nil {
				return err
			}
			s, err := decode[Sheet](resp)
			if err != nil {
				return fmt.Errorf("leaflet %s: %w", id, err)
			}
			mu.Lock()
			defer mu.Unlock()
			out[id] = s
			return nil
		})
	}
	return out, g.Wait()
}

// Dump writes the answer to a query to w, be it what it may; the caller gets the status.
func (m *Medipim) Dump(ctx context.Context, query []byte, w io.Writer) (int, error) {
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodPost, m.base+"/v4/products/query", query)
	if err != nil {
		return 0, err
	}
	resp, err := m.c.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return resp.StatusCode, err
}

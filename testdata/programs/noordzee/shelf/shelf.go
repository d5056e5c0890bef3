// Package shelf walks the product catalog with iterators. Everything in here is meant to be right.
package shelf

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

const endpoint = "https://api.medipim.be/v4"

// Client talks to v4.
type Client struct {
	HTTP        *http.Client
	Key, Secret string
}

// Failure is what the service said when it did not say 2xx.
type Failure struct {
	StatusCode int             `json:"-"`
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations"`
}

func (f *Failure) Error() string {
	return fmt.Sprintf("HTTP %d: %s: %s %s", f.StatusCode, f.Code, f.Message, f.Violations)
}

// Product is one article.
type Product struct {
	ID   string `json:"id"`
	CNK  string `json:"cnk"`
	Name struct {
		NL string `json:"nl"`
		FR string `json:"fr"`
	} `json:"name"`
}

// pause is the "error" of an attempt that may be repeated later on.
type pause struct{ d time.Duration }

func (p pause) Error() string { return "throttled, pause " + p.d.String() }

func (c *Client) attempt(ctx context.Context, method, path string, body []byte, sink func(io.Reader) error) error {
	var rd io.Reader
	if body != nil {
		rd = bytes.NewReader(body)
	}
	req, err := http.NewRequestWithContext(ctx, method, endpoint+path, rd)
	if err != nil {
		return err
	}
	req.SetBasicAuth(c.Key, c.Secret)
	if rd != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()

	switch sc := resp.StatusCode; {
	case sc == http.StatusNoContent:
		return nil
	case sc == http.StatusOK:
		return sink(resp.Body)
	case sc == http.StatusTooManyRequests:
		secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return pause{d: time.Duration(secs) * time.Second}
	default:
		var env struct {
			Error *Failure `json:"error"`
		}
		_ = json.NewDecoder(io.LimitReader(resp.Body, 64<<10)).Decode(&env)
		f := cmp.Or(env.Error, new(Failure))
		f.StatusCode = sc
		return f
	}
}

// persist repeats attempt for as long as the answer is a pause.
func (c *Client) persist(ctx context.Context, method, path string, body []byte, sink func(io.Reader) error) error {
	backoff := 500 * time.Millisecond
	for range 7 {
		err := c.attempt(ctx, method, path, body, sink)
		p, throttled := errors.AsType[pause](err)
		if !throttled {
			return err
		}
		d := max(p.d, backoff+rand.N(backoff))
		backoff = min(backoff*2, 20*time.Second)
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(d):
		}
	}
	return errors.New("shelf: still throttled after 7 attempts")
}

func into[T any](dst *T) func(io.Reader) error {
	return func(r io.Reader) error { return json.NewDecoder(r).Decode(dst) }
}

type queryBody struct {
	Filter  map[string]any `json:"filter"`
	Page    int            `json:"page"`
	PerPage int            `json:"perPage"`
}

// Products yields all products that match filter, page after page.
func (c *Client) Products(ctx context.Context, filter map[string]any) iter.Seq2[Product, error] {
	return func(yield func(Product, error) bool) {
		for page := 1; ; page++ {
			body, err := json.Marshal(queryBody{filter, page, 250})
			if err != nil {
				yield(Product{}, err)
				return
			}
			var got struct {
				Results []Product `json:"results"`
				Total   int       `json:"total"`
			}
			if err := c.persist(ctx, http.MethodPost, "/products/query", body, into(&got)); err != nil {
				yield(Product{}, fmt.Errorf("page %d: %w", page, err))
				return
			}
			for _, p := range got.Results {
				if !yield(p, nil) {
					return
				}
			}
			if page*250 >= got.Total {
				return
			}
		}
	}
}

// Find looks one product up; nil without an error is "there is none".
func (c *Client) Find(ctx context.Context, cnk string) (*Product, error) {
	var got struct {
		Product Product `json:"product"`
	}
	q := url.Values{"cnk": {cnk}}
	err := c.persist(ctx, http.MethodGet, "/products/find?"+q.Encode(), nil, into(&got))
	if f, ok := errors.AsType[*Failure](err); ok && f.StatusCode == 404 && f.Code == "not_found" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &got.Product, nil
}

// Stream yields the lines of a product stream.
func (c *Client) Stream(ctx context.Context, filter map[string]any) iter.Seq2[Product, error] {
	return func(yield func(Product, error) bool) {
		body, err := json.Marshal(map[string]any{"filter": filter})
		if err != nil {
			yield(Product{}, err)
			return
		}
		err = c.persist(ctx, http.MethodPost, "/products/stream", body, func(r io.Reader) error {
			sc := bufio.NewScanner(r)
			sc.Buffer(nil, 8<<20)
			for sc.Scan() {
				var line struct {
					Result *Product `json:"result"`
					Error  *struct {
						Status  int    `json:"status"`
						Code    string `json:"code"`
						Message string `json:"message"`
					} `json:"error"`
				}
				if err := json.Unmarshal(sc.Bytes(), &line); err != nil {
					return err
				}
				// A line has no HTTP status of its own.
				if line.Error != nil && line.Error.Status >= 500 {
					return fmt.Errorf("stream broke off: %s", line.Error.Message)
				}
				if line.Result == nil {
					continue
				}
				if !yield(*line.Result, nil) {
					return nil
				}
			}
			return sc.Err()
		})
		if err != nil {
			yield(Product{}, err)
		}
	}
}

// Names is a convenience.
func (c *Client) Names(ctx context.Context, filter map[string]any) ([]string, error) {
	var names []string
	for p, err := range c.Products(ctx, filter) {
		if err != nil {
			return nil, err
		}
		names = append(names, cmp.Or(p.Name.NL, p.Name.FR, p.CNK))
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

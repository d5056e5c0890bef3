// Package medipimsdk is a small SDK in the style that generators write: services, options, a typed response.
package medipimsdk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

const defaultBase = "https://api.medipim.be"

// Option sets up a client.
type Option func(*Client)

// WithHTTPClient sets the client that is sent through.
func WithHTTPClient(h *http.Client) Option { return func(c *Client) { c.http = h } }

// WithRetries sets how often a request is tried again.
func WithRetries(n int, wait time.Duration) Option {
	return func(c *Client) { c.retries, c.wait = n, wait }
}

// Client talks to Medipim.
type Client struct {
	http    *http.Client
	base    *url.URL
	retries int
	wait    time.Duration

	Products *ProductsService
	Brands   *BrandsService
	Media    *MediaService
}

type service struct{ c *Client }

// The services of the API.
type (
	ProductsService service
	BrandsService   service
	MediaService    service
)

// New makes a client.
func New(opts ...Option) (*Client, error) {
	base, err := url.Parse(defaultBase)
	if err != nil {
		return nil, err
	}
	c := &Client{http: http.DefaultClient, base: base, retries: 2, wait: time.Second}
	for _, o := range opts {
		o(c)
	}
	s := service{c}
	c.Products, c.Brands, c.Media = (*ProductsService)(&s), (*BrandsService)(&s), (*MediaService)(&s)
	return c, nil
}

// APIError is an error answer.
type APIError struct {
	HTTPStatus int
	Code       string
	Message    string
	Violations json.RawMessage
}

func (e *APIError) Error() string { return fmt.Sprintf("%d %s: %s", e.HTTPStatus, e.Code, e.Message) }

type envelope struct {
	Error struct {
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
}

func (c *Client) newRequest(ctx context.Context, method, path string, body any) (*http.Request, error) {
	var buf io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		buf = bytes.NewReader(b)
	}
	return http.NewRequestWithContext(ctx, method, c.base.JoinPath(path).String(), buf)
}

// do sends with the retries of the client: server errors only.
func (c *Client) do(req *http.Request, out any) error {
	var last error
	for i := 0; i <= c.retries; i++ {
		if i > 0 {
			time.Sleep(c.wait << i)
			if req.GetBody != nil {
				body, err := req.GetBody()
				if err != nil {
					return err
				}
				req.Body = body
			}
		}
		resp, err := c.http.Do(req)
		if err != nil {
			last = err
			continue
		}
		last = c.finish(resp, out)
		if e, ok := last.(*APIError); !ok || e.HTTPStatus < http.StatusInternalServerError { // want medipimretry/incomplete
			return last
		}
	}
	return last
}

func (c *Client) finish(resp *http.Response, out any) error {
	defer resp.Body.Close()
	if resp.StatusCode/100 == 2 {
		return json.NewDecoder(resp.Body).Decode(out)
	}
	var env envelope
	_ = json.NewDecoder(resp.Body).Decode(&env)
	return &APIError{resp.StatusCode, env.Error.Code, env.Error.Message, env.Error.Violations}
}

// Product is one product.
type Product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Query asks for products.
func (s *ProductsService) Query(ctx context.Context, filter any) ([]Product, error) {
	req, err := s.c.newRequest(ctx, http.MethodPost, "/v4/products/query", filter)
	if err != nil {
		return nil, err
	}
	var page struct {
		Results []Product `json:"results"`
	}
	return page.Results, s.c.do(req, &page)
}

// Raw returns the bytes of a product: of whatever the answer is.
func (s *ProductsService) Raw(ctx context.Context, id string) ([]byte, error) {
	req, err := s.c.newRequest(ctx, http.MethodGet, "/v4/products/find?id="+url.QueryEscape(id), nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.c.http.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}

// RawChecked looks first.
func (s *ProductsService) RawChecked(ctx context.Context, id string) ([]byte, error) {
	req, err := s.c.newRequest(ctx, http.MethodGet, "/v4/products/find?id="+url.QueryEscape(id), nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.c.patient(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, s.c.finish(resp, nil)
	}
	return io.ReadAll(resp.Body)
}

// patient sends until there is another answer than 429.
func (c *Client) patient(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.http.Do(req) // want medipimretry/unrewound
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || i == c.retries {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-time.After(c.wait << i):
		case <-req.Context().Done():
			return nil, req.Context().Err()
		}
	}
}

// All asks for all brands; the answer of a throttled page ends up as an empty one.
func (s *BrandsService) All(ctx context.Context) ([]string, error) {
	var names []string
	for page := 1; ; page++ {
		req, err := s.c.newRequest(ctx, http.MethodPost, "/v4/brands/query", map[string]int{"page": page})
		if err != nil {
			return nil, err
		}
		resp, err := s.c.patient(req)
		if err != nil {
			return nil, err
		}
		var out struct {
			Results []struct{ Name string }
		}
		err = json.NewDecoder(resp.Body).Decode(&out) // want medipimunchecked/unchecked
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if len(out.Results) == 0 {
			return names, nil
		}
		for _, b := range out.Results {
			names = append(names, b.Name)
		}
	}
}

// Upload sends a file that can be read only once.
func (s *MediaService) Upload(ctx context.Context, r io.Reader) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.c.base.JoinPath("/v4/media").String(), r)
	if err != nil {
		return err
	}
	for i := range 3 {
		resp, err := s.c.http.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			if resp.StatusCode >= 400 {
				return &APIError{HTTPStatus: resp.StatusCode}
			}
			return nil
		}
		time.Sleep(s.c.wait << i)
	}
	return &APIError{HTTPStatus: http.StatusTooManyRequests}
}

// Save stores a product; the violations of a refused one are lost.
func (s *ProductsService) Save(ctx context.Context, p Product) error {
	req, err := s.c.newRequest(ctx, http.MethodPost, "/v4/products", p)
	if err != nil {
		return err
	}
	resp, err := s.c.patient(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return fmt.Errorf("product %s was refused", p.ID)
	case resp.StatusCode >= 400:
		return s.c.finish(resp, nil)
	}
	return nil
}

// SaveStrict hands them on.
func (s *ProductsService) SaveStrict(ctx context.Context, p Product) error {
	req, err := s.c.newRequest(ctx, http.MethodPost, "/v4/products", p)
	if err != nil {
		return err
	}
	resp, err := s.c.patient(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusUnprocessableEntity:
		return fmt.Errorf("product %s was refused: %w", p.ID, s.c.finish(resp, nil))
	case resp.StatusCode >= 400:
		return s.c.finish(resp, nil)
	}
	return nil
}

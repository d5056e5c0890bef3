// Package medipim is a small client in the style of Go 1.26.
package medipim

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Problem is the inner object of an error answer.
type Problem struct {
	Status     int             `json:"status"`
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations,omitzero"`

	HTTP int `json:"-"`
}

func (p *Problem) Error() string { return fmt.Sprintf("%s: %s", p.Code, p.Message) }

type failure[P any] struct {
	Error P `json:"error"`
}

// Page is one page of results.
type Page[T any] struct {
	Results []T `json:"results"`
	Total   int `json:"total"`
}

// Result is a value or the reason why there is none.
type Result[T any] struct {
	val T
	err error
}

// Ok and Fail make a Result.
func Ok[T any](v T) Result[T]       { return Result[T]{val: v} }
func Fail[T any](e error) Result[T] { return Result[T]{err: e} }
func (r Result[T]) Get() (T, error) { return r.val, r.err }
func (r Result[T]) OrElse(v T) T    { return map[bool]T{true: r.val, false: v}[r.err == nil] }
func (r Result[T]) Problem() *Problem {
	p, _ := errors.AsType[*Problem](r.err)
	return p
}

// Recover replaces a failure by a value when pick says so.
func (r Result[T]) Recover(pick func(*Problem) bool, v T) Result[T] {
	if p := r.Problem(); p != nil && pick(p) {
		return Ok(v)
	}
	return r
}

// patient waits when the API says 429.
type patient struct{ next http.RoundTripper }

func (t patient) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := range 6 {
		resp, err := t.next.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 5 || (req.Body != nil && req.GetBody == nil) {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-req.Context().Done():
			return nil, req.Context().Err()
		case <-time.After(time.Second<<n + rand.N(time.Second)):
		}
		req = req.Clone(req.Context())
		if req.GetBody != nil {
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
	}
	return nil, errors.New("unreachable")
}

// Client talks to one host.
type Client struct {
	hc   *http.Client
	base string
}

// New returns a Client.
func New(base string) *Client {
	return &Client{hc: &http.Client{Transport: patient{http.DefaultTransport}}, base: base}
}

func decode[T any](r io.Reader) (v T, err error) {
	err = json.NewDecoder(r).Decode(&v)
	return v, err
}

var transient = []int{http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable}

// ErrGone and others are what callers see.
var (
	ErrGone     = errors.New("medipim: gone")
	ErrSlow     = errors.New("medipim: too many requests")
	ErrOutage   = errors.New("medipim: outage")
	errNoAccess = errors.New("medipim: no access")
)

func fetch[T any](ctx context.Context, c *Client, path string, query any) Result[T] {
	b, err := json.Marshal(query)
	if err != nil {
		return Fail[T](err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+path, bytes.NewReader(b))
	if err != nil {
		return Fail[T](err)
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return Fail[T](err)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return Fail[T](refused(resp))
	}
	v, err := decode[T](resp.Body)
	if err != nil {
		return Fail[T](err)
	}
	return Ok(v)
}

func refused(resp *http.Response) error {
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrSlow
	}
	env, err := decode[failure[*Problem]](resp.Body)
	if err != nil || env.Error == nil {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	p := env.Error
	p.HTTP = resp.StatusCode
	if slices.Contains(transient, p.Status) { // want medipimstatus/branch
		return fmt.Errorf("%w: %w", ErrOutage, p)
	}
	if slices.Contains(transient, resp.StatusCode) {
		return fmt.Errorf("%w: %w", ErrOutage, p)
	}
	if p.Code == "too_many_requests" { // want medipimpair/impossible
		return ErrSlow
	}
	switch cmp.Or(p.Status, resp.StatusCode) { // want medipimstatus/mixed
	case http.StatusGone:
		return fmt.Errorf("%w: %w", ErrGone, p)
	}
	return p
}

// refused2 is refused after the review: the document's number is replaced at once.
func refused2(resp *http.Response) error {
	env, err := decode[failure[Problem]](resp.Body)
	if err != nil {
		return err
	}
	p := &env.Error
	p.Status = resp.StatusCode
	p.HTTP = resp.StatusCode
	switch {
	case slices.Contains(transient, p.Status):
		return fmt.Errorf("%w: %w", ErrOutage, p)
	case p.Status == http.StatusForbidden && p.Code == "not_authorized":
		return fmt.Errorf("%w: %w", errNoAccess, p)
	}
	return p
}

// Product is a row.
type Product struct {
	ID   int               `json:"id"`
	Name map[string]string `json:"name"`
}

// Count never fails on an empty shelf.
func (c *Client) Count(ctx context.Context, shelf string) (int, error) {
	r := fetch[Page[Product]](ctx, c, "/v4/products/query", map[string]string{"shelf": shelf})
	r = r.Recover(func(p *Problem) bool {
		return p.Status == http.StatusNotFound // want medipimstatus/branch
	}, Page[Product]{})
	page, err := r.Get()
	return page.Total, err
}

// CountBrands is Count for brands.
func (c *Client) CountBrands(ctx context.Context, name string) (int, error) {
	page, err := fetch[Page[struct{}]](ctx, c, "/v4/brands/query", name).Recover(func(p *Problem) bool {
		return p.HTTP == http.StatusNotFound && p.Code == "not_found"
	}, Page[struct{}]{}).Get()
	return page.Total, err
}

// Delete works where the API has it.
func (c *Client) Delete(ctx context.Context, id int) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodDelete, fmt.Sprintf("%s/v4/media/%d", c.base, id), nil)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return refused2(resp)
	}
	return nil
}

// All walks the pages.
func (c *Client) All(ctx context.Context) iter.Seq2[Product, error] {
	return func(yield func(Product, error) bool) {
		for n := 0; ; n++ {
			page, err := fetch[Page[Product]](ctx, c, "/v4/products/query", map[string]int{"page": n}).Get()
			if err != nil {
				yield(Product{}, err)
				return
			}
			for _, p := range page.Results {
				if !yield(p, nil) {
					return
				}
			}
			if len(page.Results) == 0 {
				return
			}
		}
	}
}

var reWindow = regexp.MustCompile(`(?i)retry in (\d+) seconds`)

// Missing says whether the thing itself is missing.
func (p *Problem) Missing() bool {
	return slices.Contains([]string{
		"not_found",
		"resource_deleted", // want medipimcode/unknown
	}, p.Code)
}

// Ours are mistakes of the program.
func (p *Problem) Ours() bool {
	ours := map[string]struct{}{"bad_request": {}, "endpoint_not_found": {}, "http_method_not_allowed": {}}
	_, ok := ours[p.Code]
	return ok
}

// Credentials says whether key and secret are to be looked at.
func (p *Problem) Credentials() bool {
	return strings.HasPrefix(p.Code, "auth.") // want medipimcode/prefix
}

// Key says whether the key is to be looked at.
func (p *Problem) Key() bool {
	return strings.HasPrefix(p.Code, "authentication.api_key_") || strings.HasSuffix(p.Code, "_secret")
}

// Wait reads the delay from the text, if it is there.
func (p *Problem) Wait() bool {
	return reWindow.MatchString(p.Message) // want medipimmessage/text
}

// Hint is for the operator.
func (p *Problem) Hint() string {
	switch p.Message { // want medipimmessage/text
	case "Your account is suspended":
		return "call the vendor"
	case "Contract ended":
		return "call sales"
	}
	return strings.TrimSuffix(cmp.Or(p.Message, p.Code, http.StatusText(p.Status)), ".")
}

// Summary counts problems by their code.
func Summary(ps iter.Seq[*Problem]) map[string]int {
	m := map[string]int{}
	for p := range ps {
		m[p.Code]++
	}
	maps.DeleteFunc(m, func(code string, n int) bool { return code == "" || n < 2 })
	return m
}

// Worst sorts problems for a table.
func Worst(ps []*Problem) []*Problem {
	return slices.SortedFunc(slices.Values(ps), func(a, b *Problem) int {
		return strings.Compare(a.Code, b.Code)
	})
}

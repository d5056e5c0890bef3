// Package modern is a small catalogue client with generics and iterators.
package modern

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
	"net/http"
	"slices"
	"strconv"
	"time"
)

const endpoint = "https://api.medipim.fr/v4/"

// APIError is any answer that is not 200.
type APIError struct {
	Status int
	Body   []byte
}

func (e *APIError) Error() string { return fmt.Sprintf("status %d: %s", e.Status, e.Body) }

// Throttled is the one that passes.
type Throttled struct{ For time.Duration }

func (t Throttled) Error() string { return "throttled for " + t.For.String() }

type Page[T any] struct {
	Results []T `json:"results"`
	Error   *struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type Product struct {
	ID    string   `json:"id"`
	GTINs []string `json:"gtins"`
}

type Medium struct {
	ID  string `json:"id"`
	URL string `json:"url"`
}

func request(ctx context.Context, path string, in any) (*http.Request, error) {
	b, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	return http.NewRequestWithContext(ctx, http.MethodPost, endpoint+path, bytes.NewReader(b))
}

// into decodes what is in r, whatever that is.
func into[T any](r io.Reader) (T, error) {
	var v T
	err := json.NewDecoder(r).Decode(&v)
	return v, err
}

// body closes and checks.
func body[T any](resp *http.Response) (v T, err error) {
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		s, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return v, Throttled{cmp.Or(time.Duration(s)*time.Second, 10*time.Second)}
	case resp.StatusCode != http.StatusOK:
		b, _ := io.ReadAll(resp.Body)
		return v, &APIError{resp.StatusCode, b}
	}
	return into[T](resp.Body)
}

// plain is body without the distinction.
func plain[T any](resp *http.Response) (v T, err error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		b, _ := io.ReadAll(resp.Body)
		return v, &APIError{resp.StatusCode, b}
	}
	return into[T](resp.Body)
}

// Pages yields page after page; the first error ends it.
func Pages[T any](ctx context.Context, hc *http.Client, kind string) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		for no := 0; ; no++ {
			req, err := request(ctx, kind+"/query", map[string]int{"page": no})
			if err != nil {
				yield(nil, err)
				return
			}
			resp, err := hc.Do(req) // want medipimretry/missing
			if err != nil {
				yield(nil, err)
				return
			}
			if resp.StatusCode != http.StatusOK {
				resp.Body.Close()
				yield(nil, fmt.Errorf("%s, page %d: %s", kind, no, resp.Status))
				return
			}
			p, err := into[Page[T]](resp.Body)
			resp.Body.Close()
			if err != nil {
				yield(nil, err)
				return
			}
			if len(p.Results) == 0 {
				return
			}
			if !yield(p.Results, nil) {
				return
			}
		}
	}
}

// waits is 1s, 2s, 4s, ... n of them.
func waits(n int) iter.Seq2[int, time.Duration] {
	return func(yield func(int, time.Duration) bool) {
		for i := range n {
			if !yield(i, time.Second<<i) {
				return
			}
		}
	}
}

// Products retries with the iterator of waits.
func Products(ctx context.Context, hc *http.Client) iter.Seq2[Product, error] {
	return func(yield func(Product, error) bool) {
		for no := 0; ; no++ {
			p, err := productPage(ctx, hc, no)
			if err != nil {
				yield(Product{}, err)
				return
			}
			if len(p.Results) == 0 {
				return
			}
			for _, x := range p.Results {
				if !yield(x, nil) {
					return
				}
			}
		}
	}
}

func productPage(ctx context.Context, hc *http.Client, no int) (Page[Product], error) {
	var last error
	for _, wait := range waits(6) {
		req, err := request(ctx, "products/query", map[string]int{"page": no})
		if err != nil {
			return Page[Product]{}, err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return Page[Product]{}, err
		}
		p, err := body[Page[Product]](resp)
		if _, ok := errors.AsType[Throttled](err); !ok {
			return p, err
		}
		last = err
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return p, context.Cause(ctx)
		}
	}
	return Page[Product]{}, last
}

// attempts waits between what it yields, not before the first.
func attempts(ctx context.Context, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) || ctx.Err() != nil {
				return
			}
			time.Sleep(time.Second << i)
		}
	}
}

// Brands leaves the waiting to attempts.
func Brands(ctx context.Context, hc *http.Client) ([]string, error) {
	for i := range attempts(ctx, 5) {
		req, err := request(ctx, "brands/query", struct{}{})
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && i < 4 {
			resp.Body.Close()
			continue
		}
		p, err := plain[Page[string]](resp)
		return p.Results, err
	}
	return nil, context.Cause(ctx)
}

// Media ends the sequence as if there were no more.
func Media(ctx context.Context, hc *http.Client) iter.Seq2[Medium, error] {
	return func(yield func(Medium, error) bool) {
		for no := 0; ; no++ {
			req, err := request(ctx, "media/query", map[string]int{"page": no})
			if err != nil {
				yield(Medium{}, err)
				return
			}
			resp, err := hc.Do(req)
			if err != nil {
				yield(Medium{}, err)
				return
			}
			if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
				resp.Body.Close()
				return
			}
			p, err := plain[Page[Medium]](resp)
			if err != nil {
				yield(Medium{}, err)
				return
			}
			for _, m := range p.Results {
				if !yield(m, nil) {
					return
				}
			}
			if len(p.Results) == 0 {
				return
			}
		}
	}
}

// Labels finds the error by its presence in the body, and looks at nothing else.
func Labels(ctx context.Context, hc *http.Client) (map[string]string, error) {
	req, err := request(ctx, "labels/query", struct{}{})
	if err != nil {
		return nil, err
	}
	resp, err := hc.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	p, err := into[Page[map[string]string]](resp.Body) // want medipimunchecked/unchecked
	if err != nil {
		return nil, err
	}
	if p.Error != nil {
		return nil, errors.New("labels: " + p.Error.Message)
	}
	all := map[string]string{}
	for _, m := range p.Results {
		maps.Copy(all, m)
	}
	return all, nil
}

// Retry calls f until it is right, or wrong for good.
func Retry[T any](ctx context.Context, again func(error) bool, f func(context.Context) (T, error)) (v T, err error) {
	for _, wait := range waits(5) {
		if v, err = f(ctx); err == nil || !again(err) {
			return v, err
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return v, context.Cause(ctx)
		}
	}
	return v, err
}

var serverTrouble = func(err error) bool {
	e, ok := errors.AsType[*APIError](err)
	return ok && e.Status >= 500 // want medipimretry/incomplete
}

func passing(err error) bool {
	e, ok := errors.AsType[*APIError](err)
	return ok && (e.Status == http.StatusTooManyRequests || e.Status >= 500)
}

func Categories(ctx context.Context, hc *http.Client) ([]string, error) {
	return Retry(ctx, serverTrouble, func(ctx context.Context) ([]string, error) {
		req, err := request(ctx, "categories/query", struct{}{})
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return nil, err
		}
		p, err := plain[Page[string]](resp)
		return p.Results, err
	})
}

func Organizations(ctx context.Context, hc *http.Client) ([]string, error) {
	names, err := Retry(ctx, passing, func(ctx context.Context) ([]string, error) {
		req, err := request(ctx, "organizations/query", struct{}{})
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return nil, err
		}
		p, err := plain[Page[string]](resp)
		return p.Results, err
	})
	slices.Sort(names)
	return names, err
}

// Result is a value or the reason that there is none.
type Result[T any] struct {
	Value T
	Kind  Kind
	Err   error
}

type Kind int

const (
	OK Kind = iota
	Absent
	Busy
	Failed
)

// Lookup tells its caller Busy apart from Failed.
func Lookup(ctx context.Context, hc *http.Client, gtin string) Result[Product] {
	req, err := request(ctx, "products/find", map[string]string{"gtin": gtin})
	if err != nil {
		return Result[Product]{Kind: Failed, Err: err}
	}
	resp, err := hc.Do(req)
	if err != nil {
		return Result[Product]{Kind: Failed, Err: err}
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		p, err := into[Product](resp.Body)
		if err != nil {
			return Result[Product]{Kind: Failed, Err: err}
		}
		return Result[Product]{Value: p}
	case http.StatusNotFound:
		return Result[Product]{Kind: Absent}
	case http.StatusTooManyRequests:
		return Result[Product]{Kind: Busy, Err: Throttled{30 * time.Second}}
	}
	return Result[Product]{Kind: Failed, Err: &APIError{Status: resp.StatusCode}}
}

// Leaflet takes Throttled for a reason to hurry.
func Leaflet(ctx context.Context, hc *http.Client, id string) (string, error) {
	for range 20 {
		text, err := leaflet(ctx, hc, id)
		if t, ok := errors.AsType[Throttled](err); ok && t.For < time.Minute { // want medipimretry/immediate
			continue
		}
		return text, err
	}
	return "", fmt.Errorf("leaflet %s: no luck", id)
}

func leaflet(ctx context.Context, hc *http.Client, id string) (string, error) {
	req, err := request(ctx, "leaflets/find", map[string]string{"product": id})
	if err != nil {
		return "", err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return "", err
	}
	l, err := body[struct {
		Text string `json:"text"`
	}](resp)
	return l.Text, err
}

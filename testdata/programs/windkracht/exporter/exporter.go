// Package exporter writes the catalogue out, page by page.

//medipimlint:client
package exporter

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"os"
	"strconv"
	"time"
)

type Product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type page[T any] struct {
	Results []T `json:"results"`
	Total   int `json:"total"`
}

var ErrRateLimited = errors.New("exporter: rate limited")

type Exporter struct {
	base string
	hc   *http.Client
}

func FromEnv() *Exporter {
	return &Exporter{base: os.Getenv("EXPORT_BASE"), hc: &http.Client{Timeout: time.Minute}}
}

func (e *Exporter) query(ctx context.Context, kind string, offset int) (*http.Request, error) {
	b, err := json.Marshal(map[string]any{"page": map[string]int{"offset": offset, "size": 250}})
	if err != nil {
		return nil, err
	}
	return http.NewRequestWithContext(ctx, http.MethodPost, e.base+"/v4/"+kind+"/query", bytes.NewReader(b))
}

func fetchPage[T any](ctx context.Context, e *Exporter, kind string, offset int) (page[T], error) {
	var pg page[T]
	backoff := []time.Duration{time.Second, 5 * time.Second, 30 * time.Second}
	for try := 0; ; try++ {
		req, err := e.query(ctx, kind, offset)
		if err != nil {
			return pg, err
		}
		resp, err := e.hc.Do(req)
		if err != nil {
			return pg, err
		}
		if resp.StatusCode == http.StatusOK {
			err = json.NewDecoder(resp.Body).Decode(&pg)
			resp.Body.Close()
			return pg, err
		}
		resp.Body.Close()
		if try == len(backoff) {
			return pg, fmt.Errorf("%s at %d: %s", kind, offset, resp.Status)
		}
		// whatever it was, give it a rest
		time.Sleep(backoff[try])
	}
}

// Products yields them all.
func (e *Exporter) Products(ctx context.Context) iter.Seq2[Product, error] {
	return func(yield func(Product, error) bool) {
		for offset := 0; ; {
			pg, err := fetchPage[Product](ctx, e, "products", offset)
			if err != nil {
				yield(Product{}, err)
				return
			}
			for _, p := range pg.Results {
				if !yield(p, nil) {
					return
				}
			}
			offset += len(pg.Results)
			if len(pg.Results) == 0 || offset >= pg.Total {
				return
			}
		}
	}
}

// Brands asks for one page after the other, with a pause between pages.
func (e *Exporter) Brands(ctx context.Context) iter.Seq2[Product, error] {
	return func(yield func(Product, error) bool) {
		offset := 0
		for {
			req, err := e.query(ctx, "brands", offset)
			if err != nil {
				yield(Product{}, err)
				return
			}
			resp, err := e.hc.Do(req) // want medipimretry/missing
			if err != nil {
				yield(Product{}, err)
				return
			}
			if resp.StatusCode != http.StatusOK {
				resp.Body.Close()
				yield(Product{}, fmt.Errorf("brands: %s", resp.Status))
				return
			}
			var pg page[Product]
			err = json.NewDecoder(resp.Body).Decode(&pg)
			resp.Body.Close()
			if err != nil {
				yield(Product{}, err)
				return
			}
			for _, b := range pg.Results {
				if !yield(b, nil) {
					return
				}
			}
			if offset += len(pg.Results); offset >= pg.Total {
				return
			}
			time.Sleep(650 * time.Millisecond)
		}
	}
}

// Media lets the consumer decide what a throttled page means.
func (e *Exporter) Media(ctx context.Context) iter.Seq2[Product, error] {
	return func(yield func(Product, error) bool) {
		for offset := 0; ; offset += 250 {
			req, err := e.query(ctx, "media", offset)
			if err != nil {
				yield(Product{}, err)
				return
			}
			resp, err := e.hc.Do(req)
			if err != nil {
				yield(Product{}, err)
				return
			}
			switch resp.StatusCode {
			case http.StatusOK:
			case http.StatusTooManyRequests:
				resp.Body.Close()
				yield(Product{}, ErrRateLimited)
				return
			default:
				resp.Body.Close()
				yield(Product{}, errors.New(resp.Status))
				return
			}
			var pg page[Product]
			err = json.NewDecoder(resp.Body).Decode(&pg)
			resp.Body.Close()
			if err != nil || len(pg.Results) == 0 {
				if err != nil {
					yield(Product{}, err)
				}
				return
			}
			for _, m := range pg.Results {
				if !yield(m, nil) {
					return
				}
			}
		}
	}
}

// Names is a plain Seq: a throttled page simply ends it.
func (e *Exporter) Names(ctx context.Context) iter.Seq[string] {
	return func(yield func(string) bool) {
		for offset := 0; ; offset += 250 {
			req, err := e.query(ctx, "products", offset)
			if err != nil {
				return
			}
			resp, err := e.hc.Do(req)
			if err != nil {
				return
			}
			if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
				resp.Body.Close()
				return
			}
			if resp.StatusCode != http.StatusOK {
				resp.Body.Close()
				panic("exporter: " + resp.Status)
			}
			var pg page[Product]
			err = json.NewDecoder(resp.Body).Decode(&pg)
			resp.Body.Close()
			if err != nil || len(pg.Results) == 0 {
				return
			}
			for _, p := range pg.Results {
				if !yield(p.Name) {
					return
				}
			}
		}
	}
}

// MediaWithPause is what the command uses: Media again from the start after a rest.
func (e *Exporter) MediaWithPause(ctx context.Context, save func(Product) error) error {
	for {
		limited := false
		for m, err := range e.Media(ctx) {
			if errors.Is(err, ErrRateLimited) {
				limited = true
				break
			}
			if err != nil {
				return err
			}
			if err := save(m); err != nil {
				return err
			}
		}
		if !limited {
			return nil
		}
		time.Sleep(time.Minute)
	}
}

type line struct {
	Meta   json.RawMessage `json:"meta"`
	Result Product         `json:"result"`
	Error  *struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Stream takes what comes.
func (e *Exporter) Stream(ctx context.Context) iter.Seq2[Product, error] {
	return func(yield func(Product, error) bool) {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, e.base+"/v4/products/stream", http.NoBody)
		if err != nil {
			yield(Product{}, err)
			return
		}
		resp, err := http.DefaultClient.Do(req) // want medipimretry/missing
		if err != nil {
			yield(Product{}, err)
			return
		}
		defer resp.Body.Close()
		dec := json.NewDecoder(resp.Body)
		for dec.More() {
			var l struct {
				Result Product `json:"result"`
			}
			if err := dec.Decode(&l); err != nil { // want medipimunchecked/unchecked
				yield(Product{}, err)
				return
			}
			if !yield(l.Result, nil) {
				return
			}
		}
	}
}

// StreamSafe looks at the status first; an error line has none but its own.
func (e *Exporter) StreamSafe(ctx context.Context, each func(Product) error) error {
	var resp *http.Response
	for wait := time.Second; ; wait *= 2 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, e.base+"/v4/products/stream", http.NoBody)
		if err != nil {
			return err
		}
		if resp, err = http.DefaultClient.Do(req); err != nil {
			return err
		}
		if resp.StatusCode != http.StatusTooManyRequests || wait > time.Minute {
			break
		}
		resp.Body.Close()
		time.Sleep(wait)
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusNoContent:
		return nil
	case http.StatusOK:
	default:
		return fmt.Errorf("stream: %s", resp.Status)
	}
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		var l line
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return err
		}
		if l.Error != nil {
			if l.Error.Status == 404 {
				continue
			}
			return errors.New(l.Error.Message)
		}
		if err := each(l.Result); err != nil {
			return err
		}
	}
	return sc.Err()
}

// Changes honours Retry-After, and forgets that it may be absent.
func (e *Exporter) Changes(ctx context.Context, since time.Time) iter.Seq2[Product, error] {
	return func(yield func(Product, error) bool) {
		cursor := since.Format(time.RFC3339)
		for cursor != "" {
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, e.base+"/v4/changes?since="+cursor, nil)
			if err != nil {
				yield(Product{}, err)
				return
			}
			resp, err := e.hc.Do(req)
			if err != nil {
				yield(Product{}, err)
				return
			}
			if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
				resp.Body.Close()
				secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
				time.Sleep(time.Duration(secs) * time.Second)
				continue
			}
			if resp.StatusCode != http.StatusOK {
				resp.Body.Close()
				yield(Product{}, errors.New(resp.Status))
				return
			}
			var out struct {
				Results []Product `json:"results"`
				Next    string    `json:"next"`
			}
			err = json.NewDecoder(resp.Body).Decode(&out)
			resp.Body.Close()
			if err != nil {
				yield(Product{}, err)
				return
			}
			for _, p := range out.Results {
				if !yield(p, nil) {
					return
				}
			}
			cursor = out.Next
		}
	}
}

// Removed waits at least a second.
func (e *Exporter) Removed(ctx context.Context, since time.Time) ([]Product, error) {
	var all []Product
	cursor := since.Format(time.RFC3339)
	for cursor != "" {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, e.base+"/v4/removed?since="+cursor, nil)
		if err != nil {
			return nil, err
		}
		resp, err := e.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			time.Sleep(time.Duration(max(secs, 1)) * time.Second)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			return nil, errors.New(resp.Status)
		}
		var out struct {
			Results []Product `json:"results"`
			Next    string    `json:"next"`
		}
		err = json.NewDecoder(resp.Body).Decode(&out)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		all, cursor = append(all, out.Results...), out.Next
	}
	return all, nil
}

// Count retries only when it is told for how long.
func (e *Exporter) Count(ctx context.Context, kind string) (int, error) {
	for range 10 {
		pgReq, err := e.query(ctx, kind, 0)
		if err != nil {
			return 0, err
		}
		resp, err := e.hc.Do(pgReq)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			if after := resp.Header.Get("Retry-After"); after != "" { // want medipimretry/header
				resp.Body.Close()
				d, err := time.ParseDuration(after + "s")
				if err != nil {
					d = time.Second
				}
				time.Sleep(d)
				continue
			}
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 300 {
			return 0, fmt.Errorf("count %s: %s", kind, resp.Status)
		}
		var pg page[struct{}]
		err = json.NewDecoder(resp.Body).Decode(&pg)
		return pg.Total, err
	}
	return 0, errors.New("count: out of tries")
}

// CountOr says so when it is not told.
func (e *Exporter) CountOr(ctx context.Context, kind string) (int, error) {
	for range 10 {
		pgReq, err := e.query(ctx, kind, 0)
		if err != nil {
			return 0, err
		}
		resp, err := e.hc.Do(pgReq)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			after := resp.Header.Get("Retry-After")
			if after == "" {
				return 0, ErrRateLimited
			}
			d, err := time.ParseDuration(after + "s")
			if err != nil {
				d = time.Second
			}
			time.Sleep(d)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 300 {
			return 0, fmt.Errorf("count %s: %s", kind, resp.Status)
		}
		var pg page[struct{}]
		err = json.NewDecoder(resp.Body).Decode(&pg)
		return pg.Total, err
	}
	return 0, errors.New("count: out of tries")
}

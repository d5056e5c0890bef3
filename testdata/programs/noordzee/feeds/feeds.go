// Package feeds reads the feeds of the Australian catalog.
package feeds

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"log"
	"net/http"
	"time"
)

const host = "https://api.au.medipim.com"

// Feeder reads feeds.
type Feeder struct{ hc *http.Client }

// Item is what a feed is made of.
type Item struct {
	ID    string `json:"id"`
	ARTG  string `json:"artg"`
	Title string `json:"title"`
}

type apiError struct {
	Code       string            `json:"code"`
	Message    string            `json:"message"`
	Violations []json.RawMessage `json:"violations"`
}

type envelope struct {
	Error apiError `json:"error"`
}

// ErrLimit is the 429 of those that do not wait.
var ErrLimit = errors.New("feeds: limit reached")

// open is for the feeds that look for themselves, which they do not.
func (f *Feeder) open(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, host+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	return f.hc.Do(req) // want medipimretry/missing
}

// Page takes what comes.
func (f *Feeder) Page(ctx context.Context, n int) ([]Item, error) {
	resp, err := f.open(ctx, fmt.Sprintf("/v4/products?page=%d", n))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var out struct {
		Results []Item `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return out.Results, nil
}

// Raw gives the bytes away.
func (f *Feeder) Raw(ctx context.Context, path string) ([]byte, error) {
	resp, err := f.open(ctx, path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}

func readInto(r io.Reader, v any) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return json.Unmarshal(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), v)
}

// Item uses a helper.
func (f *Feeder) Item(ctx context.Context, id string) (it Item, err error) {
	resp, err := f.open(ctx, "/v4/products/find?id="+id)
	if err != nil {
		return it, err
	}
	defer resp.Body.Close()
	err = readInto(resp.Body, &it) // want medipimunchecked/unchecked
	return
}

// Lines reads JSON Lines.
func (f *Feeder) Lines(ctx context.Context, each func(Item)) error {
	resp, err := f.open(ctx, "/v4/products/stream")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		var row struct {
			Meta   json.RawMessage `json:"meta"`
			Result Item            `json:"result"`
		}
		if err := json.Unmarshal(sc.Bytes(), &row); err != nil { // want medipimunchecked/unchecked
			return err
		}
		each(row.Result)
	}
	return sc.Err()
}

// Presence looks for an error in the body.
func (f *Feeder) Presence(ctx context.Context, id string) (*Item, error) {
	resp, err := f.open(ctx, "/v4/products/find?id="+id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var both struct {
		Product *Item     `json:"product"`
		Error   *apiError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&both); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	if both.Error != nil {
		return nil, fmt.Errorf("%s: %s", both.Error.Code, both.Error.Message)
	}
	return both.Product, nil
}

// Titles is loosely typed.
func (f *Feeder) Titles(ctx context.Context) (titles []string, err error) {
	resp, err := f.open(ctx, "/v4/titles")
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return nil, err
	}
	m := map[string]any{}
	if err = json.Unmarshal(body, &m); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	results, _ := m["results"].([]any)
	for _, r := range results {
		if s, ok := r.(string); ok {
			titles = append(titles, s)
		}
	}
	return titles, nil
}

func decodeAs[T any](r io.Reader) (v T, err error) {
	dec := json.NewDecoder(r)
	dec.UseNumber()
	err = dec.Decode(&v)
	return v, err
}

// Count is generic.
func (f *Feeder) Count(ctx context.Context) (int64, error) {
	resp, err := f.open(ctx, "/v4/products/count")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	v, err := decodeAs[struct{ Total json.Number }](resp.Body) // want medipimunchecked/unchecked
	if err != nil {
		return 0, err
	}
	return v.Total.Int64()
}

// Chan sends items down a channel, whatever they are.
func (f *Feeder) Chan(ctx context.Context) (<-chan Item, error) {
	resp, err := f.open(ctx, "/v4/products/stream")
	if err != nil {
		return nil, err
	}
	ch := make(chan Item)
	go func() {
		defer close(ch)
		defer resp.Body.Close()
		for dec := json.NewDecoder(resp.Body); dec.More(); {
			var it Item
			if err := dec.Decode(&it); err != nil { // want medipimunchecked/unchecked
				return
			}
			select {
			case ch <- it:
			case <-ctx.Done():
				return
			}
		}
	}()
	return ch, nil
}

// Noted writes the status down and goes on.
func (f *Feeder) Noted(ctx context.Context) (out []Item, err error) {
	begin := time.Now()
	resp, err := f.open(ctx, "/v4/noted")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		log.Printf("feeds: noted: %s", resp.Status)
	}
	log.Printf("feeds: noted: %d in %v", resp.StatusCode, time.Since(begin))
	err = json.NewDecoder(resp.Body).Decode(&out) // want medipimunchecked/unchecked
	return out, err
}

// Login minds its credentials only.
func (f *Feeder) Login(ctx context.Context) (map[string]string, error) {
	resp, err := f.open(ctx, "/v4/me")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return nil, errors.New("feeds: wrong key or secret")
	}
	me := new(struct{ Name, Role string })
	if err := json.NewDecoder(resp.Body).Decode(me); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return map[string]string{"name": me.Name, "role": me.Role}, nil
}

// Up minds the server only.
func (f *Feeder) Up(ctx context.Context) ([]Item, error) {
	resp, err := f.open(ctx, "/v4/updates")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 499 {
		return nil, fmt.Errorf("feeds: server: %s", resp.Status)
	}
	var page struct{ Results []Item }
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return page.Results, nil
}

// Maybe has nil for what is not there.
func (f *Feeder) Maybe(ctx context.Context, id string) (*Item, error) {
	resp, err := f.open(ctx, "/v4/products/find?id="+id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, nil
	}
	it, err := decodeAs[Item](resp.Body) // want medipimunchecked/partial
	if err != nil {
		return nil, err
	}
	return &it, nil
}

func allowed(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		return fmt.Errorf("feeds: access denied (%d)", resp.StatusCode)
	}
	return nil
}

// Private asks allowed.
func (f *Feeder) Private(ctx context.Context) ([]byte, error) {
	resp, err := f.open(ctx, "/v4/private")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := allowed(resp); err != nil {
		return nil, err
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, fmt.Errorf("feeds: private: %w", err)
	}
	return b, nil // want medipimunchecked/partial
}

// Patience waits, and takes the rest as it comes.
func (f *Feeder) Patience(ctx context.Context, query []byte) (out []Item, err error) {
	for n := time.Duration(1); ; n++ {
		resp, err := f.hc.Post(host+"/v4/products/query", "application/json", bytes.NewReader(query))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			select {
			case <-time.After(n * time.Second):
				continue
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		defer resp.Body.Close()
		err = json.NewDecoder(resp.Body).Decode(&out) // want medipimunchecked/partial
		return out, err
	}
}

// Limit knows one error.
func (f *Feeder) Limit(id string) (string, error) {
	resp, err := http.Get(host + "/v4/labels/" + id)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return "", ErrLimit
	}
	var sb bytes.Buffer
	if _, err := sb.ReadFrom(resp.Body); err != nil {
		return "", err
	}
	return sb.String(), nil // want medipimunchecked/partial
}

// Pages is an iterator over what may be errors.
func (f *Feeder) Pages(ctx context.Context) iter.Seq2[[]Item, error] {
	return func(yield func([]Item, error) bool) {
		for n := 1; ; n++ {
			resp, err := f.open(ctx, fmt.Sprintf("/v4/pages/%d", n))
			if err != nil {
				yield(nil, err)
				return
			}
			var items []Item
			err = json.NewDecoder(resp.Body).Decode(&items) // want medipimunchecked/unchecked
			resp.Body.Close()
			if !yield(items, err) || err != nil || len(items) == 0 {
				return
			}
		}
	}
}

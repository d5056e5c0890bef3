// Package hedge asks two Medipim hosts, and takes the first answer; a breaker keeps it from asking too much.
package hedge

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync/atomic"
	"time"
)

type answer struct {
	resp *http.Response
	err  error
}

// Fetch sends a second request if the first takes long. Nothing looks at 429.
func Fetch(ctx context.Context, c *http.Client, path string) (out map[string]any, err error) {
	ch := make(chan answer, 2)
	send := func(host string) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://"+host+path, nil)
		if err != nil {
			ch <- answer{err: err}
			return
		}
		resp, err := c.Do(req) // want medipimretry/missing
		ch <- answer{resp, err}
	}
	go send("api.medipim.be")
	var a answer
	select {
	case a = <-ch:
	case <-time.After(2 * time.Second):
		go send("api.medipim.fr")
		a = <-ch
	}
	if a.err != nil {
		return nil, a.err
	}
	defer a.resp.Body.Close()
	if a.resp.StatusCode != http.StatusOK {
		return nil, errors.New(a.resp.Status)
	}
	return out, json.NewDecoder(a.resp.Body).Decode(&out)
}

// Breaker opens when the API is busy.
type Breaker struct {
	open   atomic.Bool
	client *http.Client
}

var errOpen = errors.New("medipim: breaker open")

// Do is dealt with: a 429 opens the breaker, and the caller gets an error made for it.
func (b *Breaker) Do(req *http.Request) (*http.Response, error) {
	if b.open.Load() {
		return nil, errOpen
	}
	resp, err := b.client.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		b.open.Store(true)
		time.AfterFunc(time.Minute, func() { b.open.Store(false) })
		return nil, errOpen
	}
	return resp, nil
}

// Product sends through the breaker.
func (b *Breaker) Product(ctx context.Context, id string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.medipim.be/v4/products/find?id="+id, nil)
	if err != nil {
		return "", err
	}
	resp, err := b.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var p struct{ Name string }
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil { // want medipimunchecked/partial
		return "", err
	}
	return p.Name, nil
}

// Package stocksync is the adapter between our stock and the product database.
package stocksync

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

// medipimDoer is the port to the outside.
type medipimDoer interface {
	Do(*http.Request) (*http.Response, error)
}

type medipimDoerFunc func(*http.Request) (*http.Response, error)

func (f medipimDoerFunc) Do(r *http.Request) (*http.Response, error) { return f(r) }

// patientMedipim decorates a doer with waiting.
type patientMedipim struct {
	inner medipimDoer
	sleep func(time.Duration)
}

func (p patientMedipim) Do(r *http.Request) (*http.Response, error) {
	resp, err := p.inner.Do(r)
	for d := time.Second; err == nil && resp.StatusCode == http.StatusTooManyRequests && d < time.Minute; d *= 2 {
		resp.Body.Close()
		p.sleep(d)
		again := r.Clone(r.Context())
		if r.GetBody != nil {
			if again.Body, err = r.GetBody(); err != nil {
				return nil, err
			}
		}
		resp, err = p.inner.Do(again)
	}
	return resp, err
}

// MedipimStock is the adapter that production uses.
type MedipimStock struct {
	doer patientMedipim
	url  string
}

func NewMedipimStock() *MedipimStock {
	return &MedipimStock{
		doer: patientMedipim{inner: http.DefaultClient, sleep: time.Sleep},
		url:  strings.TrimRight(os.Getenv("STOCK_URL"), "/"),
	}
}

type level struct {
	SKU string `json:"sku"`
	N   int    `json:"n"`
}

// Level returns how many there are.
func (m *MedipimStock) Level(ctx context.Context, sku string) (int, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, m.url+"/v4/stock/"+sku, nil)
	if err != nil {
		return 0, err
	}
	resp, err := m.doer.Do(r)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return 0, nil
	} else if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("level %s: %s", sku, resp.Status)
	}
	var l level
	if err := json.NewDecoder(resp.Body).Decode(&l); err != nil {
		return 0, err
	}
	return l.N, nil
}

// Levels asks for many at a time; the first error wins.
func (m *MedipimStock) Levels(ctx context.Context, skus ...string) (map[string]int, error) {
	var (
		mu    sync.Mutex
		wg    sync.WaitGroup
		out   = make(map[string]int, len(skus))
		first error
	)
	for _, sku := range skus {
		wg.Go(func() {
			n, err := m.Level(ctx, sku)
			mu.Lock()
			defer mu.Unlock()
			if err != nil && first == nil {
				first = err
			}
			out[sku] = n
		})
	}
	wg.Wait()
	return out, first
}

// Poll waits for a level to reach n.
func (m *MedipimStock) Poll(ctx context.Context, sku string, n int) error {
	for {
		got, err := m.Level(ctx, sku)
		if err != nil {
			return err
		}
		if got >= n {
			return nil
		}
		select {
		case <-time.After(time.Minute):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// MedipimPush is the other direction; nobody gave it a decorator.
type MedipimPush struct {
	doer medipimDoer
	url  string
}

func NewMedipimPush(url string) *MedipimPush {
	return &MedipimPush{doer: &http.Client{Timeout: 10 * time.Second}, url: url}
}

func (m *MedipimPush) Push(ctx context.Context, ls []level) error {
	b, err := json.Marshal(ls)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, m.url+"/v4/stock", bytes.NewReader(b))
	if err != nil {
		return err
	}
	resp, err := m.doer.Do(r) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusAccepted {
		msg, _ := io.ReadAll(io.LimitReader(resp.Body, 512))
		return fmt.Errorf("push: %s: %s", resp.Status, msg)
	}
	return nil
}

type outcome int

const (
	done outcome = iota
	throttled
	refused
)

// medipimQueue pushes in the background. Its outcomes are values, not errors.
type medipimQueue struct {
	url   string
	items chan level
	dead  chan level
}

func (q *medipimQueue) push(l level) (outcome, error) {
	b, _ := json.Marshal(l)
	resp, err := http.Post(q.url+"/v4/stock/"+l.SKU, "application/json", bytes.NewReader(b))
	if err != nil {
		return refused, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusNoContent:
		return done, nil
	case http.StatusTooManyRequests:
		return throttled, nil
	}
	return refused, errors.New(resp.Status)
}

// drain keeps at an item until it is through.
func (q *medipimQueue) drain(stop <-chan struct{}) {
	for l := range q.items {
		for {
			o, err := q.push(l)
			if o != throttled {
				if err != nil {
					q.dead <- l
				}
				break
			}
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Second):
			}
		}
	}
}

// StartMedipimQueue returns where to put the items.
func StartMedipimQueue(url string, stop <-chan struct{}) (in chan<- level, dead <-chan level) {
	q := &medipimQueue{url: url, items: make(chan level), dead: make(chan level, 100)}
	go q.drain(stop)
	return q.items, q.dead
}

// medipimProbe is a doer made of a function that has its own loop.
func medipimProbe(pause time.Duration) medipimDoer {
	return medipimDoerFunc(func(r *http.Request) (*http.Response, error) {
		if r.Body != nil {
			return nil, errors.New("probe: no bodies, please")
		}
	retry:
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(pause)
			goto retry
		}
		return resp, nil
	})
}

// ProbeMedipim tells whether the API answers at all.
func ProbeMedipim(ctx context.Context, url string) (bool, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false, err
	}
	resp, err := medipimProbe(10 * time.Second).Do(r)
	if err != nil {
		return false, err
	}
	return resp.StatusCode < 500, resp.Body.Close()
}

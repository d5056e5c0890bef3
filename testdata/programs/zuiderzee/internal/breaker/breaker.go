// Package breaker is a client that stops asking when the other side is down.
package breaker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"
)

// State of the breaker.
type State int32

const (
	Closed State = iota
	HalfOpen
	Open
)

var (
	ErrOpen      = errors.New("breaker open")
	ErrTooFast   = errors.New("too fast")
	errNotServed = errors.New("not served")
)

// MedipimBreaker guards the catalogue.
type MedipimBreaker struct {
	hc       *http.Client
	fails    atomic.Int32
	openedAt atomic.Int64
	Limit    int32
	Rest     time.Duration
}

func (b *MedipimBreaker) state() State {
	if b.fails.Load() < b.Limit {
		return Closed
	}
	if time.Since(time.Unix(0, b.openedAt.Load())) > b.Rest {
		return HalfOpen
	}
	return Open
}

func (b *MedipimBreaker) fail() {
	if b.fails.Add(1) >= b.Limit {
		b.openedAt.Store(time.Now().UnixNano())
	}
}

// Products counts what the server did wrong; that is no retry.
func (b *MedipimBreaker) Products(ctx context.Context, url string) (n int, err error) {
	if b.state() == Open {
		return 0, ErrOpen
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := b.hc.Do(req) // want medipimretry/missing
	if err != nil {
		b.fail()
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		b.fail()
	}
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("products: %s", resp.Status)
	}
	b.fails.Store(0)
	err = json.NewDecoder(resp.Body).Decode(&n)
	return n, err
}

// Brands counts the 429 too, and names it to its caller.
func (b *MedipimBreaker) Brands(ctx context.Context, url string) (n int, err error) {
	if b.state() == Open {
		return 0, ErrOpen
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := b.hc.Do(req)
	if err != nil {
		b.fail()
		return 0, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		b.fail()
		return 0, ErrTooFast
	case resp.StatusCode >= 500:
		b.fail()
		return 0, fmt.Errorf("brands: %s", resp.Status)
	case resp.StatusCode >= 400:
		return 0, fmt.Errorf("brands: %s", resp.Status)
	}
	b.fails.Store(0)
	err = json.NewDecoder(resp.Body).Decode(&n)
	return n, err
}

// Media counts only server errors, and then believes the rest.
func (b *MedipimBreaker) Media(ctx context.Context, url string) (list []string, err error) {
	resp, err := b.patiently(ctx, url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		b.fail()
		return nil, errNotServed
	}
	err = json.NewDecoder(resp.Body).Decode(&list) // want medipimunchecked/partial
	return list, err
}

// Labels believes successes.
func (b *MedipimBreaker) Labels(ctx context.Context, url string) (list []string, err error) {
	resp, err := b.patiently(ctx, url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		b.fail()
	}
	if resp.StatusCode >= 400 {
		return nil, errNotServed
	}
	err = json.NewDecoder(resp.Body).Decode(&list)
	return list, err
}

// patiently tries again after a rest, by calling itself.
func (b *MedipimBreaker) patiently(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := b.hc.Do(req)
	if err == nil && resp.StatusCode == http.StatusTooManyRequests && b.state() == Closed {
		b.fail()
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(b.Rest):
			return b.patiently(ctx, url)
		}
	}
	return resp, err
}

// greedily is the same without the rest.
func (b *MedipimBreaker) greedily(ctx context.Context, url string, left int) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := b.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests && left > 0 { // want medipimretry/immediate
		return b.greedily(ctx, url, left-1)
	}
	if resp.StatusCode >= 400 {
		return nil, errNotServed
	}
	return io.ReadAll(resp.Body)
}

// Sheet jumps back at once.
func (b *MedipimBreaker) Sheet(ctx context.Context, url string) (string, error) {
	raw, err := b.greedily(ctx, url, 3)
	if err != nil {
		return "", err
	}
	var s struct {
		Title string `json:"title"`
	}
	err = json.Unmarshal(raw, &s)
	return s.Title, err
}

// Alive jumps back to the top.
func (b *MedipimBreaker) Alive(ctx context.Context, url string) error {
	tries := 0
top:
	resp, err := b.hc.Head(url)
	if err != nil {
		return err
	}
	resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusTooManyRequests: // want medipimretry/immediate
		if tries++; tries < 20 {
			goto top
		}
	}
	return errors.New(resp.Status)
}

// AliveLater jumps back to the top after a second.
func (b *MedipimBreaker) AliveLater(ctx context.Context, url string) error {
	tries := 0
top:
	resp, err := b.hc.Head(url)
	if err != nil {
		return err
	}
	resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusTooManyRequests:
		if tries++; tries < 20 {
			<-time.After(time.Second)
			goto top
		}
	}
	return errors.New(resp.Status)
}

// worthwhile says whether trying again makes sense.
func worthwhile(resp *http.Response, err error) bool {
	if err != nil {
		return !errors.Is(err, context.Canceled)
	}
	return resp.StatusCode > 499 // want medipimretry/incomplete
}

func worthwhileToo(resp *http.Response, err error) bool {
	if err != nil {
		return !errors.Is(err, context.Canceled)
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests, http.StatusBadGateway:
		return true
	}
	return false
}

// Pull asks worthwhile.
func (b *MedipimBreaker) Pull(url string) error {
	var last error
	for n := range 4 {
		resp, err := b.hc.Get(url)
		if !worthwhile(resp, err) {
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				return errNotServed
			}
			return nil
		}
		if err == nil {
			resp.Body.Close()
		}
		last = err
		time.Sleep(b.Rest << n)
	}
	return errors.Join(errNotServed, last)
}

// PullToo asks the other one.
func (b *MedipimBreaker) PullToo(url string) error {
	var last error
	for n := range 4 {
		resp, err := b.hc.Get(url)
		if !worthwhileToo(resp, err) {
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				return errNotServed
			}
			return nil
		}
		if err == nil {
			resp.Body.Close()
		}
		last = err
		time.Sleep(b.Rest << n)
	}
	return errors.Join(errNotServed, last)
}

// Fetch tries again when the network fails.
func (b *MedipimBreaker) Fetch(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	var resp *http.Response
	for n := range 3 {
		if resp, err = b.hc.Do(req); err == nil { // want medipimretry/incomplete
			break
		}
		slog.Warn("network", "try", n, "err", err)
		time.Sleep(time.Second)
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errNotServed
	}
	return nil
}

// FetchAll tries again when the network fails or the status says so.
func (b *MedipimBreaker) FetchAll(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	var resp *http.Response
	for n := range 3 {
		if resp, err = b.hc.Do(req); err == nil && resp.StatusCode < 400 {
			resp.Body.Close()
			return nil
		}
		if err == nil {
			err = errNotServed
			resp.Body.Close()
		}
		slog.Warn("network", "try", n, "err", err)
		time.Sleep(time.Second)
	}
	return err
}

// Must is for the start of the program.
func (b *MedipimBreaker) Must(url string) {
	resp, err := b.hc.Get(url)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusTooManyRequests: // want medipimretry/fatal
		panic("throttled at the start")
	case http.StatusOK, http.StatusNoContent:
	default:
		slog.Error("start", "status", resp.StatusCode)
	}
}

// Version asks the registry of the company: nothing of Medipim's.
func (b *MedipimBreaker) Version() (string, error) {
	resp, err := http.Get("https://versions.example.org/zuiderzee.json")
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var v struct{ Latest string }
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v.Latest, err
}

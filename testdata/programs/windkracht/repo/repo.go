// Package repo implements the domain's ports on the wire.
package repo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"slices"
	"time"

	"example.com/windkracht/internal/retryx"
	"example.com/windkracht/wire"
)

var (
	ErrNotFound = errors.New("repo: not found")
	ErrBusy     = errors.New("repo: busy")
	ErrRefused  = errors.New("repo: refused")
)

type Item struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type Products struct{ Conn *wire.Conn }

// ByID waits out a throttle.
func (r Products) ByID(ctx context.Context, id string) (*Item, error) {
	for i := range 5 {
		resp, err := r.Conn.Get(ctx, "/products/find", url.Values{"id": {id}})
		if err != nil {
			return nil, err
		}
		it, err := one(resp)
		if !errors.Is(err, ErrBusy) {
			return it, err
		}
		time.Sleep(time.Duration(i+1) * 2 * time.Second)
	}
	return nil, ErrBusy
}

// one reads an answer and closes it.
func one(resp *http.Response) (*Item, error) {
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		it := new(Item)
		if err := json.NewDecoder(resp.Body).Decode(it); err != nil {
			return nil, err
		}
		return it, nil
	case http.StatusNotFound:
		return nil, ErrNotFound
	case http.StatusTooManyRequests:
		return nil, ErrBusy
	}
	return nil, fmt.Errorf("repo: %s", resp.Status)
}

// ByCNK has its caller wait.
func (r Products) ByCNK(ctx context.Context, cnk string) (*Item, error) {
	resp, err := r.Conn.Get(ctx, "/products/find", url.Values{"cnk": {cnk}})
	if err != nil {
		return nil, err
	}
	return one(resp)
}

type Brands struct{ Conn *wire.Conn }

func (r Brands) ByID(ctx context.Context, id string) (*Item, error) {
	resp, err := r.Conn.Get(ctx, "/brands/find", url.Values{"id": {id}}) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusNotFound:
		return nil, ErrNotFound
	default:
		return nil, fmt.Errorf("brand %s: http %d", id, resp.StatusCode)
	}
	it := new(Item)
	return it, json.NewDecoder(resp.Body).Decode(it)
}

// All retries what is on the list.
func (r Brands) All(ctx context.Context) ([]Item, error) {
	again := []int{http.StatusRequestTimeout, http.StatusBadGateway, http.StatusServiceUnavailable}
	for n := 0; ; n++ {
		resp, err := r.Conn.Post(ctx, "/brands/query", struct{}{})
		if err != nil {
			return nil, err
		}
		if n < 4 && slices.Contains(again, resp.StatusCode) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return many(resp)
	}
}

// many wants a 200.
func many(resp *http.Response) ([]Item, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("repo: %s", resp.Status)
	}
	var out struct {
		Results []Item `json:"results"`
	}
	err := json.NewDecoder(resp.Body).Decode(&out)
	return out.Results, err
}

type Media struct{ Conn *wire.Conn }

// Of has no pictures when the API is busy.
func (r Media) Of(ctx context.Context, product string) ([]Item, error) {
	resp, err := r.Conn.Post(ctx, "/media/query", map[string]string{"product": product})
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		resp.Body.Close()
		return []Item{}, nil
	}
	return many(resp)
}

// OfOrBusy tells.
func (r Media) OfOrBusy(ctx context.Context, product string) ([]Item, error) {
	resp, err := r.Conn.Post(ctx, "/media/query", map[string]string{"product": product})
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return []Item{}, ErrBusy
	}
	return many(resp)
}

// Leaflets leaves the waiting to a helper of another package.
func (r Media) Leaflets(ctx context.Context, product string) ([]Item, error) {
	resp, err := retryx.Throttled(ctx, func() (*http.Response, error) {
		return r.Conn.Post(ctx, "/leaflets/query", map[string]string{"product": product})
	})
	if err != nil {
		return nil, err
	}
	return many(resp)
}

type Prices struct{ Conn *wire.Conn }

// Of makes every throttled answer a Later.
func (r Prices) Of(ctx context.Context, product string) (items []Item, err error) {
	err = retryx.Do(ctx, 5, func(ctx context.Context) error {
		resp, err := r.Conn.Post(ctx, "/prices/query", map[string]string{"product": product})
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			return retryx.Later{Err: ErrBusy}
		}
		items, err = many(resp)
		return err
	})
	return items, err
}

// attempt is the package's own helper.
func attempt(n int, f func() (again bool, err error)) error {
	for i := 1; ; i++ {
		again, err := f()
		if !again || i == n {
			return err
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
}

// History asks again after a server's error.
func (r Prices) History(ctx context.Context, product string) (items []Item, err error) {
	err = attempt(4, func() (bool, error) {
		resp, err := r.Conn.Get(ctx, "/prices/history", url.Values{"product": {product}})
		if err != nil {
			return false, err
		}
		if resp.StatusCode/100 == 5 { // want medipimretry/incomplete
			resp.Body.Close()
			return true, errors.New(resp.Status)
		}
		items, err = many(resp)
		return false, err
	})
	return
}

// Future asks again after a throttle.
func (r Prices) Future(ctx context.Context, product string) (items []Item, err error) {
	err = attempt(4, func() (bool, error) {
		resp, err := r.Conn.Get(ctx, "/prices/future", url.Values{"product": {product}})
		if err != nil {
			return false, err
		}
		if resp.StatusCode/100 == 5 || resp.StatusCode == 429 {
			resp.Body.Close()
			return true, errors.New(resp.Status)
		}
		items, err = many(resp)
		return false, err
	})
	return
}

// Save drops what was wrong with the price.
func (r Prices) Save(ctx context.Context, it Item, cents int) error {
	resp, err := r.Conn.Post(ctx, "/prices", map[string]any{"id": it.ID, "price": cents})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrBusy
	}
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return ErrRefused
	}
	if resp.StatusCode > 299 {
		return fmt.Errorf("save price: %s", resp.Status)
	}
	return nil
}

// Refusal keeps it.
type Refusal struct{ Details string }

func (r *Refusal) Error() string   { return "refused: " + r.Details }
func (r *Refusal) Is(t error) bool { return t == ErrRefused }

func (r Prices) SaveStrict(ctx context.Context, it Item, cents int) error {
	resp, err := r.Conn.Post(ctx, "/prices", map[string]any{"id": it.ID, "price": cents})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	switch {
	case err != nil:
		return err
	case resp.StatusCode == http.StatusTooManyRequests:
		return ErrBusy
	case resp.StatusCode == http.StatusUnprocessableEntity:
		return &Refusal{Details: string(raw)}
	case resp.StatusCode > 299:
		return fmt.Errorf("save price: %s", resp.Status)
	}
	return nil
}

// SaveLogged writes the refusal to the log, with the answer's body.
func (r Prices) SaveLogged(ctx context.Context, it Item, cents int) error {
	resp, err := r.Conn.Post(ctx, "/prices", map[string]any{"id": it.ID, "price": cents})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		return ErrBusy
	case http.StatusUnprocessableEntity:
		b, _ := io.ReadAll(resp.Body)
		log.Printf("price of %s refused: %s", it.ID, b)
		return ErrRefused
	case http.StatusOK, http.StatusCreated, http.StatusNoContent:
		return nil
	}
	return fmt.Errorf("save price: %s", resp.Status)
}

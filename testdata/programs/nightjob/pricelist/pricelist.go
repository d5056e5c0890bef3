// Package pricelist gets prices over a connection made elsewhere.
package pricelist

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"example.com/nightjob/wire"
)

// Price is one line of the list.
type Price struct {
	ID    string  `json:"id"`
	Cents float64 `json:"cents"`
}

// Load calls the wire once, and has one error for every bad status.
func Load(ctx context.Context, c *wire.Conn, q []byte) ([]Price, error) {
	resp, err := c.Post(ctx, "/v4/products/query", q) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("prices: %s", resp.Status)
	}
	var out []Price
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out, err
}

// LoadAgain calls the wire until it is no longer throttled.
func LoadAgain(ctx context.Context, c *wire.Conn, q []byte) ([]Price, error) {
	for range 5 {
		resp, err := c.Post(ctx, "/v4/products/query", q)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(3 * time.Second)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("prices: %s", resp.Status)
		}
		var out []Price
		err = json.NewDecoder(resp.Body).Decode(&out)
		return out, err
	}
	return nil, errors.New("too many tries")
}

// Check calls the wire in a loop that knows 503.
func Check(ctx context.Context, c *wire.Conn, id string) error {
	for range 5 {
		resp, err := c.Get(ctx, "/v4/products/find?id="+id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusServiceUnavailable { // want medipimretry/incomplete
			time.Sleep(3 * time.Second)
			continue
		}
		if resp.StatusCode >= 400 {
			return fmt.Errorf("check: %s", resp.Status)
		}
		return nil
	}
	return errors.New("too many tries")
}

// CheckFast calls the wire again with no rest.
func CheckFast(ctx context.Context, c *wire.Conn, id string) error {
	for range 5 {
		resp, err := c.Get(ctx, "/v4/products/find?id="+id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			continue
		}
		if resp.StatusCode >= 400 {
			return fmt.Errorf("check: %s", resp.Status)
		}
		return nil
	}
	return errors.New("too many tries")
}

// CheckOnce hands a 429 up as an error of its own.
func CheckOnce(ctx context.Context, c *wire.Conn, id string) error {
	resp, err := c.Get(ctx, "/v4/products/find?id="+id)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return errors.New("check: throttled, come back later")
	}
	if resp.StatusCode >= 400 {
		return fmt.Errorf("check: %s", resp.Status)
	}
	return nil
}

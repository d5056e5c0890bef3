package pricelist

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

const root = "https://api.sandbox.medipim.be/v4/"

var web = &http.Client{Timeout: 20 * time.Second}

var errLater = errors.New("pricelist: try later")

// Price is what a pharmacy pays.
type Price struct {
	CNK   string  `json:"cnk"`
	Cents float64 `json:"cents"`
}

// get returns the bare answer; some of its callers take care of 429, so it is their matter.
func get(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, root+path, nil)
	if err != nil {
		return nil, err
	}
	return web.Do(req)
}

// Current loops over the helper with a pause.
func Current(ctx context.Context, cnk string) (p Price, err error) {
	for n := time.Duration(1); n < 5; n++ {
		resp, err := get(ctx, "prices/"+cnk)
		if err != nil {
			return p, err
		}
		if resp.StatusCode == 429 {
			resp.Body.Close()
			if err := nap(ctx, n*n*time.Second); err != nil {
				return p, err
			}
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 {
			return p, fmt.Errorf("price %s: %s", cnk, resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&p)
		return p, err
	}
	return p, errLater
}

// History uses the same helper and forgets what Current knows.
func History(ctx context.Context, cnk string) ([]Price, error) {
	resp, err := get(ctx, "prices/"+cnk+"/history") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("history %s: %s", cnk, resp.Status)
	}
	var ps []Price
	return ps, json.NewDecoder(resp.Body).Decode(&ps)
}

// Discounts uses the same helper and gives 429 a sentinel.
func Discounts(ctx context.Context, cnk string) ([]Price, error) {
	resp, err := get(ctx, "prices/"+cnk+"/discounts")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == 429:
		return nil, errLater
	case resp.StatusCode >= 300:
		return nil, fmt.Errorf("discounts %s: %s", cnk, resp.Status)
	}
	var ps []Price
	return ps, json.NewDecoder(resp.Body).Decode(&ps)
}

// Exists uses the same helper and says false to all that is not 200.
func Exists(ctx context.Context, cnk string) (bool, error) {
	resp, err := get(ctx, "prices/"+cnk) // want medipimretry/missing
	if err != nil {
		return false, err
	}
	resp.Body.Close()
	return resp.StatusCode == 200, nil
}

func nap(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

package pages

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"
)

// Count waits only when the server says for how long.
func (a *API) Count(ctx context.Context) (int, error) {
	for range 5 {
		req, err := a.request(ctx, "/products/count", nil)
		if err != nil {
			return 0, err
		}
		resp, err := a.hc.Do(req)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			if after := resp.Header.Get("Retry-After"); after != "" { // want medipimretry/header
				resp.Body.Close()
				wait(after)
				continue
			}
		}
		return number(resp)
	}
	return 0, errors.New("no count")
}

// wait sleeps at least a second.
func wait(after string) {
	n, err := strconv.Atoi(after)
	if err != nil || n < 1 {
		n = 1
	}
	time.Sleep(time.Duration(n) * time.Second)
}

// number looks at the status and decodes.
func number(resp *http.Response) (int, error) {
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return 0, fmt.Errorf("no number: %s", resp.Status)
	}
	var n int
	err := json.NewDecoder(resp.Body).Decode(&n)
	return n, err
}

// CountMedia has a wait of its own for when the header is absent.
func (a *API) CountMedia(ctx context.Context) (int, error) {
	for range 5 {
		req, err := a.request(ctx, "/media/count", nil)
		if err != nil {
			return 0, err
		}
		resp, err := a.hc.Do(req)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			after := resp.Header.Get("Retry-After")
			if after == "" {
				after = "5"
			}
			resp.Body.Close()
			wait(after)
			continue
		}
		return number(resp)
	}
	return 0, errors.New("no count")
}

// CountBrands sleeps for nothing when the header is absent.
func (a *API) CountBrands(ctx context.Context) (int, error) {
	for range 5 {
		req, err := a.request(ctx, "/brands/count", nil)
		if err != nil {
			return 0, err
		}
		resp, err := a.hc.Do(req)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			resp.Body.Close()
			time.Sleep(time.Duration(secs) * time.Second)
			continue
		}
		return number(resp)
	}
	return 0, errors.New("no count")
}

// CountLabels sleeps a second more than the header says, so never for nothing.
func (a *API) CountLabels(ctx context.Context) (int, error) {
	for range 5 {
		req, err := a.request(ctx, "/labels/count", nil)
		if err != nil {
			return 0, err
		}
		resp, err := a.hc.Do(req)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			resp.Body.Close()
			time.Sleep(time.Duration(secs+1) * time.Second)
			continue
		}
		return number(resp)
	}
	return 0, errors.New("no count")
}

// Changed retries 429 well, and then decodes every other error as a list of ids.
func (a *API) Changed(ctx context.Context, since time.Time) ([]int, error) {
	for {
		req, err := a.request(ctx, "/products/changed", since)
		if err != nil {
			return nil, err
		}
		resp, err := a.hc.Do(req)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			wait("3")
			continue
		}
		var ids []int
		err = json.NewDecoder(resp.Body).Decode(&ids) // want medipimunchecked/partial
		return ids, err
	}
}

// Removed retries every answer that is not 200, so only data is decoded.
func (a *API) Removed(ctx context.Context, since time.Time) ([]int, error) {
	for try := range 5 {
		req, err := a.request(ctx, "/products/removed", since)
		if err != nil {
			return nil, err
		}
		resp, err := a.hc.Do(req)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			slog.Warn("not yet", "status", resp.Status)
			time.Sleep(time.Duration(try+1) * time.Second)
			continue
		}
		var ids []int
		err = json.NewDecoder(resp.Body).Decode(&ids)
		return ids, err
	}
	return nil, errors.New("no answer")
}

// Deleted takes a reached limit for the end of the list.
func (a *API) Deleted(ctx context.Context, page int) ([]int, bool, error) {
	req, err := a.request(ctx, "/products/deleted", query{Page: page})
	if err != nil {
		return nil, false, err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return nil, false, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests: // want medipimretry/swallowed
		slog.Warn("rate limit, page skipped", "page", page)
		return nil, false, nil
	case resp.StatusCode >= 400:
		return nil, false, fmt.Errorf("deleted: %s", resp.Status)
	}
	var ids []int
	err = json.NewDecoder(resp.Body).Decode(&ids)
	return ids, len(ids) > 0, err
}

// Rates asks a bank, whose answers are none of the catalog's.
func Rates() (map[string]float64, error) {
	resp, err := http.Get("https://api.bank.example/rates")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var out map[string]float64
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out, err
}

// Package pim fetches what the shop shows: texts from one source, prices and stock from others.
package pim

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"time"
)

const (
	medipimURL = "https://api.medipim.be/v4"
	pricesURL  = "https://prices.wholesaler.example/api"
	stockURL   = "https://stock.warehouse.example/v2"
)

// ErrQuota is for 429.
var ErrQuota = errors.New("pim: quota")

// Text is what is shown.
type Text struct {
	Title string `json:"title"`
	Body  string `json:"body"`
}

// FetchText is reported twice: no 429, no look at the status.
func FetchText(ctx context.Context, id string) (t Text, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, medipimURL+"/texts/"+id, nil)
	if err != nil {
		return t, err
	}
	resp, err := http.DefaultClient.Do(req) // want medipimretry/missing
	if err != nil {
		return t, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&t) // want medipimunchecked/unchecked
	return t, err
}

// FetchPrice is not reported: the same mistakes, another host.
func FetchPrice(ctx context.Context, id string) (cents int, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, pricesURL+"/"+id, nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&cents)
	return cents, err
}

// FetchStock is not reported: it tries again for 503 alone, at another host.
func FetchStock(ctx context.Context, id string) (n int, err error) {
	for range 3 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, stockURL+"/"+id, nil)
		if err != nil {
			return 0, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return 0, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusServiceUnavailable {
			time.Sleep(time.Second)
			continue
		}
		if resp.StatusCode == http.StatusUnprocessableEntity {
			return 0, errors.New("stock: bad id")
		}
		err = json.NewDecoder(resp.Body).Decode(&n)
		return n, err
	}
	return 0, errors.New("stock: down")
}

// FetchTextUpstream is reported: it tries again for 503 alone.
func FetchTextUpstream(ctx context.Context, id string) (t Text, err error) {
	for range 3 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, medipimURL+"/texts/"+id, nil)
		if err != nil {
			return t, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return t, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusServiceUnavailable { // want medipimretry/incomplete
			time.Sleep(time.Second)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return t, errors.New(resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&t)
		return t, err
	}
	return t, errors.New("texts: down")
}

// ReserveStock is not reported: it hammers the warehouse, which is not our concern.
func ReserveStock(id string) error {
	for {
		resp, err := http.PostForm(stockURL+"/reserve", map[string][]string{"id": {id}})
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
	}
}

// FetchLabel is reported: it hammers.
func FetchLabel(id string) error {
	for {
		resp, err := http.Get(medipimURL + "/labels/" + id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			continue
		}
		if resp.StatusCode > 299 {
			return fmt.Errorf("label %s: %s", id, resp.Status)
		}
		return nil
	}
}

// MustText is reported: a 429 ends the program.
func MustText(id string) Text {
	resp, err := http.Get(medipimURL + "/texts/" + id)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusTooManyRequests: // want medipimretry/fatal
		fmt.Fprintln(os.Stderr, "pim: quota")
		os.Exit(75)
	default:
		panic(resp.Status)
	}
	var t Text
	if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
		panic(err)
	}
	return t
}

// WillText is not reported: a 429 waits, and only the others end the program.
func WillText(id string) Text {
	for {
		resp, err := http.Get(medipimURL + "/texts/" + id)
		if err != nil {
			panic(err)
		}
		defer resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK:
			var t Text
			if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
				panic(err)
			}
			return t
		case http.StatusTooManyRequests:
			secs, err := strconv.Atoi(resp.Header.Get("Retry-After"))
			if err != nil || secs < 1 {
				secs = 15
			}
			time.Sleep(time.Duration(secs) * time.Second)
		default:
			panic(resp.Status)
		}
	}
}

// rapport prints the monthly figures. One file, no framework, runs from cron.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"
)

const api = "https://api.sandbox.medipim.fr/v4"

var key, secret = os.Getenv("API_KEY"), os.Getenv("API_SECRET")

type result struct {
	Meta struct {
		Total int `json:"total"`
	} `json:"meta"`
}

func newRequest(path string, in any) *http.Request {
	b, err := json.Marshal(in)
	if err != nil {
		log.Fatal(err)
	}
	req, err := http.NewRequest(http.MethodPost, api+path, bytes.NewReader(b))
	if err != nil {
		log.Fatal(err)
	}
	req.SetBasicAuth(key, secret)
	return req
}

func total(resp *http.Response) (int, error) {
	var r result
	err := json.NewDecoder(resp.Body).Decode(&r)
	return r.Meta.Total, err
}

func products() (int, error) {
	resp, err := http.DefaultClient.Do(newRequest("/products/query", nil))
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/fatal
		log.Fatal("products: rate limit reached, run me again tomorrow")
	}
	if resp.StatusCode != http.StatusOK {
		return 0, errors.New(resp.Status)
	}
	return total(resp)
}

func brands() (int, error) {
	resp, err := http.DefaultClient.Do(newRequest("/brands/query", nil))
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return total(resp)
	case http.StatusTooManyRequests: // want medipimretry/swallowed
		log.Print("brands: too busy, skipped")
		return 0, nil
	}
	return 0, errors.New(resp.Status)
}

func media() (int, error) {
	for tries := 0; tries < 3; tries++ {
		resp, err := http.DefaultClient.Do(newRequest("/media/query", nil))
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			if after := resp.Header.Get("Retry-After"); after != "" { // want medipimretry/header
				secs, _ := strconv.Atoi(after)
				time.Sleep(time.Duration(secs+1) * time.Second)
				continue
			}
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return 0, errors.New(resp.Status)
		}
		return total(resp)
	}
	return 0, errors.New("media: gave up")
}

func labels() (int, error) {
	for tries := 0; tries < 3; tries++ {
		resp, err := http.DefaultClient.Do(newRequest("/labels/query", nil))
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			resp.Body.Close()
			secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			time.Sleep(time.Duration(secs) * time.Second)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return 0, errors.New(resp.Status)
		}
		return total(resp)
	}
	return 0, errors.New("labels: gave up")
}

func suppliers() (int, error) {
	req := newRequest("/suppliers/query", map[string]bool{"active": true})
	wait := time.Second
	for range 5 {
		resp, err := http.DefaultClient.Do(req) // want medipimretry/unrewound
		if err != nil {
			return 0, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return total(resp)
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return 0, errors.New(resp.Status)
		}
		time.Sleep(wait)
		wait *= 2
	}
	return 0, errors.New("suppliers: gave up")
}

func categories() (int, error) {
	req := newRequest("/categories/query", map[string]bool{"active": true})
	for wait := time.Second; ; wait *= 2 {
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && wait < time.Minute {
			resp.Body.Close()
			if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && s > 0 {
				time.Sleep(time.Duration(s) * time.Second)
			} else {
				time.Sleep(wait)
			}
			if req.Body, err = req.GetBody(); err != nil {
				return 0, err
			}
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return 0, errors.New(resp.Status)
		}
		return total(resp)
	}
}

func stocks(ctx context.Context) (int, error) {
	resp, err := http.Post(api+"/stocks/query", "application/json", bytes.NewReader([]byte("{}"))) // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 200 || resp.StatusCode >= 300 {
		return 0, errors.New(resp.Status)
	}
	return total(resp)
}

var errSlow = errors.New("the vendor asks us to slow down")

func languages() (int, error) {
	resp, err := http.DefaultClient.Do(newRequest("/languages/query", nil))
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return 0, errSlow
	case resp.StatusCode >= http.StatusBadRequest:
		b, _ := io.ReadAll(resp.Body)
		return 0, fmt.Errorf("languages: %s: %s", resp.Status, b)
	}
	return total(resp)
}

func countries() (int, error) {
	resp, err := http.DefaultClient.Do(newRequest("/countries/query", nil))
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		time.Sleep(10 * time.Second)
		return countries()
	}
	if resp.StatusCode == http.StatusNotFound {
		return 0, errors.New("countries: not for this key")
	}
	return total(resp) // want medipimunchecked/partial
}

func main() {
	limit := flag.Duration("limit", time.Hour, "how long it may take")
	flag.Parse()
	ctx, cancel := context.WithTimeout(context.Background(), *limit)
	defer cancel()
	for _, job := range []struct {
		name string
		run  func() (int, error)
	}{
		{"products", products}, {"brands", brands}, {"media", media}, {"labels", labels},
		{"suppliers", suppliers}, {"categories", categories}, {"countries", countries},
		{"stocks", func() (int, error) { return stocks(ctx) }},
		{"languages", func() (n int, err error) {
			for wait := time.Second; ctx.Err() == nil; wait *= 2 {
				if n, err = languages(); !errors.Is(err, errSlow) {
					break
				}
				time.Sleep(wait)
			}
			return n, err
		}},
	} {
		n, err := job.run()
		if err != nil {
			log.Printf("%s: %v", job.name, err)
			continue
		}
		fmt.Printf("%-12s %8d\n", job.name, n)
	}
}

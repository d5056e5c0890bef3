package barcode

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

const lookupURL = "https://api.medipim.be/v4/products/find?ean="

// ErrUnknown says that no product carries the scanned code.
var ErrUnknown = errors.New("barcode: no such product")

// Product is the part of a record that the till shows.
type Product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Lookup sends once and has one general error for all that is not 200, so a throttled scan is lost.
func Lookup(ean string) (*Product, error) {
	resp, err := http.Get(lookupURL + url.QueryEscape(ean)) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("lookup %s: %s", ean, resp.Status)
	}
	p := new(Product)
	return p, json.NewDecoder(resp.Body).Decode(p)
}

// LookupPatiently is the same call inside a loop that waits on 429, so nothing is lost.
func LookupPatiently(ean string) (*Product, error) {
	for wait := time.Second; ; wait *= 2 {
		resp, err := http.Get(lookupURL + url.QueryEscape(ean))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && wait < time.Minute {
			resp.Body.Close()
			time.Sleep(wait)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("lookup %s: %s", ean, resp.Status)
		}
		p := new(Product)
		return p, json.NewDecoder(resp.Body).Decode(p)
	}
}

// Known tells 404 from the rest, yet a 429 stays among the rest.
func Known(ean string) (bool, error) {
	resp, err := http.Head(lookupURL + url.QueryEscape(ean)) // want medipimretry/missing
	if err != nil {
		return false, err
	}
	resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return true, nil
	case http.StatusNotFound:
		return false, nil
	}
	return false, fmt.Errorf("unexpected status %d", resp.StatusCode)
}

// KnownOrBusy gives the 429 an error of its own, which its callers can wait on.
func KnownOrBusy(ean string) (bool, error) {
	resp, err := http.Head(lookupURL + url.QueryEscape(ean))
	if err != nil {
		return false, err
	}
	resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return true, nil
	case http.StatusNotFound:
		return false, nil
	case http.StatusTooManyRequests:
		return false, errors.New("barcode: asked too often")
	}
	return false, fmt.Errorf("unexpected status %d", resp.StatusCode)
}

// Dump neither looks at the answer nor tries again.
func Dump(ean string) ([]byte, error) {
	resp, err := http.Get(lookupURL + ean) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}

// Weblink fetches the manual from the web pages, which are no part of the API.
func Weblink(id string) ([]byte, error) {
	resp, err := http.Get("https://platform.medipim.be/nl/product?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

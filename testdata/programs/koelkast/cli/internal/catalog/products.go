package catalog

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// Product is a catalog entry.
type Product struct {
	ID   int    `json:"id"`
	CNK  string `json:"cnk"`
	Name string `json:"name"`
}

// ProductPage is one page of a query.
type ProductPage struct {
	Total   int       `json:"total"`
	Results []Product `json:"results"`
}

type pageQuery struct {
	Search string `json:"search,omitempty"`
	Page   int    `json:"page"`
	Size   int    `json:"size"`
}

// readPage looks at the status first, so the decode is safe.
func readPage(resp *http.Response) (*ProductPage, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, readError(resp)
	}
	var page ProductPage
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, err
	}
	return &page, nil
}

// Products waits longer and longer on 429 and builds its body again on each try.
func (c *Client) Products(ctx context.Context, search string, page int) (*ProductPage, error) {
	wait := time.Second
	for attempt := 0; ; attempt++ {
		resp, err := c.post(ctx, "/products/query", pageQuery{Search: search, Page: page, Size: 100})
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && attempt < maxAttempts {
			resp.Body.Close()
			if err := sleep(ctx, wait); err != nil {
				return nil, err
			}
			wait *= 2
			continue
		}
		return readPage(resp)
	}
}

// Archived uses the same helper and gives up on 429 as on every failure.
func (c *Client) Archived(ctx context.Context, page int) (*ProductPage, error) {
	resp, err := c.post(ctx, "/products/archived/query", pageQuery{Page: page, Size: 100}) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return readPage(resp)
}

// Find has its own send, and tells 429 apart with a sentinel.
func (c *Client) Find(ctx context.Context, cnk string) (*Product, error) {
	req, err := c.newRequest(ctx, http.MethodGet, "/products/find?cnk="+url.QueryEscape(cnk), nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusNotFound:
		return nil, ErrNotFound
	case http.StatusTooManyRequests:
		return nil, ErrBusy
	default:
		return nil, readError(resp)
	}
	var p Product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

// Lookup knows 404 only: 429 is never told apart, and every other error body becomes a product.
func (c *Client) Lookup(ctx context.Context, ean string) (*Product, error) {
	req, err := c.newRequest(ctx, http.MethodGet, "/products/find?ean="+url.QueryEscape(ean), nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, ErrNotFound
	}
	p := new(Product)
	if err := json.NewDecoder(resp.Body).Decode(p); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return p, nil
}

// FindPatiently tries Find again after a pause when the sentinel comes back.
func (c *Client) FindPatiently(ctx context.Context, cnk string) (*Product, error) {
	for {
		p, err := c.Find(ctx, cnk)
		if errors.Is(err, ErrBusy) {
			if err := sleep(ctx, 5*time.Second); err != nil {
				return nil, err
			}
			continue
		}
		return p, err
	}
}

// FindHastily hammers: the sentinel leads straight back to the request.
func (c *Client) FindHastily(ctx context.Context, cnk string) (*Product, error) {
	for ctx.Err() == nil {
		p, err := c.Find(ctx, cnk)
		if errors.Is(err, ErrBusy) { // want medipimretry/immediate
			continue
		}
		return p, err
	}
	return nil, ctx.Err()
}

// NameOf passes the sentinel over: the caller sees an empty name and no error.
func (c *Client) NameOf(ctx context.Context, cnk string) (string, error) {
	p, err := c.Find(ctx, cnk)
	if errors.Is(err, ErrBusy) { // want medipimretry/swallowed
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return p.Name, nil
}

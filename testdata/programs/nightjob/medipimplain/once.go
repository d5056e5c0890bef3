package medipimplain

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Find sends once, and every bad status becomes the same error.
func (c *Client) Find(ctx context.Context, ean string) (*Product, error) {
	req, err := c.get(ctx, "/v4/products/find?ean="+url.QueryEscape(ean))
	if err != nil {
		return nil, err
	}
	resp, err := c.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return readProduct(resp)
}

// Ping uses the package-level Get, and tells no status apart.
func (c *Client) Ping() error {
	resp, err := http.Get(c.base + "/v4/products/find?id=M1") // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("ping: %d", resp.StatusCode)
	}
	return nil
}

// CountBrands posts once.
func (c *Client) CountBrands(query []byte) error {
	resp, err := http.Post(c.base+"/v4/brands/query", "application/json", bytes.NewReader(query)) // want medipimretry/missing
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// Submit posts a form once.
func (c *Client) Submit(v url.Values) error {
	resp, err := c.hc.PostForm(c.base+"/v4/media/query", v) // want medipimretry/missing
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// Exists tells 404 apart, and leaves 429 among the rest.
func (c *Client) Exists(id string) (bool, error) {
	resp, err := c.hc.Head(c.base + "/v4/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return true, nil
	case http.StatusNotFound:
		return false, nil
	}
	return false, fmt.Errorf("exists: %d", resp.StatusCode)
}

// ExistsOrThrottled is the same with an error that only a 429 gives.
func (c *Client) ExistsOrThrottled(id string) (bool, error) {
	resp, err := c.hc.Head(c.base + "/v4/products/find?id=" + id)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return true, nil
	case http.StatusNotFound:
		return false, nil
	case http.StatusTooManyRequests:
		return false, errors.New("the API asks us to slow down")
	}
	return false, fmt.Errorf("exists: %d", resp.StatusCode)
}

// Raw goes to the transport without a client, once.
func (c *Client) Raw(ctx context.Context) error {
	req, err := c.get(ctx, "/v4/media/find?id=1")
	if err != nil {
		return err
	}
	resp, err := http.DefaultTransport.RoundTrip(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// MustFind ends the program on any bad status; nothing tells 429 apart.
func (c *Client) MustFind(id string) *Product {
	resp, err := c.hc.Get(c.base + "/v4/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		log.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		log.Fatalf("answer %d", resp.StatusCode)
	}
	var p Product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		log.Fatal(err)
	}
	return &p
}

// AllPages loops over pages with a polite sleep; that loop sends other requests, it does not send one again.
func (c *Client) AllPages(pages int) error {
	for page := range pages {
		resp, err := c.hc.Get(c.base + "/v4/products/find?page=" + strconv.Itoa(page)) // want medipimretry/missing
		if err != nil {
			return err
		}
		if err := checkOK(resp); err != nil {
			return err
		}
		time.Sleep(600 * time.Millisecond)
	}
	return nil
}

// AllPagesPatient stays on the page for as long as the API throttles it.
func (c *Client) AllPagesPatient(pages int) error {
	for page := 0; page < pages; {
		resp, err := c.hc.Get(c.base + "/v4/products/find?page=" + strconv.Itoa(page))
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(2 * time.Second)
			continue
		}
		if err := checkOK(resp); err != nil {
			return err
		}
		page++
	}
	return nil
}

// WaitForExport polls a job until it is done; a bad status ends it.
func (c *Client) WaitForExport(ctx context.Context, job string) error {
	for {
		req, err := c.get(ctx, "/v4/exports/"+job)
		if err != nil {
			return err
		}
		resp, err := c.hc.Do(req) // want medipimretry/missing
		if err != nil {
			return err
		}
		if resp.StatusCode >= 400 {
			resp.Body.Close()
			return fmt.Errorf("export: %d", resp.StatusCode)
		}
		var state struct {
			Done bool `json:"done"`
		}
		err = json.NewDecoder(resp.Body).Decode(&state)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if state.Done {
			return nil
		}
		if err := pause(ctx, 5*time.Second); err != nil {
			return err
		}
	}
}

// WaitForExportPatient polls as well, and a 429 takes the same pause as an unfinished job.
func (c *Client) WaitForExportPatient(ctx context.Context, job string) error {
	for {
		req, err := c.get(ctx, "/v4/exports/"+job)
		if err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		done := false
		switch {
		case resp.StatusCode == 429:
			log.Print("throttled")
		case resp.StatusCode >= 400:
			resp.Body.Close()
			return fmt.Errorf("export: %d", resp.StatusCode)
		default:
			done = resp.StatusCode == http.StatusNoContent
		}
		resp.Body.Close()
		if done {
			return nil
		}
		if err := pause(ctx, 5*time.Second); err != nil {
			return err
		}
	}
}

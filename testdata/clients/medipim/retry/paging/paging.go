// Package paging sends in loops that are no retries.
package paging

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

const queryURL = "https://api.medipim.be/v4/products/query"

type page struct {
	Results []json.RawMessage `json:"results"`
	Next    int               `json:"next"`
}

// Page after page, with a pause: a 429 ends it.
func pages(c *http.Client) (all []json.RawMessage, err error) {
	for number := 1; number > 0; time.Sleep(time.Second) {
		query := fmt.Appendf(nil, `{"page":%d}`, number)
		resp, err := c.Post(queryURL, "application/json", bytes.NewReader(query)) // want medipimretry/missing
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			return nil, fmt.Errorf("medipim: %s", resp.Status)
		}
		var p page
		err = json.NewDecoder(resp.Body).Decode(&p)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, p.Results...)
		number = p.Next
	}
	return all, nil
}

// Asked every minute, for ever; an answer that is no success ends it.
func poll(c *http.Client, each func([]json.RawMessage)) error {
	for range time.Tick(time.Minute) {
		resp, err := c.Post(queryURL, "application/json", bytes.NewReader([]byte(`{"filter":{"updated":true}}`))) // want medipimretry/missing
		if err != nil {
			return err
		}
		if resp.StatusCode >= 400 {
			resp.Body.Close()
			return fmt.Errorf("medipim: %s", resp.Status)
		}
		var p page
		err = json.NewDecoder(resp.Body).Decode(&p)
		resp.Body.Close()
		if err != nil {
			return err
		}
		each(p.Results)
	}
	return nil
}

// One page after another, and each of them again after a 429.
func pagesWithRetry(c *http.Client) (all []json.RawMessage, err error) {
	for number, refused := 1, 0; number > 0; {
		query := fmt.Appendf(nil, `{"page":%d}`, number)
		resp, err := c.Post(queryURL, "application/json", bytes.NewReader(query))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && refused < 5 {
			resp.Body.Close()
			refused++
			time.Sleep(time.Duration(refused) * time.Second)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			return nil, fmt.Errorf("medipim: %s", resp.Status)
		}
		var p page
		err = json.NewDecoder(resp.Body).Decode(&p)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, p.Results...)
		number, refused = p.Next, 0
	}
	return all, nil
}

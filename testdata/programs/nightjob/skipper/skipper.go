// Package skipper looks products up for the newsletter.
package skipper

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"
)

// medipimClient does the look-ups.
type medipimClient struct {
	hc  *http.Client
	url string
}

// errorBody is what comes with a bad status.
type errorBody struct {
	Error *struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// empty answers a 429 with nothing at all.
func (c *medipimClient) empty(id string) ([]byte, error) {
	resp, err := c.hc.Get(c.url + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		return nil, nil
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("find: %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// notFoundOnly answers a 404 with nothing, and a 429 with an error made there.
func (c *medipimClient) notFoundOnly(id string) ([]byte, error) {
	resp, err := c.hc.Get(c.url + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, nil
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, fmt.Errorf("find %s: rate limited", id)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("find: %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// lumped answers 404 and 429 alike with nothing.
func (c *medipimClient) lumped(id string) ([]byte, error) {
	resp, err := c.hc.Get(c.url + "/v4/media/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return io.ReadAll(resp.Body)
	case http.StatusNotFound, http.StatusTooManyRequests: // want medipimretry/swallowed
		return nil, nil
	default:
		return nil, fmt.Errorf("media: %s", resp.Status)
	}
}

// skipping goes on to the next id, and nobody hears of this one.
func (c *medipimClient) skipping(ids []string) error {
	for _, id := range ids {
		resp, err := c.hc.Get(c.url + "/v4/products/find?id=" + id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == 429 { // want medipimretry/swallowed
			log.Printf("skip %s", id)
			continue
		}
		if resp.StatusCode >= 400 {
			return fmt.Errorf("find: %s", resp.Status)
		}
	}
	return nil
}

// staying goes round with the same id until it is through.
func (c *medipimClient) staying(ids []string) error {
	for _, id := range ids {
		for {
			resp, err := c.hc.Get(c.url + "/v4/products/find?id=" + id)
			if err != nil {
				return err
			}
			resp.Body.Close()
			if resp.StatusCode == 429 {
				log.Printf("wait for %s", id)
				time.Sleep(2 * time.Second)
				continue
			}
			if resp.StatusCode >= 400 {
				return fmt.Errorf("find: %s", resp.Status)
			}
			break
		}
	}
	return nil
}

// ticking has a tick before every id, and a throttled id is lost all the same.
func (c *medipimClient) ticking(ids <-chan string) error {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for id := range ids {
		<-t.C
		resp, err := c.hc.Get(c.url + "/v4/products/find?id=" + id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
			continue
		}
		if resp.StatusCode >= 400 {
			return fmt.Errorf("find: %s", resp.Status)
		}
	}
	return nil
}

// has says no when it was throttled.
func (c *medipimClient) has(id string) (bool, error) {
	resp, err := c.hc.Head(c.url + "/v4/products/find?id=" + id)
	if err != nil {
		return false, err
	}
	resp.Body.Close()
	switch s := resp.StatusCode; {
	case s == 404:
		return false, nil
	case s == 429: // want medipimretry/swallowed
		return false, nil
	case s >= 400:
		return false, fmt.Errorf("find: %d", s)
	}
	return true, nil
}

// firstPages stops at a throttled page, and takes what it has for the whole.
func (c *medipimClient) firstPages(n int) (got []string, err error) {
	for page := 1; page <= n; page++ {
		resp, err := c.hc.Get(fmt.Sprintf("%s/v4/products/find?page=%d", c.url, page))
		if err != nil {
			return nil, err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
			break
		}
		if resp.StatusCode >= 400 {
			return nil, fmt.Errorf("page: %s", resp.Status)
		}
		got = append(got, resp.Header.Get("ETag"))
	}
	return got, nil
}

var errThrottledAt = errors.New("throttled at a page")

// pagesSoFar gives what it has together with an error that says so.
func (c *medipimClient) pagesSoFar(n int) (got []string, err error) {
	for page := 1; page <= n; page++ {
		resp, err := c.hc.Get(fmt.Sprintf("%s/v4/products/find?page=%d", c.url, page))
		if err != nil {
			return nil, err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return got, errThrottledAt
		}
		if resp.StatusCode >= 400 {
			return nil, fmt.Errorf("page: %s", resp.Status)
		}
		got = append(got, resp.Header.Get("ETag"))
	}
	return got, nil
}

// coded looks at the code, and makes an empty list of a 429.
func (c *medipimClient) coded(id string) ([]string, error) {
	resp, err := c.hc.Get(c.url + "/v4/brands/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return []string{id}, nil
	}
	var eb errorBody
	if err := json.NewDecoder(resp.Body).Decode(&eb); err != nil {
		return nil, err
	}
	if eb.Error != nil && eb.Error.Code == "too_many_requests" { // want medipimretry/swallowed
		return []string{}, nil
	}
	return nil, fmt.Errorf("brand: %s", resp.Status)
}

// codedLoop looks at the code, and rests on a 429.
func (c *medipimClient) codedLoop(id string) ([]string, error) {
	for {
		resp, err := c.hc.Get(c.url + "/v4/brands/find?id=" + id)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 {
			resp.Body.Close()
			return []string{id}, nil
		}
		var eb errorBody
		err = json.NewDecoder(resp.Body).Decode(&eb)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if eb.Error != nil && eb.Error.Code == "too_many_requests" {
			time.Sleep(2 * time.Second)
			continue
		}
		return nil, fmt.Errorf("brand: %s", resp.Status)
	}
}

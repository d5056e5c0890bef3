// Package headeronly tries again only if the answer says when.
package headeronly

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

const findURL = "https://api.medipim.be/v4/products/find"

var errThrottled = errors.New("medipim: throttled")

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func nested(c *http.Client) error {
	for range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			if after := resp.Header.Get("Retry-After"); after != "" { // want medipimretry/header
				seconds, err := strconv.Atoi(after)
				if err != nil {
					seconds = 1
				}
				time.Sleep(time.Duration(seconds) * time.Second)
				continue
			}
		}
		return failed(resp)
	}
	return errors.New("medipim: too many requests")
}

func parsed(c *http.Client) error {
	for range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 429 {
			return failed(resp)
		}
		seconds, err := strconv.Atoi(resp.Header.Get("Retry-After"))
		if err != nil { // want medipimretry/header
			return failed(resp)
		}
		time.Sleep(time.Duration(seconds+1) * time.Second)
	}
	return errors.New("medipim: too many requests")
}

// Without the header the caller learns of the 429.
func handedUp(c *http.Client) error {
	for range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return failed(resp)
		}
		seconds, err := strconv.Atoi(resp.Header.Get("Retry-After"))
		if err != nil {
			return errThrottled
		}
		time.Sleep(time.Duration(seconds+1) * time.Second)
	}
	return errThrottled
}

// The header is honoured, and not needed.
func either(c *http.Client) error {
	for n := range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return failed(resp)
		}
		delay := time.Second << n
		if after := resp.Header.Get("Retry-After"); after != "" {
			if seconds, err := strconv.Atoi(after); err == nil {
				delay = time.Duration(seconds+1) * time.Second
			}
		}
		time.Sleep(delay)
	}
	return errThrottled
}

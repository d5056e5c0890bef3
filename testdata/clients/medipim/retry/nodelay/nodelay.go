// Package nodelay goes straight back to the send after a 429.
package nodelay

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

const findURL = "https://api.medipim.be/v4/products/find"

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func hammer(c *http.Client) error {
	for range 10 {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			continue
		}
		return failed(resp)
	}
	return errors.New("medipim: too many requests")
}

func recursive(c *http.Client, left int) error {
	resp, err := c.Get(findURL)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if left > 0 && resp.StatusCode == 429 { // want medipimretry/immediate
		return recursive(c, left-1)
	}
	return failed(resp)
}

// Without the header the delay is zero, and no header is documented.
func headerOrNothing(c *http.Client) error {
	for range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			time.Sleep(time.Duration(seconds) * time.Second)
			continue
		}
		return failed(resp)
	}
	return errors.New("medipim: too many requests")
}

// With a default it is not.
func headerOrDefault(c *http.Client) error {
	for range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			seconds, err := strconv.Atoi(resp.Header.Get("Retry-After"))
			if err != nil {
				seconds = 2
			}
			time.Sleep(time.Duration(seconds) * time.Second)
			continue
		}
		return failed(resp)
	}
	return errors.New("medipim: too many requests")
}

// Other failures are waited for, this one is not.
func onlyOthersWait(c *http.Client) error {
	for n := range 5 {
		resp, err := c.Get(findURL)
		if err != nil {
			time.Sleep(time.Second << n)
			continue
		}
		resp.Body.Close()
		switch {
		case resp.StatusCode == 429: // want medipimretry/immediate
			continue
		case resp.StatusCode >= 500:
			time.Sleep(time.Second << n)
			continue
		}
		return failed(resp)
	}
	return errors.New("medipim: unavailable")
}

// The pause at the head of the loop is one for every way back to it.
func pauseFirst(c *http.Client) error {
	for range 5 {
		time.Sleep(time.Second)
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == 429 {
			continue
		}
		return failed(resp)
	}
	return errors.New("medipim: too many requests")
}

type limiter interface{ Wait() }

// A limiter delays too.
func limited(c *http.Client, l limiter) error {
	for range 5 {
		l.Wait()
		resp, err := c.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return failed(resp)
		}
	}
	return errors.New("medipim: too many requests")
}

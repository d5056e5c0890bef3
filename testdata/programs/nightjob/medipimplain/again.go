package medipimplain

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"
)

var errGaveUp = errors.New("gave up")

// ForLoop waits and tries again on a 429.
func (c *Client) ForLoop(ctx context.Context, ean string) (*Product, error) {
	for attempt := 1; attempt <= 5; attempt++ {
		req, err := c.get(ctx, "/v4/products/find?ean="+ean)
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Duration(attempt) * time.Second)
			continue
		}
		return readProduct(resp)
	}
	return nil, errGaveUp
}

// Inverted leaves the loop on anything but a 429.
func (c *Client) Inverted(ctx context.Context, ean string) (*Product, error) {
	delay := time.Second
	for {
		req, err := c.get(ctx, "/v4/products/find?ean="+ean)
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 429 {
			return readProduct(resp)
		}
		resp.Body.Close()
		if err := pause(ctx, delay); err != nil {
			return nil, err
		}
		delay *= 2
	}
}

// RangeInt tries three times for every answer that is not a success.
func (c *Client) RangeInt(ctx context.Context) error {
	for range 3 {
		req, err := c.get(ctx, "/v4/brands/find?id=2")
		if err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode/100 == 2 {
			return nil
		}
		time.Sleep(time.Second + rand.N(500*time.Millisecond))
	}
	return errGaveUp
}

// Recursive calls itself after the wait.
func (c *Client) Recursive(ctx context.Context, left int) error {
	req, err := c.get(ctx, "/v4/brands/find?id=3")
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusTooManyRequests && left > 0 {
		resp.Body.Close()
		time.Sleep(3 * time.Second)
		return c.Recursive(ctx, left-1)
	}
	return checkOK(resp)
}

// Goto jumps back after the wait.
func (c *Client) Goto(ctx context.Context) error {
	tries := 0
again:
	req, err := c.get(ctx, "/v4/brands/find?id=4")
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode == 429 && tries < 4 {
		resp.Body.Close()
		tries++
		time.Sleep(time.Duration(tries) * time.Second)
		goto again
	}
	return checkOK(resp)
}

// Labelled continues an outer loop out of a switch, after a select on the context.
func (c *Client) Labelled(ctx context.Context, ids []string) error {
	for _, id := range ids {
	retry:
		for attempt := range 4 {
			req, err := c.get(ctx, "/v4/products/find?id="+id)
			if err != nil {
				return err
			}
			resp, err := c.hc.Do(req)
			if err != nil {
				return err
			}
			switch resp.StatusCode {
			case http.StatusTooManyRequests, http.StatusServiceUnavailable:
				resp.Body.Close()
				select {
				case <-ctx.Done():
					return ctx.Err()
				case <-time.After(time.Duration(attempt+1) * time.Second):
				}
				continue retry
			}
			if err := checkOK(resp); err != nil {
				return err
			}
			break
		}
	}
	return nil
}

// Closure keeps the try in a local function.
func (c *Client) Closure(ctx context.Context) error {
	try := func() (bool, error) {
		req, err := c.get(ctx, "/v4/brands/find?id=5")
		if err != nil {
			return false, err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return false, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return true, nil
		}
		if resp.StatusCode >= 400 {
			return false, fmt.Errorf("brands: %d", resp.StatusCode)
		}
		return false, nil
	}
	for range 5 {
		again, err := try()
		if err != nil {
			return err
		}
		if !again {
			return nil
		}
		time.Sleep(2 * time.Second)
	}
	return errGaveUp
}

// Ticked tries at each tick until it is no longer throttled.
func (c *Client) Ticked(ctx context.Context) error {
	t := time.NewTicker(3 * time.Second)
	defer t.Stop()
	for range t.C {
		req, err := c.get(ctx, "/v4/brands/find?id=6")
		if err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			continue
		}
		return checkOK(resp)
	}
	return nil
}

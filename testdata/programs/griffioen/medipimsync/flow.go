package medipimsync

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// Touch is not reported: goto leads back after a pause.
func (c *Client) Touch(ctx context.Context, id string) error {
	tries := 0
again:
	req, err := c.get(ctx, "/v4/products/find?id="+id)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode == 429 && tries < 5 {
		tries++
		time.Sleep(time.Duration(tries) * 3 * time.Second)
		goto again
	}
	if resp.StatusCode != 200 {
		return fmt.Errorf("touch %s: %s", id, resp.Status)
	}
	return nil
}

// TouchHard is reported: goto leads back at once.
func (c *Client) TouchHard(ctx context.Context, id string) error {
	tries := 0
again:
	req, err := c.get(ctx, "/v4/products/find?id="+id)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode == 429 && tries < 5 { // want medipimretry/immediate
		tries++
		goto again
	}
	if resp.StatusCode != 200 {
		return fmt.Errorf("touch %s: %s", id, resp.Status)
	}
	return nil
}

// Descend is not reported: the recursion waits first.
func (c *Client) Descend(ctx context.Context, id string, left int) error {
	req, err := c.get(ctx, "/v4/products/find?id="+id)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	switch {
	case resp.StatusCode < 300:
		return nil
	case resp.StatusCode == 429 && left > 0:
		select {
		case <-time.After(5 * time.Second):
			return c.Descend(ctx, id, left-1)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return fmt.Errorf("descend %s: %s", id, resp.Status)
}

// DescendFast is reported: the select has a default and so never waits.
func (c *Client) DescendFast(ctx context.Context, id string, left int) error {
	req, err := c.get(ctx, "/v4/products/find?id="+id)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	switch {
	case resp.StatusCode < 300:
		return nil
	case resp.StatusCode == 429 && left > 0: // want medipimretry/immediate
		select {
		case <-ctx.Done():
			return ctx.Err()
		default:
		}
		return c.DescendFast(ctx, id, left-1)
	}
	return fmt.Errorf("descend %s: %s", id, resp.Status)
}

// DescendUpstream is reported: the recursion is for 503 alone.
func (c *Client) DescendUpstream(ctx context.Context, id string, left int) error {
	req, err := c.get(ctx, "/v4/products/find?id="+id)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusServiceUnavailable && left > 0 { // want medipimretry/incomplete
		if err := pause(ctx, 4*time.Second); err != nil {
			return err
		}
		return c.DescendUpstream(ctx, id, left-1)
	}
	if resp.StatusCode >= 300 {
		return fmt.Errorf("descend %s: %s", id, resp.Status)
	}
	return nil
}

// Sweep is not reported: the label of the inner loop sends the same id again.
func (c *Client) Sweep(ctx context.Context, ids []string) error {
	for _, id := range ids {
	retry:
		for {
			req, err := c.get(ctx, "/v4/products/find?id="+id)
			if err != nil {
				return err
			}
			resp, err := c.hc.Do(req)
			if err != nil {
				return err
			}
			resp.Body.Close()
			switch {
			case resp.StatusCode == http.StatusTooManyRequests:
				time.Sleep(10 * time.Second)
				continue retry
			case resp.StatusCode > 299:
				return fmt.Errorf("sweep %s: %s", id, resp.Status)
			default:
				break retry
			}
		}
	}
	return nil
}

// SweepPast is reported: the label is that of the outer loop, so the id is skipped.
func (c *Client) SweepPast(ctx context.Context, ids []string) error {
ids:
	for _, id := range ids {
		for range 3 {
			req, err := c.get(ctx, "/v4/products/find?id="+id)
			if err != nil {
				return err
			}
			resp, err := c.hc.Do(req)
			if err != nil {
				return err
			}
			resp.Body.Close()
			switch {
			case resp.StatusCode == http.StatusTooManyRequests: // want medipimretry/swallowed
				continue ids
			case resp.StatusCode > 299:
				return fmt.Errorf("sweep %s: %s", id, resp.Status)
			}
			break
		}
	}
	return nil
}

// Later is not reported: the timer sends the request again half a minute later.
func (c *Client) Later(ctx context.Context, id string, done func(error)) {
	req, err := c.get(ctx, "/v4/products/find?id="+id)
	if err != nil {
		done(err)
		return
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		done(err)
		return
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		time.AfterFunc(30*time.Second, func() { c.Later(ctx, id, done) })
		return
	}
	if resp.StatusCode != http.StatusOK {
		done(fmt.Errorf("later %s: %s", id, resp.Status))
		return
	}
	done(nil)
}

// Now is reported: the timer fires at once.
func (c *Client) Now(ctx context.Context, id string, done func(error)) {
	req, err := c.get(ctx, "/v4/products/find?id="+id)
	if err != nil {
		done(err)
		return
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		done(err)
		return
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
		time.AfterFunc(0, func() { c.Now(ctx, id, done) })
		return
	}
	if resp.StatusCode != http.StatusOK {
		done(fmt.Errorf("now %s: %s", id, resp.Status))
		return
	}
	done(nil)
}

package impatient

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

const api = "https://api.medipim.be/v4/"

// Conn holds what a call needs.
type Conn struct {
	hc   *http.Client
	user string
	pass string
}

func (c *Conn) req(ctx context.Context, path string) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, api+path, nil)
	if err == nil {
		r.SetBasicAuth(c.user, c.pass)
	}
	return r, err
}

func read[T any](resp *http.Response) (v T, err error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return v, fmt.Errorf("%s: %s", resp.Request.URL.Path, resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

// Hammer goes round at once on 429.
func (c *Conn) Hammer(ctx context.Context, path string) ([]string, error) {
	for {
		r, err := c.req(ctx, path)
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			resp.Body.Close()
			continue
		}
		return read[[]string](resp)
	}
}

// Pace goes round on 429 too, and each round begins with a tick.
func (c *Conn) Pace(ctx context.Context, path string) ([]string, error) {
	tick := time.NewTicker(700 * time.Millisecond)
	defer tick.Stop()
	for {
		<-tick.C
		r, err := c.req(ctx, path)
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			continue
		}
		return read[[]string](resp)
	}
}

// Once calls itself at once on 429.
func (c *Conn) Once(ctx context.Context, path string, left int) ([]string, error) {
	r, err := c.req(ctx, path)
	if err != nil {
		return nil, err
	}
	resp, err := c.hc.Do(r)
	if err != nil {
		return nil, err
	}
	if left > 0 && resp.StatusCode == 429 { // want medipimretry/immediate
		resp.Body.Close()
		return c.Once(ctx, path, left-1)
	}
	return read[[]string](resp)
}

// OnceMore calls itself after the pause that it got as an argument, and doubles it.
func (c *Conn) OnceMore(ctx context.Context, path string, pause time.Duration) ([]string, error) {
	r, err := c.req(ctx, path)
	if err != nil {
		return nil, err
	}
	resp, err := c.hc.Do(r)
	if err != nil {
		return nil, err
	}
	if pause < time.Minute && resp.StatusCode == 429 {
		resp.Body.Close()
		time.Sleep(pause + time.Second)
		return c.OnceMore(ctx, path, 2*(pause+time.Second))
	}
	return read[[]string](resp)
}

// Jump sleeps for a server's trouble and jumps at once for 429.
func (c *Conn) Jump(ctx context.Context, path string) ([]string, error) {
top:
	r, err := c.req(ctx, path)
	if err != nil {
		return nil, err
	}
	resp, err := c.hc.Do(r)
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case 503:
		resp.Body.Close()
		time.Sleep(time.Second)
		goto top
	case 429: // want medipimretry/immediate
		resp.Body.Close()
		goto top
	}
	return read[[]string](resp)
}

// JumpLater sleeps for both, longer for 429.
func (c *Conn) JumpLater(ctx context.Context, path string) ([]string, error) {
top:
	r, err := c.req(ctx, path)
	if err != nil {
		return nil, err
	}
	resp, err := c.hc.Do(r)
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case 503:
		resp.Body.Close()
		time.Sleep(time.Second)
		goto top
	case 429:
		resp.Body.Close()
		time.Sleep(6 * time.Second)
		goto top
	}
	return read[[]string](resp)
}

// Told waits as the header says, which is not at all when it says nothing.
func (c *Conn) Told(ctx context.Context, path string) ([]string, error) {
	for i := 0; ; i++ {
		r, err := c.req(ctx, path)
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 && i < 3 { // want medipimretry/immediate
			n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			resp.Body.Close()
			time.Sleep(time.Duration(n) * time.Second)
			continue
		}
		return read[[]string](resp)
	}
}

// ToldAtLeast waits as the header says and no less than a second.
func (c *Conn) ToldAtLeast(ctx context.Context, path string) ([]string, error) {
	for i := 0; ; i++ {
		r, err := c.req(ctx, path)
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 && i < 3 {
			n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			resp.Body.Close()
			time.Sleep(time.Duration(max(n, 1)) * time.Second)
			continue
		}
		return read[[]string](resp)
	}
}

// Perhaps has a pause that only the header sets.
func (c *Conn) Perhaps(ctx context.Context, path string) ([]string, error) {
	for range 4 {
		r, err := c.req(ctx, path)
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			var wait time.Duration
			if h := resp.Header.Get("Retry-After"); h != "" {
				if n, err := strconv.Atoi(h); err == nil {
					wait = time.Duration(n) * time.Second
				}
			}
			resp.Body.Close()
			time.Sleep(wait)
			continue
		}
		return read[[]string](resp)
	}
	return nil, fmt.Errorf("%s: still throttled", path)
}

// Surely has a pause of its own that the header may replace.
func (c *Conn) Surely(ctx context.Context, path string) ([]string, error) {
	for range 4 {
		r, err := c.req(ctx, path)
		if err != nil {
			return nil, err
		}
		resp, err := c.hc.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			wait := 4 * time.Second
			if h := resp.Header.Get("Retry-After"); h != "" {
				if n, err := strconv.Atoi(h); err == nil && n > 0 {
					wait = time.Duration(n) * time.Second
				}
			}
			resp.Body.Close()
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(wait):
			}
			continue
		}
		return read[[]string](resp)
	}
	return nil, fmt.Errorf("%s: still throttled", path)
}

//medipimlint:client

package iterators

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"time"
)

type Client struct {
	HTTP *http.Client
	Base string
}

var errGone = errors.New("gave up")

func (c *Client) get(ctx context.Context, path string) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodGet, c.Base+path, nil)
}

func checkOK(resp *http.Response) error {
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("answer %s", resp.Status)
	}
	return nil
}

func backoff(ctx context.Context, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if i > 0 {
				select {
				case <-ctx.Done():
					return
				case <-time.After(time.Second << i):
				}
			}
			if !yield(i) {
				return
			}
		}
	}
}

func (c *Client) Seq(ctx context.Context) error {
	for range backoff(ctx, 4) {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 { // want medipimretry/incomplete
			resp.Body.Close()
			continue
		}
		return checkOK(resp)
	}
	return errGone
}

func (c *Client) SeqGood(ctx context.Context) error {
	for range backoff(ctx, 4) {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 || resp.StatusCode == 429 {
			resp.Body.Close()
			continue
		}
		return checkOK(resp)
	}
	return errGone
}

func (c *Client) SeqLast(ctx context.Context) (last error) {
	for attempt := range backoff(ctx, 4) {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode < 500 { // want medipimretry/incomplete
			return checkOK(resp)
		}
		resp.Body.Close()
		last = fmt.Errorf("attempt %d: %s", attempt, resp.Status)
	}
	return last
}

func hurried(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func (c *Client) SeqHurried(ctx context.Context) error {
	for range hurried(4) {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == 429 { // want medipimretry/immediate
			resp.Body.Close()
			continue
		}
		return checkOK(resp)
	}
	return errGone
}

type attempts struct {
	max int
	err error
}

func (a *attempts) All(ctx context.Context) iter.Seq2[int, time.Duration] {
	return func(yield func(int, time.Duration) bool) {
		d := time.Second
		for i := 0; i < a.max; i++ {
			if !yield(i, d) {
				return
			}
			time.Sleep(d)
			d *= 2
		}
	}
}

func (c *Client) Seq2(ctx context.Context) error {
	a := &attempts{max: 3}
	for i, d := range a.All(ctx) {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		switch resp.StatusCode {
		case 502, 503, 504: // want medipimretry/incomplete
			fmt.Println("again", i, d)
		default:
			return checkOK(resp)
		}
	}
	return errGone
}

func (c *Client) Seq2Good(ctx context.Context) error {
	a := &attempts{max: 3}
	for i, d := range a.All(ctx) {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		switch resp.StatusCode {
		case 429, 502, 503, 504:
			fmt.Println("again", i, d)
		default:
			return checkOK(resp)
		}
	}
	return errGone
}

// Pages yields pages: an iterator that sends.
func (c *Client) Pages(ctx context.Context) iter.Seq2[*http.Response, error] {
	return func(yield func(*http.Response, error) bool) {
		for page := 1; ; page++ {
			req, err := c.get(ctx, fmt.Sprint("/v4/products?page=", page))
			if err != nil {
				yield(nil, err)
				return
			}
			resp, err := c.HTTP.Do(req) // want medipimretry/missing
			if err != nil || resp.StatusCode != 200 {
				yield(nil, fmt.Errorf("page %d: %v", page, err))
				return
			}
			if !yield(resp, nil) {
				return
			}
		}
	}
}

func (c *Client) Ids(ctx context.Context, ids iter.Seq[string]) error {
	for id := range ids {
		req, _ := c.get(ctx, "/v4/"+id)
		resp, err := c.HTTP.Do(req) // want medipimretry/missing
		if err != nil {
			return err
		}
		if err := checkOK(resp); err != nil {
			return err
		}
	}
	return nil
}

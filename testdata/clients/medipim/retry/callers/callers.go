// Package callers hands the response up, and leaves the 429 to those who called.
package callers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

const base = "https://api.medipim.be/v4"

var errThrottled = errors.New("medipim: throttled")

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

type client struct{ http *http.Client }

func (c *client) send(ctx context.Context, path string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}

// This caller handles it.
func (c *client) query(ctx context.Context, body []byte) error {
	for n := range 5 {
		resp, err := c.send(ctx, "/products/query", body)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return failed(resp)
		}
		time.Sleep(time.Second << n)
	}
	return errThrottled
}

// This one does not: its call is reported, since another handles what the same send answers.
func (c *client) brands(ctx context.Context, body []byte) error {
	resp, err := c.send(ctx, "/brands/query", body) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

type sender struct{ http *http.Client }

// Nobody handles what this send answers: the send itself is reported, once.
func (s *sender) send(path string, body []byte) (*http.Response, error) {
	resp, err := s.http.Post(base+path, "application/json", bytes.NewReader(body)) // want medipimretry/missing
	if err != nil {
		return nil, fmt.Errorf("medipim: %w", err)
	}
	return resp, nil
}

func (s *sender) query(body []byte) error {
	resp, err := s.send("/products/query", body)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func (s *sender) media(body []byte) error {
	resp, err := s.send("/media/query", body)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

type careful struct{ http *http.Client }

// The innermost function gives up an error made for the 429; the outermost tries again.
func (c *careful) once(body []byte) error {
	resp, err := c.http.Post(base+"/products/query", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return errThrottled
	}
	return failed(resp)
}

func (c *careful) query(body []byte) error {
	var err error
	for n := range 5 {
		if err = c.once(body); !errors.Is(err, errThrottled) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// A caller that hears of it and goes on without a pause.
func (c *careful) hammer(body []byte) error {
	for {
		err := c.once(body)
		if errors.Is(err, errThrottled) { // want medipimretry/immediate
			continue
		}
		return err
	}
}

// A caller that hears of it and says that all is well.
func (c *careful) hush(body []byte) error {
	err := c.once(body)
	if errors.Is(err, errThrottled) { // want medipimretry/swallowed
		return nil
	}
	return err
}

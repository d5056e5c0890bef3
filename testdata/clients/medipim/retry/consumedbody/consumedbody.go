// Package consumedbody sends a request again whose body the first try has read.
package consumedbody

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

const queryURL = "https://api.medipim.be/v4/products/query"

var errThrottled = errors.New("medipim: throttled")

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func sameRequest(c *http.Client, query string) error {
	req, err := http.NewRequest(http.MethodPost, queryURL, strings.NewReader(query))
	if err != nil {
		return err
	}
	for n := range 5 {
		resp, err := c.Do(req) // want medipimretry/unrewound
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

// A new request does not help if it reads on where the first one stopped.
func sameReader(c *http.Client, query []byte) error {
	body := bytes.NewReader(query)
	for n := range 5 {
		resp, err := c.Post(queryURL, "application/json", body) // want medipimretry/unrewound
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

// A clone shares the body.
func clone(ctx context.Context, c *http.Client, query []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, queryURL, bytes.NewBuffer(query))
	if err != nil {
		return err
	}
	for n := range 5 {
		resp, err := c.Do(req.Clone(ctx)) // want medipimretry/unrewound
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

func query(ctx context.Context, c *http.Client, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, queryURL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	return repeat(c, req)
}

// The request comes from a function that gave it a body.
func repeat(c *http.Client, req *http.Request) error {
	for n := range 5 {
		resp, err := c.Do(req) // want medipimretry/unrewound
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

func fromGetBody(c *http.Client, req *http.Request) error {
	for n := range 5 {
		if n > 0 && req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return err
			}
			req.Body = body
		}
		resp, err := c.Do(req)
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

func rewoundReader(c *http.Client, query []byte) error {
	body := bytes.NewReader(query)
	for n := range 5 {
		if _, err := body.Seek(0, io.SeekStart); err != nil {
			return err
		}
		resp, err := c.Post(queryURL, "application/json", body)
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

func freshBody(c *http.Client, query []byte) error {
	req, err := http.NewRequest(http.MethodPost, queryURL, nil)
	if err != nil {
		return err
	}
	for n := range 5 {
		req.Body = io.NopCloser(bytes.NewReader(query))
		resp, err := c.Do(req)
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

// A request without a body has nothing to rewind.
func withoutBody(c *http.Client) error {
	req, err := http.NewRequest(http.MethodGet, "https://api.medipim.be/v4/products/find", nil)
	if err != nil {
		return err
	}
	for n := range 5 {
		resp, err := c.Do(req)
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

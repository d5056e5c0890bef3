// Package helperthere has the helper already, for one of its sends.
package helperthere

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

const findURL = "https://api.medipim.be/v4/products/find?id="

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

// doWithRetry is the helper of an earlier fix, with another number of retries.
func doWithRetry(send func(*http.Request) (*http.Response, error), req *http.Request) (*http.Response, error) {
	const maxRetries, maxWait = 8, time.Minute
	backoff := time.Second
	for n := 0; ; n++ {
		resp, err := send(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == maxRetries {
			return resp, err
		}
		if req.Body != nil && req.Body != http.NoBody && req.GetBody == nil {
			return resp, nil
		}
		wait := backoff + rand.N(backoff)
		backoff *= 2
		if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && seconds > 0 {
			wait = time.Duration(seconds) * time.Second
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()

		timer := time.NewTimer(min(wait, maxWait))
		select {
		case <-timer.C:
		case <-req.Context().Done():
			timer.Stop()
			return nil, req.Context().Err()
		}
		if req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req = req.Clone(req.Context())
			req.Body = body
		}
	}
}

func first(c *http.Client, req *http.Request) error {
	resp, err := doWithRetry(c.Do, req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func second(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

func third(c *http.Client, id string) error {
	resp, err := c.Get(findURL + id) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

// Package shapes tries again after a 429 without a loop around the send.
package shapes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

const queryURL = "https://api.medipim.fr/v4/products/query"

var errTooMany = errors.New("medipim: too many requests")

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func recursive(c *http.Client, query []byte, left int) error {
	resp, err := c.Post(queryURL, "application/json", bytes.NewReader(query))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests && left > 0 {
		time.Sleep(2 * time.Second)
		return recursive(c, query, left-1)
	}
	return failed(resp)
}

func jumping(c *http.Client, query []byte) error {
	n := 0
again:
	resp, err := c.Post(queryURL, "application/json", bytes.NewReader(query))
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode == 429 {
		if n++; n > 5 {
			return errTooMany
		}
		time.Sleep(time.Duration(n) * time.Second)
		goto again
	}
	return failed(resp)
}

// withBackoff calls f until it stops being refused.
func withBackoff(ctx context.Context, f func() error) error {
	delay := time.Second
	for {
		err := f()
		if !errors.Is(err, errTooMany) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(delay):
			delay *= 2
		}
	}
}

func closure(ctx context.Context, c *http.Client, query []byte) error {
	return withBackoff(ctx, func() error {
		resp, err := c.Post(queryURL, "application/json", bytes.NewReader(query))
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return errTooMany
		}
		return failed(resp)
	})
}

type outcome int

const (
	done outcome = iota
	retry
	giveUp
)

func try(c *http.Client, query []byte) (outcome, error) {
	resp, err := c.Post(queryURL, "application/json", bytes.NewReader(query))
	if err != nil {
		return giveUp, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode < 300:
		return done, nil
	case resp.StatusCode == http.StatusTooManyRequests:
		return retry, nil
	}
	return giveUp, failed(resp)
}

// An outcome tells the caller what to do.
func byOutcome(c *http.Client, query []byte) error {
	for n := range 6 {
		switch o, err := try(c, query); o {
		case done:
			return nil
		case giveUp:
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errTooMany
}

type job struct {
	query    []byte
	attempts int
}

// A worker puts a refused job back into the queue, after a while.
func worker(c *http.Client, jobs chan job, failures chan<- error) {
	for j := range jobs {
		resp, err := c.Post(queryURL, "application/json", bytes.NewReader(j.query))
		if err != nil {
			failures <- err
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests && j.attempts < 5 {
			time.Sleep(time.Second)
			j.attempts++
			jobs <- j
			continue
		}
		if err := failed(resp); err != nil {
			failures <- err
		}
	}
}

var retryable = map[int]bool{429: true, 502: true, 503: true, 504: true}

func byMap(c *http.Client, query []byte) error {
	for n := 1; ; n++ {
		resp, err := c.Post(queryURL, "application/json", bytes.NewReader(query))
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !retryable[resp.StatusCode] || n == 5 {
			return failed(resp)
		}
		time.Sleep(time.Duration(n*n) * time.Second)
	}
}

func shouldRetry(resp *http.Response, err error) bool {
	if err != nil {
		return true
	}
	return resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500
}

func byPredicate(c *http.Client, query []byte) error {
	var resp *http.Response
	var err error
	for n := 0; n < 4; n++ {
		resp, err = c.Post(queryURL, "application/json", bytes.NewReader(query))
		if !shouldRetry(resp, err) {
			break
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

type options struct{ Retry bool }

// A retry behind an option counts, even if the option is off.
func optional(c *http.Client, o options, query []byte) error {
	for n := 0; ; n++ {
		resp, err := c.Post(queryURL, "application/json", bytes.NewReader(query))
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 429 || !o.Retry || n > 3 {
			return failed(resp)
		}
		time.Sleep(time.Second)
	}
}

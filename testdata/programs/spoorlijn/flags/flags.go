//medipimlint:client

package flags

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

type Client struct {
	HTTP *http.Client
	Base string
}

var retryable = []int{http.StatusBadGateway, http.StatusServiceUnavailable}
var retryableGood = []int{http.StatusTooManyRequests, http.StatusServiceUnavailable}

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

func transient(status int) bool {
	found := false
	for _, s := range retryable {
		if s == status { // want medipimretry/incomplete
			found = true
		}
	}
	return found
}

func transientGood(status int) bool {
	found := false
	for _, s := range retryableGood {
		if s == status {
			found = true
		}
	}
	return found
}

func (c *Client) Predicate(ctx context.Context) error {
	for attempt := range 4 {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if transient(resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGone
}

func (c *Client) PredicateGood(ctx context.Context) error {
	for attempt := range 4 {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if transientGood(resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGone
}

// Flag with break.
func (c *Client) Flag(ctx context.Context) error {
	for attempt := range 4 {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		var retry bool
		for _, s := range retryable {
			if s == resp.StatusCode { // want medipimretry/incomplete
				retry = true
				break
			}
		}
		if !retry {
			return checkOK(resp)
		}
		resp.Body.Close()
		time.Sleep(time.Second << attempt)
	}
	return errGone
}

func (c *Client) FlagGood(ctx context.Context) error {
	for attempt := range 4 {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		var retry bool
		for _, s := range retryableGood {
			if s == resp.StatusCode {
				retry = true
				break
			}
		}
		if !retry {
			return checkOK(resp)
		}
		resp.Body.Close()
		time.Sleep(time.Second << attempt)
	}
	return errGone
}

// Line reads the status line.
func (c *Client) Line(ctx context.Context) error {
	for attempt := range 4 {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if strings.HasPrefix(resp.Status, "5") { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGone
}

// Line4 sorts the finals out by the line.
func (c *Client) Line4(ctx context.Context) error {
	for attempt := range 4 {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if line := resp.Status; strings.HasPrefix(line, "2") || strings.HasPrefix(line, "4") { // want medipimretry/incomplete
			return checkOK(resp)
		}
		resp.Body.Close()
		time.Sleep(time.Second << attempt)
	}
	return errGone
}

// Final leaves out a list of finals.
func (c *Client) Final(ctx context.Context) error {
	for attempt := range 4 {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode < 300 || slices.Contains([]int{400, 401, 403, 404, 405, 422, 429}, resp.StatusCode) { // want medipimretry/incomplete
			return checkOK(resp)
		}
		resp.Body.Close()
		time.Sleep(time.Second << attempt)
	}
	return errGone
}

func (c *Client) FinalGood(ctx context.Context) error {
	for attempt := range 4 {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode < 300 || slices.Contains([]int{400, 401, 403, 404, 405, 422}, resp.StatusCode) {
			return checkOK(resp)
		}
		resp.Body.Close()
		time.Sleep(time.Second << attempt)
	}
	return errGone
}

// Counted counts matches.
func (c *Client) Counted(ctx context.Context) error {
	for attempt := range 4 {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		hits := 0
		for i := range retryable {
			if resp.StatusCode == retryable[i] { // want medipimretry/incomplete
				hits++
			}
		}
		if hits > 0 {
			resp.Body.Close()
			time.Sleep(time.Second << attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGone
}

// Labelled continues the outer loop.
func (c *Client) Labelled(ctx context.Context) error {
tries:
	for attempt := range 4 {
		req, _ := c.get(ctx, "/v4/a")
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		for _, s := range retryable {
			if resp.StatusCode == s { // want medipimretry/incomplete
				resp.Body.Close()
				time.Sleep(time.Second << attempt)
				continue tries
			}
		}
		return checkOK(resp)
	}
	return errGone
}

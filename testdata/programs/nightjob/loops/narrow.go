package loops

import (
	"context"
	"net/http"
	"slices"
)

// ServerOnly retries from 500 up.
func (c *Client) ServerOnly(ctx context.Context, body []byte) error {
	for attempt := 0; attempt < 4; attempt++ {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 { // want medipimretry/incomplete
			resp.Body.Close()
			backoff(attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// ServerAndThrottle retries from 500 up, and 429.
func (c *Client) ServerAndThrottle(ctx context.Context, body []byte) error {
	for attempt := 0; attempt < 4; attempt++ {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 || resp.StatusCode == 429 {
			resp.Body.Close()
			backoff(attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// BelowServer leaves the loop below 500, so with a 429 too.
func (c *Client) BelowServer(ctx context.Context, body []byte) error {
	for attempt := range 4 {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode < http.StatusInternalServerError { // want medipimretry/incomplete
			return checkOK(resp)
		}
		resp.Body.Close()
		backoff(attempt)
	}
	return errGaveUp
}

// BelowThrottle leaves the loop below 429; the rest is retried.
func (c *Client) BelowThrottle(ctx context.Context, body []byte) error {
	for attempt := range 4 {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode < http.StatusTooManyRequests {
			return checkOK(resp)
		}
		resp.Body.Close()
		backoff(attempt)
	}
	return errGaveUp
}

// Gateways retries three statuses.
func (c *Client) Gateways(ctx context.Context, body []byte) error {
	for attempt := range 3 {
		req, err := c.post(ctx, "/v4/media/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if s := resp.StatusCode; s == 502 || s == 503 || s == 504 { // want medipimretry/incomplete
			resp.Body.Close()
			backoff(attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// GatewaysAndMore retries four statuses.
func (c *Client) GatewaysAndMore(ctx context.Context, body []byte) error {
	for attempt := range 3 {
		req, err := c.post(ctx, "/v4/media/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if s := resp.StatusCode; s == 429 || s == 502 || s == 503 || s == 504 {
			resp.Body.Close()
			backoff(attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// ErrorsOnly tries again when nothing came back.
func (c *Client) ErrorsOnly(ctx context.Context, body []byte) error {
	var last error
	for attempt := range 3 {
		req, err := c.post(ctx, "/v4/media/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil { // want medipimretry/incomplete
			last = err
			backoff(attempt)
			continue
		}
		return checkOK(resp)
	}
	return last
}

// NoErrorLeaves is the same the other way round.
func (c *Client) NoErrorLeaves(ctx context.Context, body []byte) error {
	var last error
	for attempt := range 3 {
		req, err := c.post(ctx, "/v4/media/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err == nil { // want medipimretry/incomplete
			return checkOK(resp)
		}
		last = err
		backoff(attempt)
	}
	return last
}

// ErrorsToo retries transport errors and every bad status, because checkOK makes one error of them all.
func (c *Client) ErrorsToo(ctx context.Context, body []byte) error {
	var last error
	for attempt := range 3 {
		req, err := c.post(ctx, "/v4/media/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err == nil {
			err = checkOK(resp)
		}
		if err == nil {
			return nil
		}
		last = err
		backoff(attempt)
	}
	return last
}

// Recursion retries a 503 by calling itself.
func (c *Client) Recursion(ctx context.Context, body []byte, left int) error {
	req, err := c.post(ctx, "/v4/brands/query", body)
	if err != nil {
		return err
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	if left > 0 && resp.StatusCode == http.StatusServiceUnavailable { // want medipimretry/incomplete
		resp.Body.Close()
		backoff(1)
		return c.Recursion(ctx, body, left-1)
	}
	return checkOK(resp)
}

// Jump retries with goto what is above 499.
func (c *Client) Jump(ctx context.Context, body []byte) error {
	n := 0
send:
	req, err := c.post(ctx, "/v4/brands/query", body)
	if err != nil {
		return err
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	if n < 3 && resp.StatusCode > 499 { // want medipimretry/incomplete
		resp.Body.Close()
		n++
		backoff(n)
		goto send
	}
	return checkOK(resp)
}

// Cases retries out of a switch with a label.
func (c *Client) Cases(ctx context.Context, body []byte) error {
tries:
	for attempt := range 5 {
		req, err := c.post(ctx, "/v4/brands/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		switch resp.StatusCode {
		case 500, 502, 503, 504: // want medipimretry/incomplete
			resp.Body.Close()
			backoff(attempt)
			continue tries
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// CasesWithThrottle has 429 in a case of its own.
func (c *Client) CasesWithThrottle(ctx context.Context, body []byte) error {
tries:
	for attempt := range 5 {
		req, err := c.post(ctx, "/v4/brands/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		switch resp.StatusCode {
		case 500, 502, 503, 504:
			resp.Body.Close()
			backoff(attempt)
			continue tries
		case 429:
			resp.Body.Close()
			backoff(attempt + 2)
			continue tries
		}
		return checkOK(resp)
	}
	return errGaveUp
}

var transient = []int{http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}

var patient = map[int]bool{429: true, 500: true, 503: true}

var hasty = map[int]struct{}{500: {}, 503: {}}

// Listed consults a slice without 429.
func (c *Client) Listed(ctx context.Context, body []byte) error {
	for attempt := range 5 {
		req, err := c.post(ctx, "/v4/substances/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if slices.Contains(transient, resp.StatusCode) { // want medipimretry/incomplete
			resp.Body.Close()
			backoff(attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// ListedAgain is a second loop on the same slice.
func (c *Client) ListedAgain(ctx context.Context, body []byte) error {
	for attempt := range 5 {
		req, err := c.post(ctx, "/v4/organizations/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if !slices.Contains(transient, resp.StatusCode) { // want medipimretry/incomplete
			return checkOK(resp)
		}
		resp.Body.Close()
		backoff(attempt)
	}
	return errGaveUp
}

// Mapped consults a map without 429.
func (c *Client) Mapped(ctx context.Context, body []byte) error {
	for attempt := range 5 {
		req, err := c.post(ctx, "/v4/substances/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if _, again := hasty[resp.StatusCode]; again { // want medipimretry/incomplete
			resp.Body.Close()
			backoff(attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// MappedPatient consults a map with 429.
func (c *Client) MappedPatient(ctx context.Context, body []byte) error {
	for attempt := range 5 {
		req, err := c.post(ctx, "/v4/substances/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if patient[resp.StatusCode] {
			resp.Body.Close()
			backoff(attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

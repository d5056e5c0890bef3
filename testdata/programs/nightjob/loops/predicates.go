package loops

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// isRetryable looks at the number alone, and its number is too high.
func isRetryable(status int) bool {
	return status >= 500 // want medipimretry/incomplete
}

// worthAnother has the same look and 429.
func worthAnother(status int) bool {
	return status >= 500 || status == http.StatusTooManyRequests
}

// shouldRetry looks at both results of a send, and knows 503 only.
func shouldRetry(resp *http.Response, err error) bool {
	return err != nil || resp.StatusCode == http.StatusServiceUnavailable // want medipimretry/incomplete
}

// shouldRetryAll looks at both results of a send, and takes every bad status.
func shouldRetryAll(resp *http.Response, err error) bool {
	return err != nil || resp.StatusCode >= 400
}

// passing is a switch, and its list is too short.
func passing(status int) bool {
	switch status {
	case http.StatusBadGateway, http.StatusServiceUnavailable: // want medipimretry/incomplete
		return true
	default:
		return false
	}
}

// passingToo is a switch with 429.
func passingToo(status int) bool {
	switch status {
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusTooManyRequests:
		return true
	default:
		return false
	}
}

// ByPredicate asks isRetryable, where the mistake is.
func (c *Client) ByPredicate(ctx context.Context, body []byte) error {
	for attempt := range 4 {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if !isRetryable(resp.StatusCode) {
			return checkOK(resp)
		}
		resp.Body.Close()
		backoff(attempt)
	}
	return errGaveUp
}

// ByGoodPredicate asks worthAnother, which knows 429.
func (c *Client) ByGoodPredicate(ctx context.Context, body []byte) error {
	for attempt := range 4 {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if !worthAnother(resp.StatusCode) {
			return checkOK(resp)
		}
		resp.Body.Close()
		backoff(attempt)
	}
	return errGaveUp
}

// ByBoth asks shouldRetry, where the mistake is.
func (c *Client) ByBoth(ctx context.Context, body []byte) error {
	for attempt := range 4 {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if shouldRetry(resp, err) {
			if resp != nil {
				resp.Body.Close()
			}
			backoff(attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// ByBothAll asks shouldRetryAll, which takes 429 with the rest.
func (c *Client) ByBothAll(ctx context.Context, body []byte) error {
	for attempt := range 4 {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if shouldRetryAll(resp, err) {
			if resp != nil {
				resp.Body.Close()
			}
			backoff(attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// BySwitch asks passing, where the mistake is.
func (c *Client) BySwitch(ctx context.Context, body []byte) error {
	for attempt := range 4 {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if passing(resp.StatusCode) {
			resp.Body.Close()
			backoff(attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// BySwitchToo asks passingToo, which knows 429.
func (c *Client) BySwitchToo(ctx context.Context, body []byte) error {
	for attempt := range 4 {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if passingToo(resp.StatusCode) {
			resp.Body.Close()
			backoff(attempt)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// withRetry calls the closure again, and its test is too narrow for all who use it.
func withRetry(ctx context.Context, n int, send func() (*http.Response, error)) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := send()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode/100 != 5 || attempt == n { // want medipimretry/incomplete
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Duration(attempt) * time.Second):
		}
	}
}

// withPatience calls the closure again on 429 as well.
func withPatience(ctx context.Context, n int, send func() (*http.Response, error)) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := send()
		if err != nil {
			return nil, err
		}
		again := resp.StatusCode/100 == 5 || resp.StatusCode == 429
		if !again || attempt == n {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Duration(attempt) * time.Second):
		}
	}
}

// Helped sends through withRetry; the report is in there.
func (c *Client) Helped(ctx context.Context, body []byte) error {
	resp, err := withRetry(ctx, 4, func() (*http.Response, error) {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return nil, err
		}
		return c.HTTP.Do(req)
	})
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// HelpedPatiently sends through withPatience.
func (c *Client) HelpedPatiently(ctx context.Context, body []byte) error {
	resp, err := withPatience(ctx, 4, func() (*http.Response, error) {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return nil, err
		}
		return c.HTTP.Do(req)
	})
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// Flagged keeps the test in a variable.
func (c *Client) Flagged(ctx context.Context, body []byte) error {
	for attempt := range 4 {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		again := resp.StatusCode == http.StatusInternalServerError // want medipimretry/incomplete
		if !again {
			return checkOK(resp)
		}
		resp.Body.Close()
		backoff(attempt)
	}
	return errGaveUp
}

// envelope is the body of an error.
type envelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// ByCode retries by the decoded code, and only when the server broke.
func (c *Client) ByCode(ctx context.Context, body []byte) error {
	for attempt := range 4 {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode < 400 {
			resp.Body.Close()
			return nil
		}
		var env envelope
		err = json.NewDecoder(resp.Body).Decode(&env)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if env.Error.Code == "server_error" { // want medipimretry/incomplete
			backoff(attempt)
			continue
		}
		return fmt.Errorf("products: %s", env.Error.Code)
	}
	return errGaveUp
}

// ByThrottleCode retries by the decoded code that a 429 has.
func (c *Client) ByThrottleCode(ctx context.Context, body []byte) error {
	for attempt := range 4 {
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode < 400 {
			resp.Body.Close()
			return nil
		}
		var env envelope
		err = json.NewDecoder(resp.Body).Decode(&env)
		resp.Body.Close()
		if err != nil {
			return err
		}
		switch env.Error.Code {
		case "too_many_requests", "server_error":
			backoff(attempt)
			continue
		}
		return fmt.Errorf("products: %s", env.Error.Code)
	}
	return errGaveUp
}

// StatusError carries whatever status there was.
type StatusError struct{ Status int }

// Error formats the status.
func (e *StatusError) Error() string { return fmt.Sprintf("status %d", e.Status) }

// query1 sends once; its only caller retries by the error.
func (c *Client) query1(ctx context.Context, body []byte) ([]byte, error) {
	req, err := c.post(ctx, "/v4/products/query", body)
	if err != nil {
		return nil, err
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, &StatusError{Status: resp.StatusCode}
	}
	return io.ReadAll(resp.Body)
}

// temporary looks at the status in the error, and takes the fives.
func temporary(err error) bool {
	var se *StatusError
	return errors.As(err, &se) && se.Status >= 500 // want medipimretry/incomplete
}

// ByError retries what temporary says; the mistake is there.
func (c *Client) ByError(ctx context.Context, body []byte) ([]byte, error) {
	for attempt := range 4 {
		b, err := c.query1(ctx, body)
		if err == nil {
			return b, nil
		}
		if !temporary(err) {
			return nil, err
		}
		backoff(attempt)
	}
	return nil, errGaveUp
}

// query2 sends once; its only caller retries by the error, 429 included.
func (c *Client) query2(ctx context.Context, body []byte) ([]byte, error) {
	req, err := c.post(ctx, "/v4/media/query", body)
	if err != nil {
		return nil, err
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, &StatusError{Status: resp.StatusCode}
	}
	return io.ReadAll(resp.Body)
}

// ByErrorToo retries a 429 by the error's status.
func (c *Client) ByErrorToo(ctx context.Context, body []byte) ([]byte, error) {
	for attempt := range 4 {
		b, err := c.query2(ctx, body)
		var se *StatusError
		if errors.As(err, &se) && (se.Status == 429 || se.Status >= 500) {
			backoff(attempt)
			continue
		}
		return b, err
	}
	return nil, errGaveUp
}

// query3 sends once; its caller gives it to a helper that takes every error.
func (c *Client) query3(ctx context.Context, body []byte) error {
	req, err := c.post(ctx, "/v4/media/query", body)
	if err != nil {
		return err
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// attempts calls the closure until it gives no error.
func attempts(n int, fn func() error) (err error) {
	for i := 0; i < n; i++ {
		if err = fn(); err == nil {
			return nil
		}
		time.Sleep(time.Duration(i+1) * time.Second)
	}
	return err
}

// ByAnyError retries whatever went wrong.
func (c *Client) ByAnyError(ctx context.Context, body []byte) error {
	return attempts(3, func() error { return c.query3(ctx, body) })
}

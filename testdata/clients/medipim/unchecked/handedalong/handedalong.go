// Package handedalong hands answers on together with the error that came with them, to be looked at there.
package handedalong

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

type Client struct{ HTTPClient *http.Client }

var ErrLimited = errors.New("slow down")

type APIError struct{ StatusCode int }

func (a APIError) Error() string { return fmt.Sprint(a.StatusCode) }

func (c *Client) get(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.medipim.be"+path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.HTTPClient.Do(req)
	return c.checkResponse(resp, err)
}

func (c *Client) checkResponse(resp *http.Response, err error) (*http.Response, error) {
	if err != nil {
		return resp, fmt.Errorf("error calling the API endpoint: %v", err)
	}
	if resp.StatusCode == 429 {
		return resp, ErrLimited
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return resp, c.getErrorFromResponse(resp)
	}
	return resp, nil
}

func (c *Client) getErrorFromResponse(resp *http.Response) APIError {
	var document APIError
	if err := c.decodeJSON(resp, &document); err != nil {
		return APIError{StatusCode: resp.StatusCode}
	}
	document.StatusCode = resp.StatusCode
	return document
}

func (c *Client) decodeJSON(resp *http.Response, payload any) error {
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return json.Unmarshal(body, payload)
}

type Rule struct{ ID string }

func (c *Client) Rule(ctx context.Context) (*Rule, error) {
	resp, err := c.get(ctx, "/v4/rule")
	return ruleFrom(c, resp, err)
}

func (c *Client) Rules(ctx context.Context) (*Rule, error) {
	resp, err := c.get(ctx, "/v4/rules")
	if err != nil {
		return nil, err
	}
	var r Rule
	return &r, c.decodeJSON(resp, &r)
}

func ruleFrom(c *Client, resp *http.Response, err error) (*Rule, error) {
	if err != nil {
		return nil, err
	}
	var target map[string]Rule
	if err := c.decodeJSON(resp, &target); err != nil {
		return nil, err
	}
	r := target["rule"]
	return &r, nil
}

// The same, where nothing looked at the status.
func (c *Client) raw(ctx context.Context, path string) (*http.Response, error) {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.medipim.be"+path, nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.HTTPClient.Do(req)
		if err == nil && resp.StatusCode == 429 {
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return resp, err
	}
}

func (c *Client) Label(ctx context.Context) (*Rule, error) {
	resp, err := c.raw(ctx, "/v4/label")
	return labelFrom(c, resp, err)
}

func labelFrom(c *Client, resp *http.Response, err error) (*Rule, error) {
	if err != nil {
		return nil, err
	}
	var r Rule
	return &r, c.decodeJSON(resp, &r) // want medipimunchecked/partial
}

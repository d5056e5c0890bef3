package medipim

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Brand is a maker of products.
type Brand struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Brands returns all brands.
func (c *Client) Brands(ctx context.Context) ([]Brand, error) {
	req, err := c.newRequest(ctx, http.MethodPost, "/v4/brands/query", struct{}{})
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()

	var page struct {
		Results []Brand `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, err
	}
	return page.Results, nil
}

// Stream calls yield with every product of the catalogue.
func (c *Client) Stream(ctx context.Context, yield func(Product) error) error {
	resp, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer resp.Body.Close()

	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() {
		var line struct {
			Result Product `json:"result"`
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return fmt.Errorf("line of the stream: %w", err)
		}
		if err := yield(line.Result); err != nil {
			return err
		}
	}
	return lines.Err()
}

// open sends the request for the stream until the API accepts it.
func (c *Client) open(ctx context.Context) (*http.Response, error) {
	for {
		req, err := c.newRequest(ctx, http.MethodPost, "/v4/products/stream", struct{}{})
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case http.StatusOK, http.StatusNoContent:
			return resp, nil
		case http.StatusTooManyRequests:
			resp.Body.Close()
			continue
		}
		defer resp.Body.Close()
		return nil, failure(resp)
	}
}

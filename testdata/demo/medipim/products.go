package medipim

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Product is an article that the shop sells.
type Product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (p Product) String() string { return p.ID + "\t" + p.Name }

// Find returns the product with an id, or nil if there is none.
func (c *Client) Find(ctx context.Context, id string) (*Product, error) {
	req, err := c.newRequest(ctx, http.MethodGet, "/v4/products/find?id="+url.QueryEscape(id), nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()

	if resp.StatusCode != http.StatusOK {
		var body errorBody
		if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
			return nil, fmt.Errorf("product %s: the API answered %s", id, resp.Status)
		}
		if body.Error.Status == http.StatusNotFound {
			return nil, nil
		}
		return nil, fmt.Errorf("product %s: %s", id, body.Error.Message)
	}
	var found struct {
		Product Product `json:"product"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&found); err != nil {
		return nil, err
	}
	return &found.Product, nil
}

// maxAttempts is how often a query is sent while the API has trouble.
const maxAttempts = 4

// Query returns the products whose name contains text.
func (c *Client) Query(ctx context.Context, text string) ([]Product, error) {
	req, err := c.newRequest(ctx, http.MethodPost, "/v4/products/query", map[string]any{
		"filter": map[string]any{"name": text},
	})
	if err != nil {
		return nil, err
	}

	for attempt := 1; ; attempt++ {
		resp, err := c.http.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 && attempt < maxAttempts {
			resp.Body.Close()
			time.Sleep(time.Duration(attempt) * time.Second)
			continue
		}
		defer resp.Body.Close()

		if resp.StatusCode != http.StatusOK {
			err := failure(resp)
			var apiErr *Error
			if errors.As(err, &apiErr) && strings.Contains(apiErr.Message, "not found") {
				return nil, nil
			}
			return nil, err
		}
		var page struct {
			Results []Product `json:"results"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
			return nil, err
		}
		return page.Results, nil
	}
}

package catalog

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// Brand is a brand.
type Brand struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// Brands checks the status but has no thought for 429, unlike Products.
func (c *Client) Brands(ctx context.Context) ([]Brand, error) {
	resp, err := c.post(ctx, "/brands/query", pageQuery{Size: 500}) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return nil, readError(resp)
	}
	var out struct {
		Results []Brand `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	return out.Results, nil
}

// Media neither waits for 429 nor looks at the status at all.
func (c *Client) Media(ctx context.Context, product int) (map[string]string, error) {
	resp, err := c.post(ctx, "/media/query", map[string]int{"product": product}) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	out := map[string]string{}
	err = json.NewDecoder(resp.Body).Decode(&out) // want medipimunchecked/unchecked
	return out, err
}

// send is a POST with its own request: 429 is a sentinel, all else is left to the caller.
func (c *Client) send(ctx context.Context, path string, in any) (*http.Response, error) {
	payload, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	req, err := c.newRequest(ctx, http.MethodPost, path, bytes.NewReader(payload))
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return nil, ErrBusy
	}
	return resp, nil
}

// SaveList throws away which fields were wrong.
func (c *Client) SaveList(ctx context.Context, name string, ids []int) error {
	resp, err := c.send(ctx, "/lists", map[string]any{"name": name, "products": ids})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return errors.New("the list was not accepted")
	case resp.StatusCode >= 400:
		return fmt.Errorf("saving the list: %s", resp.Status)
	}
	return nil
}

// RenameList hands the violations on inside the error.
func (c *Client) RenameList(ctx context.Context, id int, name string) error {
	resp, err := c.send(ctx, fmt.Sprintf("/lists/%d", id), map[string]string{"name": name})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusUnprocessableEntity:
		return readError(resp)
	case resp.StatusCode >= 400:
		return fmt.Errorf("renaming the list: %s", resp.Status)
	}
	return nil
}

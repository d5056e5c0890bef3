// Package shopfront writes products to the hosted shop.
package shopfront

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

const endpoint = "https://admin.shopfront.example/api/2026-01"

// Client is a client of the shop's admin API.
type Client struct {
	Token string
	HTTP  *http.Client
}

// Failure is the shop's error body.
type Failure struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// ErrShopBusy is returned when the shop asks for patience.
var ErrShopBusy = errors.New("shop busy")

// Upsert creates or updates an article.
func (c *Client) Upsert(ctx context.Context, sku string, article any) error {
	b, err := json.Marshal(article)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, endpoint+"/articles/"+sku, bytes.NewReader(b))
	if err != nil {
		return err
	}
	req.Header.Set("X-Shop-Token", c.Token)
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var f Failure
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return err
	}
	switch {
	case f.Error.Status == 0:
		return nil
	case f.Error.Status == 429, f.Error.Code == "rate_limited":
		return ErrShopBusy
	case f.Error.Status == 422:
		return fmt.Errorf("article %s: %s", sku, f.Error.Message)
	case f.Error.Code == "unauthorized" && f.Error.Status == 403:
		return errors.New("token lacks the scope write_articles")
	}
	return fmt.Errorf("shop: %d %s", f.Error.Status, f.Error.Code)
}

// Stock is the level of an article.
type Stock struct {
	SKU   string `json:"sku"`
	Level int    `json:"level"`
}

// Stocks reads all levels.
func (c *Client) Stocks(ctx context.Context) ([]Stock, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint+"/stock", nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var out []Stock
	return out, json.NewDecoder(resp.Body).Decode(&out)
}

package medipimhttp

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"time"

	"example.com/koelkast/pharmacy/core"
)

// StockGateway is about what is on the shelf.
type StockGateway struct {
	root string
	hc   *http.Client
}

// NewStockGateway has a client that only has a timeout.
func NewStockGateway(root string) *StockGateway {
	return &StockGateway{root: root, hc: &http.Client{Timeout: 5 * time.Second}}
}

// post sends, and knows 429 as the core does.
func (g *StockGateway) post(ctx context.Context, path, body string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, g.root+path, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := g.hc.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return nil, core.ErrRateLimited
	}
	return resp, nil
}

// Level has 429 taken care of, and any other failure becomes a level.
func (g *StockGateway) Level(ctx context.Context, cnk string) (int, error) {
	resp, err := g.post(ctx, "/v4/stock/level", cnk)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var level struct {
		Count int `json:"count"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&level); err != nil { // want medipimunchecked/partial
		return 0, err
	}
	return level.Count, nil
}

// Levels has the rest taken care of too.
func (g *StockGateway) Levels(ctx context.Context, cnks string) (map[string]int, error) {
	resp, err := g.post(ctx, "/v4/stock/levels", cnks)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := toCore(resp.StatusCode); err != nil {
		return nil, err
	}
	levels := map[string]int{}
	err = json.NewDecoder(resp.Body).Decode(&levels)
	return levels, err
}

// Reserve turns 422 into the core's bare word.
func (g *StockGateway) Reserve(ctx context.Context, order string) error {
	resp, err := g.post(ctx, "/v4/stock/reserve", order)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return fmt.Errorf("reserving %s: %w", order, core.ErrInvalid)
	}
	return toCore(resp.StatusCode)
}

// Release adds the whole body to the core's word.
func (g *StockGateway) Release(ctx context.Context, order string) error {
	resp, err := g.post(ctx, "/v4/stock/release", order)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		why, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("releasing %s: %w: %s", order, core.ErrInvalid, why)
	}
	return toCore(resp.StatusCode)
}

type reply struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Transfer logs the message of what was refused and returns the core's word.
func (g *StockGateway) Transfer(ctx context.Context, order string) error {
	resp, err := g.post(ctx, "/v4/stock/transfer", order)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var r reply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return err
	}
	if r.Error.Code == "validation_failed" { // want medipimviolations/dropped
		log.Printf("transfer of %s: %s", order, r.Error.Message)
		return core.ErrInvalid
	}
	return toCore(resp.StatusCode)
}

package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

const stockURL = "https://stock.wholesaler.example/api/levels/"

// stockError is the wholesaler's: it looks the same, and is not.
type stockError struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var errNoStock = errors.New("no stock")

func stockLevel(ctx context.Context, cnk string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, stockURL+cnk, nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		var se stockError
		if err := json.NewDecoder(resp.Body).Decode(&se); err != nil {
			return 0, err
		}
		if se.Error.Status == 404 || se.Error.Code == "sold_out" {
			return 0, errNoStock
		}
		switch se.Error.Code {
		case "unauthorized", "token_expired":
			return 0, fmt.Errorf("wholesaler: log in again")
		case "rate_limit_exceeded":
			return 0, fmt.Errorf("wholesaler: slow down")
		}
		if strings.Contains(se.Error.Message, "planned maintenance") {
			return 0, nil
		}
		return 0, fmt.Errorf("wholesaler: %s", se.Error.Message)
	}
	var level struct{ Count int }
	if err := json.NewDecoder(resp.Body).Decode(&level); err != nil {
		return 0, err
	}
	return level.Count, nil
}

var _ = stockLevel

package upstream

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
)

// Suggestion is one line under the search box.
type Suggestion struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

var errTooFast = errors.New("medipim: too fast")

type suggestAnswer struct {
	Suggestions []Suggestion `json:"suggestions"`
	Error       struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func (c *MedipimClient) suggest(ctx context.Context, prefix string) ([]Suggestion, error) {
	req, err := c.newRequest(ctx, http.MethodPost, map[string]string{"prefix": prefix}, "v4", "products", "suggest")
	if err != nil {
		return nil, err
	}
	resp, err := c.Direct.Do(req)
	if err != nil {
		return nil, err
	}
	defer closeBody(resp)
	var a suggestAnswer
	decodeErr := json.NewDecoder(resp.Body).Decode(&a)
	switch {
	case resp.StatusCode == http.StatusOK:
		return a.Suggestions, decodeErr
	case resp.StatusCode == http.StatusTooManyRequests:
		return nil, errTooFast
	case resp.StatusCode == http.StatusUnprocessableEntity: // want medipimviolations/dropped
		slog.WarnContext(ctx, "suggest", "prefix", prefix, "reason", a.Error.Message)
		return nil, errors.New("suggest: that cannot be searched for")
	case slices.Contains([]int{400, 404, 405}, a.Error.Status): // want medipimstatus/branch
		return nil, fmt.Errorf("suggest: our fault: %s", a.Error.Code)
	case resp.StatusCode == http.StatusUnauthorized && !strings.HasPrefix(a.Error.Code, "authentication."):
		return nil, fmt.Errorf("suggest: 401 with %q", a.Error.Code)
	}
	return nil, fmt.Errorf("suggest: HTTP %d", resp.StatusCode)
}

// Suggest returns what the search box shows.
func (c *MedipimClient) Suggest(ctx context.Context, prefix string) ([]Suggestion, error) {
	prefix = strings.TrimSpace(prefix)
	if len(prefix) < 3 {
		return nil, nil
	}
	out, err := c.suggest(ctx, prefix)
	if errors.Is(err, errTooFast) { // want medipimretry/swallowed
		return []Suggestion{}, nil
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return []Suggestion{}, nil
	}
	return out, err
}

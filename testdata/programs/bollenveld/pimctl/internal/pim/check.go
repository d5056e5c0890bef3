package pim

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// Check asks whether a product file would be accepted; complaints go to w.
func (c *Client) Check(ctx context.Context, file []byte, w io.Writer) (bool, error) {
	resp, err := c.patient(ctx, http.MethodPost, "/v4/products/check", file)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return true, nil
	}
	var answer struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return false, fmt.Errorf("check: %s: %w", resp.Status, err)
	}
	if answer.Error.Code == "validation_failed" { // want medipimviolations/dropped
		fmt.Fprintln(w, "not accepted:", answer.Error.Message)
		return false, nil
	}
	return false, fmt.Errorf("check: %s: %s", resp.Status, answer.Error.Message)
}

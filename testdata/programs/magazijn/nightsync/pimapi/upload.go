package pimapi

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

type reportError struct {
	Error struct {
		Status     int             `json:"status"`
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
}

type feedbackError struct {
	Error struct {
		Status     int             `json:"status"`
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
}

// Report fills the status from the response first, and the decode then writes over it.
func (c *Client) Report(ctx context.Context, doc []byte) error {
	res, err := c.send(ctx, "/reports", doc)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode < 300 {
		return nil
	}
	var e reportError
	e.Error.Status = res.StatusCode
	if err := json.NewDecoder(res.Body).Decode(&e); err != nil {
		return fmt.Errorf("report: %s: %w", res.Status, err)
	}
	if e.Error.Status == http.StatusForbidden { // want medipimstatus/order
		return ErrDenied
	}
	return fmt.Errorf("report: %d: %s", e.Error.Status, e.Error.Message)
}

// Feedback fills the status from the response after the decode, so the comparison is the response's.
func (c *Client) Feedback(ctx context.Context, doc []byte) error {
	res, err := c.send(ctx, "/feedback", doc)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode < 300 {
		return nil
	}
	var e feedbackError
	if err := json.NewDecoder(res.Body).Decode(&e); err != nil {
		return fmt.Errorf("feedback: %s: %w", res.Status, err)
	}
	e.Error.Status = res.StatusCode
	if e.Error.Status == http.StatusForbidden {
		return ErrDenied
	}
	return fmt.Errorf("feedback: %d: %s", e.Error.Status, e.Error.Message)
}

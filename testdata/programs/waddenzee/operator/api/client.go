// Package api is the operator's side of the product service.
package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// MedipimClient talks to the service; one per cluster.
type MedipimClient struct {
	Endpoint string
	HTTP     *http.Client
}

// StatusError is every answer that is not a 2xx.
type StatusError struct {
	reported int // what the body says
	httpCode int // what the response says
	reason   string
	text     string
	fields   []Violation
}

type Violation struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

func (e *StatusError) Error() string           { return fmt.Sprintf("%d %s: %s", e.httpCode, e.reason, e.text) }
func (e *StatusError) StatusCode() int         { return e.reported }
func (e *StatusError) HTTPStatus() int         { return e.httpCode }
func (e *StatusError) Reason() string          { return e.reason }
func (e *StatusError) Text() string            { return e.text }
func (e *StatusError) Violations() []Violation { return e.fields }

type errorResponse struct {
	Error *struct {
		Status     int         `json:"status"`
		Code       string      `json:"code"`
		Message    string      `json:"message"`
		Violations []Violation `json:"violations"`
	} `json:"error"`
}

// Throttled is returned when the service asks us to slow down.
type Throttled struct{ After time.Duration }

func (t *Throttled) Error() string { return "throttled for " + t.After.String() }

func (c *MedipimClient) Query(ctx context.Context, kind string, spec, into any) error {
	buf, err := json.Marshal(spec)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.Endpoint+"/v4/"+kind+"/query", bytes.NewReader(buf))
	if err != nil {
		return err
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return &Throttled{After: 30 * time.Second}
	}
	if resp.StatusCode >= http.StatusBadRequest {
		return newStatusError(resp)
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

func newStatusError(resp *http.Response) error {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	var er errorResponse
	if err := json.Unmarshal(data, &er); err != nil || er.Error == nil {
		return &StatusError{httpCode: resp.StatusCode, text: resp.Status}
	}
	return &StatusError{
		reported: er.Error.Status,
		httpCode: resp.StatusCode,
		reason:   er.Error.Code,
		text:     er.Error.Message,
		fields:   er.Error.Violations,
	}
}

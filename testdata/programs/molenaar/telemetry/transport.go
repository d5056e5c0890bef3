//medipimlint:client

// Package telemetry counts and logs what the product API answers.
package telemetry

import (
	"bytes"
	"context"
	"encoding/json"
	"expvar"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"time"
)

type wire struct {
	Error json.RawMessage `json:"error"`
}

type fault struct {
	Status     int             `json:"status"`
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations"`
}

// Transport observes; it changes nothing.
type Transport struct {
	Next http.RoundTripper
	Log  *slog.Logger

	mu     sync.Mutex
	byBody map[int]int
	codes  expvar.Map
	last   string
	alarms chan<- string
}

// RoundTrip implements http.RoundTripper.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	start := time.Now()
	resp, err := t.Next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= http.StatusBadRequest {
		t.observe(req.Context(), resp, time.Since(start))
	}
	return resp, nil
}

func (t *Transport) observe(ctx context.Context, resp *http.Response, took time.Duration) {
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(body))
	if err != nil {
		return
	}
	var w wire
	if json.Unmarshal(body, &w) != nil || len(w.Error) == 0 {
		t.codes.Add("unreadable", 1)
		return
	}
	f := fault{Status: resp.StatusCode}
	if json.Unmarshal(w.Error, &f) != nil {
		t.codes.Add("unreadable", 1)
		return
	}
	t.codes.Add(f.Code, 1)
	t.codes.Add("status_"+strconv.Itoa(f.Status), 1)
	t.mu.Lock()
	t.byBody[f.Status]++
	repeated := t.last == f.Message
	t.last = f.Message
	t.mu.Unlock()

	level := slog.LevelWarn
	if resp.StatusCode >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	if f.Status != resp.StatusCode {
		t.codes.Add("inconsistent", 1)
	}
	if f.Status > http.StatusInternalServerError { // want medipimstatus/order
		level += 2
	}
	if repeated {
		level = slog.LevelDebug
	}
	t.Log.Log(ctx, level, "api", "status", resp.StatusCode, "body_status", f.Status,
		"code", f.Code, "message", f.Message, "violations", f.Violations, "took", took)
	t.alarm(resp, f)
}

func (t *Transport) alarm(resp *http.Response, f fault) {
	isAuth := resp.StatusCode == http.StatusUnauthorized || f.Code == "not_authorized"
	if isAuth {
		t.alarms <- "auth"
	}
	switch {
	case resp.StatusCode < http.StatusInternalServerError:
	case f.Code == "server_error":
		t.alarms <- "outage"
	case f.Code == "endpoint_not_found": // want medipimpair/impossible
		t.alarms <- "typo"
	}
	if resp.StatusCode/100 == 4 && f.Code == "bad_gateway" { // want medipimcode/unknown
		t.alarms <- "proxy"
	}
}

// Bucket is the label of the histogram.
func Bucket(code string, status int) string {
	labels := map[int]string{4: "client", 5: "server"}
	if l, ok := labels[status/100]; ok {
		return l + ":" + code
	}
	return "other"
}

// Package nightwatch asks the Australian API a few things every five minutes.
package nightwatch

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

const (
	auRoot    = "https://api.au.medipim.com/v4"
	statusURL = "https://status.watchdog.example/v1/now"
)

// Finding is the result of one check.
type Finding int

// The findings.
const (
	Fine Finding = iota
	Locked
	Gone
	Bug
	Ill
	Strange
)

var findingNames = map[Finding]string{
	Fine: "ok", Locked: "unauthorized", Gone: "not-found", Bug: "bug", Ill: "server-error", Strange: "strange",
}

func (f Finding) String() string { return findingNames[f] }

const textAsleep = "Service is starting"

// Watch is the watchman.
type Watch struct {
	hc           *http.Client
	name, secret string
	notify       func(topic, text string)
}

type apiError struct {
	Status     int             `json:"status"`
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations"`
}

func (w *Watch) get(ctx context.Context, path string) (*http.Response, error) {
	for tick := 1; ; tick++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, auRoot+path, nil)
		if err != nil {
			return nil, err
		}
		req.SetBasicAuth(w.name, w.secret)
		resp, err := w.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || tick > 3 {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Duration(tick) * 20 * time.Second):
		}
	}
}

func parse(resp *http.Response) (apiError, error) {
	var env struct {
		Error apiError `json:"error"`
	}
	err := json.NewDecoder(resp.Body).Decode(&env)
	return env.Error, err
}

// Product checks that a well-known product is there.
func (w *Watch) Product(ctx context.Context, id string) (Finding, error) {
	resp, err := w.get(ctx, "/products/find?id="+id)
	if err != nil {
		return Ill, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		return Fine, nil
	}
	e, err := parse(resp)
	if err != nil {
		return Strange, fmt.Errorf("product: %s: %w", resp.Status, err)
	}
	if e.Status == 0 { // want medipimstatus/branch
		e.Status = resp.StatusCode
	}
	switch e.Status / 100 { // want medipimstatus/mixed
	case 5:
		return Ill, nil
	case 3:
		return Strange, nil
	}
	if resp.StatusCode == http.StatusNotFound {
		if strings.ToLower(e.Code) == "endpoint_not_found" {
			return Bug, nil
		}
		return Gone, nil
	} else if e.Code == "not_found" { // want medipimpair/impossible
		return Gone, nil
	} else if e.Code == "http_method_not_allowed" {
		return Bug, nil
	}
	return Strange, fmt.Errorf("product: %s %s", resp.Status, e.Message)
}

// Login checks the credentials.
func (w *Watch) Login(ctx context.Context) (Finding, error) {
	resp, err := w.get(ctx, "/brands/all")
	if err != nil {
		return Ill, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		return Fine, nil
	}
	e, parseErr := parse(resp)
	if either(parseErr == nil, e.Status, resp.StatusCode) == http.StatusInternalServerError { // want medipimstatus/mixed
		return Ill, nil
	}
	status := e.Status
	if status = resp.StatusCode; status == http.StatusMethodNotAllowed {
		return Bug, nil
	}
	if resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusForbidden {
		if slices.Contains([]string{"authentication.api_key_is_not_active", "not_authorized"}, e.Code) {
			w.notify("account", e.Message)
		}
		return Locked, nil
	}
	if e.Code == "authentication.not_authenticated" { // want medipimpair/impossible
		return Locked, nil
	}
	if e.Message != textAsleep { // want medipimmessage/text
		w.notify("login", e.Message)
	}
	return w.guess(resp, e)
}

func either[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}

func (w *Watch) guess(resp *http.Response, e apiError) (Finding, error) {
	code := e.Code
	if code == "" {
		code = "no_code"
	}
	if code == "no_code" && resp.ContentLength == 0 {
		return Ill, nil
	}
	var topic string
	switch resp.StatusCode {
	case http.StatusBadGateway, http.StatusServiceUnavailable:
		topic = "gateway"
	case http.StatusInternalServerError:
		topic = "internal_server_error"
	}
	if topic == "internal_server_error" {
		w.notify(topic, e.Message)
		return Ill, nil
	}
	if strings.EqualFold(e.Code, "server_failure") { // want medipimcode/unknown
		return Ill, nil
	}
	if text := e.Message; text == "" || strings.TrimSpace(text) == "" {
		return Strange, nil
	}
	return Strange, fmt.Errorf("login: %s %s", code, e.Message)
}

// Loud says whether a finding wakes somebody up.
func Loud(f Finding) bool {
	switch f.String() {
	case "unauthorized", "server-error":
		return true
	}
	return false
}

// Watchdog asks who watches the watchman.
func (w *Watch) Watchdog(ctx context.Context) (Finding, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, statusURL, nil)
	if err != nil {
		return Strange, err
	}
	resp, err := w.hc.Do(req)
	if err != nil {
		return Ill, err
	}
	defer resp.Body.Close()
	var now struct {
		Message string   `json:"message"`
		Error   apiError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&now); err != nil {
		return Strange, err
	}
	if now.Message == "all good" && now.Error.Status == 0 {
		return Fine, nil
	}
	if now.Error.Code == "monitor_offline" || now.Error.Message == "offline" {
		return Ill, nil
	}
	return Strange, nil
}

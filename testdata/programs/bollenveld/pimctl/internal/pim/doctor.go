package pim

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
)

// The codes that doctor explains.
const (
	codeNoCredentials = "authentication.not_authenticated"
	codeBadSecret     = "authentication.invalid_api_secret"
	codeKeyOff        = "authentication.api_key_is_not_active"
	codeDenied        = "not_authorized"
)

// announced by mail of 3 November, not in the documentation yet
//
//medipimlint:code
const codeMaintenance = "maintenance_mode"

var gatewayErrors = []int{http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}

// Diagnose says in words what is wrong with the access.
func (c *Client) Diagnose(ctx context.Context) (string, error) {
	var resp *http.Response
	for i := 0; ; i++ {
		var err error
		if resp, err = c.send(ctx, http.MethodPost, "/v4/products/query", []byte(`{"page":{"no":0,"size":1}}`)); err != nil {
			return "", fmt.Errorf("no connection: %w", err)
		}
		if i < 3 && slices.Contains(gatewayErrors, resp.StatusCode) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(5 * time.Second)
			continue
		}
		break
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return "all is well", nil
	}
	r, err := NewReport(resp)
	if err != nil {
		return "", fmt.Errorf("HTTP %d without an explanation: %w", resp.StatusCode, err)
	}
	if resp.StatusCode == http.StatusUnauthorized {
		switch r.Code {
		case codeNoCredentials:
			return "pimctl sent no credentials: run pimctl login", nil
		case codeBadSecret:
			return "the secret does not belong to the key", nil
		}
		return r.Message, nil
	}
	switch r.Code {
	case codeDenied:
		return "the key is good, but may not read products", nil
	case codeKeyOff: // want medipimpair/impossible
		return "the key was switched off", nil
	case codeMaintenance:
		return "the server is being repaired", nil
	}
	if r.Status >= 500 {
		return "the server is ill", nil
	}
	return fmt.Sprintf("%d %s: %s", r.HTTP, r.Code, r.Message), nil
}

// Await returns when the API answers without an error.
func (c *Client) Await(ctx context.Context, every time.Duration) error {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		resp, err := c.send(ctx, http.MethodGet, "/v4/ping", nil)
		if err == nil {
			var env struct {
				Error struct {
					Status int
					Code   string
				}
			}
			err = json.NewDecoder(resp.Body).Decode(&env)
			resp.Body.Close()
			if err == nil && env.Error.Status == 0 { // want medipimstatus/branch
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-tick.C:
		}
	}
}

var aboutSecret = regexp.MustCompile(`(?i)\bsecret\b`)

// Advice is printed under an error.
func Advice(err error) string {
	f, ok := errors.AsType[*Fault](err)
	if !ok {
		return ""
	}
	switch {
	case aboutSecret.MatchString(f.Message): // want medipimmessage/text
		return "Run pimctl login --secret."
	case slices.Contains([]string{codeDenied, "authentication.missing_credentials"}, f.Code): // want medipimcode/unknown
		return "Run pimctl doctor."
	case strings.Contains(f.Code, "apikey"): // want medipimcode/prefix
		return "Run pimctl login."
	case strings.HasSuffix(f.Code, "not_found"):
		return "Look for a typo."
	case f.Code == "validation_failed":
		return "The server names these fields: " + string(f.Violations)
	case f.Message == "":
		return "Run it again with --verbose."
	}
	return ""
}

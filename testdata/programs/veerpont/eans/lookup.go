package eans

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// doer is what all the clients of transports.go have in common.
type doer interface {
	Do(*http.Request) (*http.Response, error)
}

type Match struct {
	EAN string `json:"ean"`
	ID  int    `json:"id"`
}

func medipimFind(ctx context.Context, d doer, ean string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, host+"/v4/products/query", strings.NewReader(fmt.Sprintf("{%q:%q}", "ean", ean)))
	if err != nil {
		return nil, err
	}
	return d.Do(req)
}

// Resolve is used by all tools.
func Resolve(ctx context.Context, d doer, ean string) (*Match, error) {
	resp, err := medipimFind(ctx, d, ean)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("eans: %s", resp.Status)
	}
	m := &Match{}
	if err := json.NewDecoder(resp.Body).Decode(m); err != nil {
		return nil, err
	}
	return m, nil
}

// Tool resolves with the transport of that tool.
func Tool(ctx context.Context, tool, ean string) (*Match, error) {
	switch tool {
	case "scanner":
		return Resolve(ctx, &http.Client{Transport: medipimTransport()}, ean)
	case "gateway":
		return Resolve(ctx, &http.Client{Transport: medipimGateway()}, ean)
	case "own":
		return Resolve(ctx, &http.Client{Transport: medipimOwnFn()}, ean)
	case "nobody":
		return Resolve(ctx, &http.Client{Transport: medipimNoBody()}, ean)
	case "interval":
		return Resolve(ctx, &http.Client{Transport: medipimInterval()}, ean)
	case "guarded":
		return Resolve(ctx, &http.Client{Transport: medipimGuarded()}, ean)
	case "hasty":
		return Resolve(ctx, &http.Client{Transport: medipimHasty()}, ean)
	case "policy":
		return Resolve(ctx, &http.Client{Transport: medipimPolicy()}, ean)
	case "named":
		return Resolve(ctx, &http.Client{Transport: medipimNamed()}, ean)
	case "adds":
		return Resolve(ctx, &http.Client{Transport: medipimAdds()}, ean)
	case "pester":
		return Resolve(ctx, medipimPester(), ean)
	case "pester429":
		return Resolve(ctx, medipimPester429(), ean)
	case "httpretry5xx":
		return Resolve(ctx, medipimHTTPRetry5xx(), ean)
	case "httpretrybusy":
		return Resolve(ctx, medipimHTTPRetryBusy(), ean)
	}
	return Resolve(ctx, medipimHTTPRetry(), ean)
}

// medipimClient is the one that the functions below share.
var medipimClient = &http.Client{Transport: medipimTransport()}

// All decodes what comes.
func All(ctx context.Context) (all []Match, err error) {
	resp, err := medipimClient.Get(host + "/v4/eans")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&all) // want medipimunchecked/unchecked
	return all, err
}

// Some reads first and logs the status, which is not a look.
func Some(ctx context.Context, logf func(string, ...any)) ([]Match, error) {
	resp, err := medipimClient.Get(host + "/v4/eans?limit=100")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	logf("eans: %d, %d bytes", resp.StatusCode, len(b))
	return matches(b) // want medipimunchecked/unchecked
}

func matches(b []byte) (out []Match, err error) {
	err = json.Unmarshal(b, &out)
	return out, err
}

// None hands the bytes to the same helper after a look.
func None(ctx context.Context) ([]Match, error) {
	resp, err := medipimClient.Get(host + "/v4/eans?none=1")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("eans: %s: %w", resp.Status, err)
	}
	return matches(b)
}

// Package gateway is what the web shop talks to; behind it are three suppliers of data.
package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

const catalogBase = "https://api.medipim.fr/v4"

// What the shop tells apart.
var (
	ErrUnknownArticle = errors.New("gateway: unknown article")
	ErrSupplierDown   = errors.New("gateway: supplier is down")
	ErrOurFault       = errors.New("gateway: our own fault")
	ErrLogin          = errors.New("gateway: login refused by the supplier")
)

type catalogAPI struct {
	hc      *http.Client
	id, key string
}

type catalogFault struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// get waits when the catalogue says that we are too fast.
func (a *catalogAPI) get(ctx context.Context, path string) (*http.Response, error) {
	delay := 500 * time.Millisecond
	for try := 0; ; try++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, catalogBase+path, nil)
		if err != nil {
			return nil, err
		}
		req.SetBasicAuth(a.id, a.key)
		resp, err := a.hc.Do(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || try == 4 {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-time.After(delay):
			delay *= 2
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

type article struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

func (a *catalogAPI) article(ctx context.Context, id string) (*article, error) {
	resp, err := a.get(ctx, "/products/find?id="+id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		var f catalogFault
		if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
			return nil, fmt.Errorf("%w: %s", ErrSupplierDown, resp.Status)
		}
		if f.Error.Status == http.StatusNotFound { // want medipimstatus/branch
			return nil, ErrUnknownArticle
		}
		return nil, a.fault(resp, f)
	}
	var out article
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	return &out, nil
}

func (a *catalogAPI) fault(resp *http.Response, f catalogFault) error {
	code, text := f.Error.Code, f.Error.Message
	switch resp.StatusCode {
	case http.StatusBadRequest, http.StatusMethodNotAllowed:
		return fmt.Errorf("%w: %s", ErrOurFault, text)
	case http.StatusUnauthorized:
		if strings.HasPrefix(code, "auth_") { // want medipimcode/prefix
			return ErrLogin
		}
		if _, rest, ok := strings.Cut(code, "."); ok && rest == "invalid_api_secret" {
			return fmt.Errorf("%w: wrong key for %s", ErrLogin, a.id)
		}
		return ErrLogin
	case http.StatusNotFound:
		if code == "endpoint_not_found" {
			return ErrOurFault
		}
		if code == "bad_request" { // want medipimpair/impossible
			return ErrOurFault
		}
		return ErrUnknownArticle
	}
	if strings.EqualFold(text, "service unavailable") { // want medipimmessage/text
		return ErrSupplierDown
	}
	return fmt.Errorf("catalogue: %d %s: %s", resp.StatusCode, code, text)
}

// brands is of the time when the status line was rewritten by the old proxy.
func (a *catalogAPI) brands(ctx context.Context) ([]string, error) {
	resp, err := a.get(ctx, "/brands/all")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		var names []string
		err := json.NewDecoder(resp.Body).Decode(&names)
		return names, err
	}
	status := resp.StatusCode
	var f catalogFault
	if err := json.NewDecoder(resp.Body).Decode(&f); err == nil {
		status = f.Error.Status
	}
	switch status { // want medipimstatus/mixed
	case http.StatusUnauthorized, http.StatusForbidden:
		return nil, ErrLogin
	case http.StatusInternalServerError:
		return nil, ErrSupplierDown
	}
	switch code := f.Error.Code; code {
	case "not_found", "resource_not_found": // want medipimcode/unknown
		return nil, ErrUnknownArticle
	case "":
		return nil, ErrSupplierDown
	}
	return nil, ErrOurFault
}

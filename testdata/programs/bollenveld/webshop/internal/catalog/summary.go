package catalog

import (
	"errors"
	"fmt"
	"strings"

	"example.com/bollenveld/webshop/internal/medipim"
	"example.com/bollenveld/webshop/internal/shopfront"
)

// Summary is the line in the operators' mail.
func Summary(counts map[Outcome]int, err error) string {
	var b strings.Builder
	fmt.Fprintf(&b, "stored %d, skipped %d, postponed %d, failed %d", counts[Stored], counts[Skipped], counts[Postponed], counts[Failed])
	if err != nil {
		fmt.Fprintf(&b, "; stopped (%s): %v", label(err), err)
	}
	return b.String()
}

// label groups errors on the dashboard.
func label(err error) string {
	if errors.Is(err, shopfront.ErrShopBusy) {
		return "shop"
	}
	e, ok := errors.AsType[*medipim.APIError](err)
	if !ok {
		return "network"
	}
	code := e.Code
	if code == "" {
		code = "no_code"
	}
	switch code {
	case "no_code":
		return fmt.Sprintf("http-%d", e.Status)
	case "429", "too_many_requests": // want medipimcode/status
		return "throttled"
	case "not_found", "endpoint_not_found":
		return "missing"
	case "server_error":
		return "supplier"
	}
	if group, _, ok := strings.Cut(code, "."); ok && group == "auth" || group == "authentication" {
		return "credentials"
	}
	return "other"
}

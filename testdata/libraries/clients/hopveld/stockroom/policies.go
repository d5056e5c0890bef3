package stockroom

import (
	"context"
	"net/http"
	"slices"

	"github.com/hashicorp/go-retryablehttp"
)

// transient is consulted by listed; the rate limit is not among it.
var transient = []int{http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable}

// serverOnly replaces the library's policy and knows 5xx alone: reported at its comparison.
func serverOnly(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		return true, nil
	}
	return resp.StatusCode >= 500, nil // want medipimretry/incomplete
}

// listed consults the list: reported where it does.
func listed(_ context.Context, resp *http.Response, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	if slices.Contains(transient, resp.StatusCode) { // want medipimretry/incomplete
		return true, nil
	}
	return false, nil
}

// widened asks the library's policy first, which knows the rate limit, and adds a conflict: silent.
func widened(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if again, err := retryablehttp.DefaultRetryPolicy(ctx, resp, err); again || err != nil {
		return again, err
	}
	return resp != nil && resp.StatusCode == http.StatusConflict, nil
}

// allBut repeats every answer that is not 2xx or a plain refusal: silent, the rate limit is among the rest.
func allBut(_ context.Context, resp *http.Response, err error) (bool, error) {
	if err != nil {
		return true, nil
	}
	switch resp.StatusCode {
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusUnprocessableEntity:
		return false, nil
	}
	return resp.StatusCode > 299, nil
}

package retryable

import (
	"context"
	"io"
	"net/http"

	"github.com/hashicorp/go-retryablehttp"
)

func ownPolicy(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient()
	client.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		if err != nil {
			return true, nil
		}
		return resp.StatusCode >= 500, nil // want medipimretry/incomplete
	}
	return post(client, body)
}

func namedPolicy(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient()
	client.RetryMax = 8
	client.CheckRetry = gatewayPolicy
	return post(client, body)
}

func gatewayPolicy(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		return false, err
	}
	switch resp.StatusCode {
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout: // want medipimretry/incomplete
		return true, nil
	default:
		return false, nil
	}
}

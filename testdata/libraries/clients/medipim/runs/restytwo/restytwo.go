// Package restytwo sends through resty v2, which retries nothing by itself.
package restytwo

import (
	"errors"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
)

const path = "/v4/products/query"

func read(resp *resty.Response, err error) (string, error) {
	if err != nil {
		return "", err
	}
	if resp.StatusCode() != http.StatusOK {
		return "", errors.New("medipim: " + resp.Status())
	}
	return resp.String(), nil
}

// Plain has no retry.
func Plain(base string) (string, error) {
	client := resty.New().SetBaseURL(base)
	return read(client.R().SetHeader("Content-Type", "application/json").SetBody(`{"page":1}`).Post(path)) // want medipimretry/missing
}

// Counted has a count and no condition.
func Counted(base string) (string, error) {
	client := resty.New().SetBaseURL(base) // want medipimretry/library
	client.SetRetryWaitTime(50 * time.Millisecond)
	client.SetRetryCount(4)
	return read(client.R().SetHeader("Content-Type", "application/json").SetBody(`{"page":1}`).Post(path))
}

// Package restythree sends through resty v3, which retries a POST only with permission.
package restythree

import (
	"errors"
	"net/http"
	"time"

	"resty.dev/v3"
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
	defer client.Close()
	return read(client.R().SetHeader("Content-Type", "application/json").SetBody(`{"page":1}`).Post(path)) // want medipimretry/missing
}

// Counted has a count, and neither the permission nor a condition.
func Counted(base string) (string, error) {
	client := resty.New().SetBaseURL(base) // want medipimretry/library
	client.SetRetryWaitTime(50 * time.Millisecond)
	client.SetRetryCount(4)
	defer client.Close()
	return read(client.R().SetHeader("Content-Type", "application/json").SetBody(`{"page":1}`).Post(path))
}

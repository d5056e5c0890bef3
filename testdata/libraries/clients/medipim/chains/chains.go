// Package chains sets resty up in chains with comments.
package chains

import (
	"time"

	"github.com/go-resty/resty/v2"
)

const baseURL = "https://api.medipim.be/v4"

func commentedFirst(id string) (string, error) {
	client := resty.New(). // what all requests share
				SetBaseURL(baseURL).
				SetTimeout(5 * time.Second)
	resp, err := client.R().Get("/products/find?id=" + id) // want medipimretry/missing
	if err != nil || resp.IsError() {
		return "", err
	}
	return resp.String(), nil
}

func commentedCount(id string) (string, error) {
	client := resty.New(). // want medipimretry/library
				SetBaseURL(baseURL).
				SetRetryCount(3)
	resp, err := client.R().Get("/products/find?id=" + id)
	if err != nil || resp.IsError() {
		return "", err
	}
	return resp.String(), nil
}

// The line of the chain that the settings come before has a comment above it.
func commentedAbove(id string) (string, error) {
	client := resty.New(). // want medipimretry/library
		// where it is
		SetBaseURL(baseURL).
		SetRetryCount(3)
	resp, err := client.R().Get("/products/find?id=" + id)
	if err != nil || resp.IsError() {
		return "", err
	}
	return resp.String(), nil
}

func oneLine(id string) (string, error) {
	client := resty.New().SetBaseURL(baseURL)
	resp, err := client.R().Get("/products/find?id=" + id) // want medipimretry/missing
	if err != nil || resp.IsError() {
		return "", err
	}
	return resp.String(), nil
}

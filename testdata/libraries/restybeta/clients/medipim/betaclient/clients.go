// Package betaclient asks for products through resty v3 as its betas are: the
// default conditions cover 429, and a POST needs a permission of another name.
package betaclient

import (
	"encoding/json"
	"fmt"
	"net/http"

	"resty.dev/v3"
)

const baseURL = "https://api.medipim.be"

type query struct {
	Filter map[string]any `json:"filter"`
}

type page struct {
	Results []struct {
		ID string `json:"id"`
	} `json:"results"`
}

// decode is the end of every function here: one error for every status but 200.
func decode(resp *resty.Response) (*page, error) {
	if resp.StatusCode() != http.StatusOK {
		return nil, fmt.Errorf("products: %s", resp.Status())
	}
	p := new(page)
	if err := json.Unmarshal(resp.Bytes(), p); err != nil {
		return nil, err
	}
	return p, nil
}

func post(client *resty.Client, q query) (*page, error) {
	defer client.Close()
	resp, err := client.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func find(client *resty.Client, id string) (*page, error) {
	defer client.Close()
	resp, err := client.R().SetQueryParam("id", id).Get("/v4/products/find")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func plain(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL)
	resp, err := client.R().SetBody(q).Post("/v4/products/query") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func withoutPermission(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3) // want medipimretry/library
	return post(client, q)
}

func withoutCount(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetAllowNonIdempotentRetry(true) // want medipimretry/library
	return post(client, q)
}

func withoutConditions(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).SetAllowNonIdempotentRetry(true).DisableRetryDefaultConditions() // want medipimretry/library
	return post(client, q)
}

// What follows is not reported.

func complete(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).SetAllowNonIdempotentRetry(true)
	return post(client, q)
}

func conflictsToo(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).SetAllowNonIdempotentRetry(true)
	client.AddRetryConditions(func(resp *resty.Response, err error) bool {
		return resp.StatusCode() == http.StatusConflict
	})
	return post(client, q)
}

func findByCount(id string) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3)
	return find(client, id)
}

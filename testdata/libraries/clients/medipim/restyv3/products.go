// Package restyv3 asks for products through resty v3 as its release candidates
// are: a retry of a POST needs a count, a condition and the permission.
package restyv3

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

func limited(resp *resty.Response, err error) bool {
	return resp.StatusCode() == http.StatusTooManyRequests
}

// post sends for those whose client is the mistake, or has none.
func post(client *resty.Client, q query) (*page, error) {
	defer client.Close()
	resp, err := client.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// find sends what is idempotent: it needs no permission.
func find(client *resty.Client, id string) (*page, error) {
	defer client.Close()
	resp, err := client.R().SetQueryParam("id", id).Get("/v4/products/find")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// Package reqv3 asks for products through imroc/req, whose retries need a count
// and, for an answer that is no error, a condition.
package reqv3

import (
	"fmt"
	"net/http"

	"github.com/imroc/req/v3"
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
func decode(resp *req.Response) (*page, error) {
	if !resp.IsSuccessState() {
		return nil, fmt.Errorf("products: %s", resp.GetStatus())
	}
	p := new(page)
	if err := resp.UnmarshalJson(p); err != nil {
		return nil, err
	}
	return p, nil
}

func limited(resp *req.Response, err error) bool {
	return err != nil || resp.StatusCode == http.StatusTooManyRequests
}

// post sends for those whose client is the mistake, or has none.
func post(client *req.Client, q query) (*page, error) {
	resp, err := client.R().SetBodyJsonMarshal(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

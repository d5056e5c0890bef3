// Package retryable asks for products through go-retryablehttp, which retries a
// 429 unless it is told otherwise.
package retryable

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/hashicorp/go-retryablehttp"
)

const products = "https://api.medipim.be/v4/products/query"

type page struct {
	Results []struct {
		ID string `json:"id"`
	} `json:"results"`
}

// decode is the end of every function here: one error for every status but 200.
func decode(resp *http.Response) (*page, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("products: %s", resp.Status)
	}
	p := new(page)
	if err := json.NewDecoder(resp.Body).Decode(p); err != nil {
		return nil, err
	}
	return p, nil
}

// post sends for those whose client is the mistake, or has none.
func post(client *retryablehttp.Client, body io.Reader) (*page, error) {
	resp, err := client.Post(products, "application/json", body)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

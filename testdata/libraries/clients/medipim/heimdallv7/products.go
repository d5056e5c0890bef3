// Package heimdallv7 asks for products through heimdall, which retries errors
// and 5xx, and a 429 never.
package heimdallv7

import (
	"encoding/json"
	"fmt"
	"net/http"
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

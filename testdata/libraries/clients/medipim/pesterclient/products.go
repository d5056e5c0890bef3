// Package pesterclient asks for products through pester, which retries a 429
// only when it is told so.
package pesterclient

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

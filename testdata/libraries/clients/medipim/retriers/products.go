// Package retriers asks for products in closures that retry libraries call: what
// they retry is the error that the closure returns.
package retriers

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

const products = "https://api.medipim.be/v4/products/query"

type page struct {
	Results []struct {
		ID string `json:"id"`
	} `json:"results"`
}

var errLimited = errors.New("too many requests")

// decode is where most functions end: one error for every status but 200.
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

// limited makes an error of a 429, and of nothing else.
func limited(resp *http.Response) error {
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return errLimited
	}
	return nil
}

func reader(query string) *strings.Reader { return strings.NewReader(query) }

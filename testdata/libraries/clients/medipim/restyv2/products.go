// Package restyv2 asks for products through resty v2, whose retries need a
// count above zero and a condition that covers 429.
package restyv2

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/go-resty/resty/v2"
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
	if err := json.Unmarshal(resp.Body(), p); err != nil {
		return nil, err
	}
	return p, nil
}

// limited and broken are conditions that several clients share.
func limited(resp *resty.Response, err error) bool {
	return err != nil || resp.StatusCode() == http.StatusTooManyRequests
}

func broken(resp *resty.Response, err error) bool {
	return err != nil || resp.StatusCode() >= 500 // want medipimretry/incomplete
}

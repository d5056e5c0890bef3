// Package testcallers has a test that passes what no program does.
package testcallers

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

const base = "https://api.medipim.be/v4"

// send waits out a 429. No request of the package has a body.
func send(req *http.Request) (*http.Response, error) {
	for wait := time.Second; ; wait *= 2 {
		resp, err := http.DefaultClient.Do(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || wait > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(wait)
	}
}

// Product reads a product.
func Product(id string) (map[string]any, error) {
	req, err := http.NewRequest(http.MethodGet, base+"/products/"+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := send(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("product %s: %s", id, resp.Status)
	}
	var p map[string]any
	return p, json.NewDecoder(resp.Body).Decode(&p)
}

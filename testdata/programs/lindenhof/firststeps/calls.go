package medipimfirst

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

const base = "https://api.sandbox.medipim.be/v4"

type product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Four tries, a pause between them when the limit is hit, a fresh request each time.
func post(path string, payload []byte) (*http.Response, error) {
	for i := 0; i < 4; i++ {
		resp, err := http.Post(base+path, "application/json", bytes.NewReader(payload))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 {
			resp.Body.Close()
			time.Sleep(time.Duration(i+1) * 2 * time.Second)
			continue
		}
		return resp, nil
	}
	return nil, errors.New("medipim: still limited after four tries")
}

// Every status above 399 ends in an error before the products are read.
func queryProducts(payload []byte) ([]product, error) {
	resp, err := post("/products/query", payload)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := checkResponse(resp); err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("unexpected %d", resp.StatusCode)
	}
	var out struct {
		Results []product `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	return out.Results, nil
}

package medipimread

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// ErrThrottled is what a 429 becomes here.
var ErrThrottled = errors.New("throttled")

// GetBare looks at nothing at all.
func GetBare(root, id string) (*Product, error) {
	resp, err := http.Get(root + "/v4/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var p Product
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/unchecked
	return &p, err
}

// GetThrottledOnly tells a 429 apart and looks at nothing else.
func GetThrottledOnly(root, id string) (*Product, error) {
	resp, err := http.Get(root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, ErrThrottled
	}
	var p Product
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/partial
	return &p, err
}

// GetThrottled tells a 429 apart and looks at the rest.
func GetThrottled(root, id string) ([]byte, error) {
	resp, err := http.Get(root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return nil, ErrThrottled
	case resp.StatusCode >= 400:
		return nil, ErrBadStatus
	}
	return io.ReadAll(resp.Body)
}

// GetAbsent catches a 404, and the rest is data.
func GetAbsent(root, id string) ([]byte, error) {
	resp, err := http.Get(root + "/v4/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return nil, errors.New("not there")
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return b, nil // want medipimunchecked/partial
}

// GetElsewhere asks another host, and looks at nothing.
func GetElsewhere(id string) (*Product, error) {
	resp, err := http.Get("https://names.wholesale.example/products/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return decodeName(resp.Body)
}

// decodeName decodes what the other host said.
func decodeName(r io.Reader) (*Product, error) {
	var p Product
	err := json.NewDecoder(r).Decode(&p)
	return &p, err
}

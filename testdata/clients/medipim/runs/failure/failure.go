// Package failure carries the body's status in an error type to where it decides.
package failure

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// APIError is what the API said.
type APIError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *APIError) Error() string { return fmt.Sprintf("medipim: %d %s", e.Status, e.Code) }

var errThrottled = errors.New("medipim: throttled")

func find(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return "", errThrottled
	}
	if resp.StatusCode != http.StatusOK {
		var body struct {
			Error APIError `json:"error"`
		}
		_ = json.NewDecoder(resp.Body).Decode(&body)
		return "", &body.Error
	}
	var body struct {
		Product struct {
			Name string `json:"name"`
		} `json:"product"`
	}
	err = json.NewDecoder(resp.Body).Decode(&body)
	return body.Product.Name, err
}

// Run looks one product up and returns its name, or "none".
func Run(base string) (string, error) {
	name, err := find(base + "/v4/products/find?id=M1")
	var apiErr *APIError
	if errors.As(err, &apiErr) {
		switch {
		case apiErr.Status == http.StatusNotFound: // want medipimstatus/branch
			return "none", nil
		case apiErr.Status >= 500: // want medipimstatus/branch
			return "", errors.New("medipim is down")
		}
	}
	return name, err
}

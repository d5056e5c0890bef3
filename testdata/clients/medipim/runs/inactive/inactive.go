// Package inactive tells a key that is not active from other refusals, by a code that has lost its prefix.
package inactive

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

var errThrottled = errors.New("medipim: throttled")

// Run asks the API for anything, to see whether the key is good.
func Run(base string) (string, error) {
	resp, err := http.Get(base + "/v4/products/find?id=M1")
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return "", errThrottled
	case resp.StatusCode < 300:
		return "active", nil
	}
	var env struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return "", fmt.Errorf("medipim: %s", resp.Status)
	}
	if env.Error.Code == "api_key_is_not_active" { // want medipimcode/unknown
		return "inactive", nil
	}
	return "", fmt.Errorf("medipim: %s", resp.Status)
}

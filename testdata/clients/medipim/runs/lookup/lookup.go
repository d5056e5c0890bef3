// Package lookup takes a product that does not exist for a normal outcome, if the body says so.
package lookup

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

var errThrottled = errors.New("medipim: throttled")

// Run looks one product up and returns its name, or "none".
func Run(base string) (string, error) {
	resp, err := http.Get(base + "/v4/products/find?id=M1")
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		var body struct {
			Product struct {
				Name string `json:"name"`
			} `json:"product"`
		}
		err := json.NewDecoder(resp.Body).Decode(&body)
		return body.Product.Name, err
	case http.StatusTooManyRequests:
		return "", errThrottled
	}
	var env struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	_ = json.NewDecoder(resp.Body).Decode(&env)
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return "none", nil
	}
	return "", fmt.Errorf("medipim: %s", resp.Status)
}

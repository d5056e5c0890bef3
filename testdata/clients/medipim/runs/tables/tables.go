// Package tables looks codes up under spellings that the API does not have.
package tables

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"
)

var outcomes = map[string]string{
	"notfound":      "none",   // want medipimcode/unknown
	"NotAuthorized": "hidden", // want medipimcode/unknown
}

// Run looks one product up and returns its name, or what became of it.
func Run(base string) (string, error) {
	resp, err := http.Get(base + "/v4/products/find?id=M1")
	for n := 0; err == nil && resp.StatusCode == http.StatusTooManyRequests && n < 4; n++ {
		resp.Body.Close()
		time.Sleep(50 * time.Millisecond << n)
		resp, err = http.Get(base + "/v4/products/find?id=M1")
	}
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		var body struct {
			Error struct {
				Code    string `json:"code"`
				Message string `json:"message"`
			} `json:"error"`
		}
		_ = json.NewDecoder(resp.Body).Decode(&body)
		code := body.Error.Code
		if outcome, ok := outcomes[code]; ok {
			return outcome, nil
		}
		if slices.Contains([]string{"invalid_api_secret", "api_key_not_found"}, code) { // want medipimcode/unknown medipimcode/unknown
			return "wrong key", nil
		}
		if strings.ToLower(code) == "Server_Error" { // want medipimcode/case
			return "down", nil
		}
		return "", errors.New("medipim: " + resp.Status)
	}
	var body struct {
		Product struct {
			Name string `json:"name"`
		} `json:"product"`
	}
	err = json.NewDecoder(resp.Body).Decode(&body)
	return body.Product.Name, err
}

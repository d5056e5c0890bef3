// Package wording decides on the text of an error, which the vendor may change.
package wording

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"
)

// Run looks one product up and returns its name, or "none".
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
		if strings.EqualFold(body.Error.Message, "not found") { // want medipimmessage/text
			return "none", nil
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

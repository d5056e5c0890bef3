// Package count takes an error for an answer without products.
package count

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

func post(url, query string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Post(url, "application/json", strings.NewReader(query))
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(50 * time.Millisecond << n)
	}
}

// Run counts the products of one page.
func Run(base string) (string, error) {
	resp, err := post(base+"/v4/products/query", "{}")
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var page struct {
		Results []struct {
			ID string `json:"id"`
		} `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil { // want medipimunchecked/unchecked
		return "", err
	}
	return fmt.Sprint(len(page.Results), " products"), nil
}

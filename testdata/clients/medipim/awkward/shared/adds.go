// Package shared has findings of several rules whose fixes meet: in an import, on a line, in what they leave unused.
package shared

import (
	"encoding/json"

	"net/http"
)

type product struct {
	ID string `json:"id"`
}

type apiError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type envelope struct {
	Error apiError `json:"error"`
}

// Both fixes import into one gap.
func find(id string) (p product, err error) {
	resp, err := http.Get("https://api.medipim.be/v4/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/unchecked
	return p, err
}

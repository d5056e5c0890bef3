// Package platformsite fetches documentation pages.
package platformsite

import (
	"encoding/json"
	"io"
	"net/http"
)

const docs = "https://platform.medipim.be/docs"

// Page is silent: web pages are not the API.
func Page(path string) ([]byte, error) {
	resp, err := http.Get(docs + path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Missing is silent: web pages are not the API.
func Missing(body []byte) bool {
	var env struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.Unmarshal(body, &env); err != nil {
		return false
	}
	return env.Error.Status == 404 || env.Error.Code == "unauthorized"
}

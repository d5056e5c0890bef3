// Package state remembers where the last night ended.
package state

import (
	"encoding/json"
	"net/http"
	"os"
	"time"
)

// Mark is the last success.
type Mark struct {
	At   time.Time `json:"at"`
	Page int       `json:"page"`
}

// Load reads a local file.
func Load(path string) (Mark, error) {
	var m Mark
	data, err := os.ReadFile(path)
	if err != nil {
		return m, err
	}
	return m, json.Unmarshal(data, &m)
}

// LoadRemote asks a server of the company's own: this package has nothing to do with the vendor.
func LoadRemote(url string) (Mark, error) {
	var m Mark
	resp, err := http.Get(url)
	if err != nil {
		return m, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return m, nil
	}
	return m, json.NewDecoder(resp.Body).Decode(&m)
}

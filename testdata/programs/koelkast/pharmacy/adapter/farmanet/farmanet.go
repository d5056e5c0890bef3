// Package farmanet is the adapter to another wholesaler.
package farmanet

import (
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"strings"
	"time"
)

const root = "https://api.farmanet.example/v1"

type failure struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Stock has no retry and no check, for another vendor's API.
func Stock(id string) (map[string]int, error) {
	resp, err := http.Get(root + "/stock/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var out map[string]int
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out, err
}

// Order drops violations, tests the body's status, and ends on 429, for another vendor's API.
func Order(lines string) error {
	resp, err := http.Post(root+"/orders", "application/json", strings.NewReader(lines))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return errors.New("refused")
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		log.Fatal("too fast")
	}
	var f failure
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return err
	}
	if f.Error.Status == http.StatusConflict || f.Error.Code == "already_ordered" {
		return errors.New("ordered before")
	}
	return nil
}

// Prices retries server trouble only, for another vendor's API.
func Prices() ([]byte, error) {
	for range 3 {
		resp, err := http.Get(root + "/prices")
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 500 {
			time.Sleep(time.Second)
			continue
		}
		return io.ReadAll(resp.Body)
	}
	return nil, errors.New("no prices")
}

// Package sent decodes the answers of its own requests.
package sent

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

const base = "https://api.medipim.be/v4"

type product struct {
	ID string `json:"id"`
}

type client struct{ http *http.Client }

// get waits out a 429, and hands every other answer up.
func (c *client) get(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := c.http.Get(base + path)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

func (c *client) find(id string) (*product, error) {
	resp, err := c.get("/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var p product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return &p, nil
}

func (c *client) findChecked(id string) (*product, error) {
	resp, err := c.get("/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("medipim: %s", resp.Status)
	}
	var p product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

func count(c *client) (n int, name string, err error) {
	resp, err := c.get("/products/count")
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	var body struct {
		Count int    `json:"count"`
		Name  string `json:"name"`
	}
	err = json.NewDecoder(resp.Body).Decode(&body) // want medipimunchecked/unchecked
	return body.Count, body.Name, err
}

// Only a 429 is caught, and every other error is taken for data.
func once(id string) ([]byte, error) {
	resp, err := http.Get(base + "/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, errors.New("medipim: slow down")
	}
	return io.ReadAll(resp.Body) // want medipimunchecked/partial
}

// Two mistakes: neither the status nor the 429.
func both(id string) (p product, err error) {
	resp, err := http.Get(base + "/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/unchecked
	return p, err
}

// Package hidden has locals with the names of its imports, and of what repairs import.
package hidden

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"
)

type page struct {
	Results []json.RawMessage `json:"results"`
}

func send(c *http.Client, req *http.Request) (*http.Response, error) {
	http, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if http.StatusCode >= 300 {
		http.Body.Close()
		return nil, errors.New("medipim: " + strconv.Itoa(http.StatusCode))
	}
	return http, nil
}

// The import is another one's local here; elsewhere it is at hand.
func retried(c *http.Client, req *http.Request) (resp *http.Response, err error) {
	for range 4 {
		resp, err = c.Do(req)
		if http := err; http == nil && resp.StatusCode < 500 { // want medipimretry/incomplete
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return resp, err
}

func plain(c *http.Client, req *http.Request, rand, io, time, fmt int) (page, error) {
	var p page
	resp, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	if rand > io+time+fmt {
		return p, errors.New("medipim: late")
	}
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/unchecked
	return p, err
}

// Package converted asks a set through a method value in parentheses: where 429 would be put is not a condition.
package converted

import (
	"errors"
	"net/http"
	"time"
)

type statusSet map[int]struct{}

func (s statusSet) has(status int) bool {
	_, ok := s[status] // want medipimretry/incomplete
	return ok
}

var down = statusSet{502: {}, 503: {}}

func get(c *http.Client) (*http.Response, error) {
	for n := range 4 {
		resp, err := c.Get("https://api.medipim.be/v4/brands")
		if err != nil {
			return nil, err
		}
		if (func(status int) bool)(down.has)(resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second << n)
			continue
		}
		return resp, nil
	}
	return nil, errors.New("gave up")
}

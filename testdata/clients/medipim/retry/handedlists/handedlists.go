// Package handedlists asks functions that only look into the list that they are handed: the list's owner is
// the caller.
package handedlists

import (
	"errors"
	"net/http"
	"time"
)

const base = "https://api.medipim.be/v4"

var errGaveUp = errors.New("medipim: gave up")

func contains[T comparable](xs []T, x T) bool {
	for _, y := range xs {
		if x == y {
			return true
		}
	}
	return false
}

type statusSet map[int]struct{}

func (s statusSet) has(status int) bool {
	_, ok := s[status]
	return ok
}

var (
	down  = statusSet{502: {}, 503: {}}
	every = statusSet{429: {}, 503: {}}
)

func byFunction(c *http.Client) (*http.Response, error) {
	for n := range 4 {
		resp, err := c.Get(base + "/brands")
		if err != nil {
			return nil, err
		}
		if !contains([]int{http.StatusBadGateway, http.StatusServiceUnavailable}, resp.StatusCode) { // want medipimretry/incomplete
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
	return nil, errGaveUp
}

func byMethod(c *http.Client) (*http.Response, error) {
	for n := range 4 {
		resp, err := c.Get(base + "/brands")
		if err != nil {
			return nil, err
		}
		if down.has(resp.StatusCode) { // want medipimretry/incomplete
			resp.Body.Close()
			time.Sleep(time.Second << n)
			continue
		}
		return resp, nil
	}
	return nil, errGaveUp
}

func byMethodComplete(c *http.Client) (*http.Response, error) {
	for n := range 4 {
		resp, err := c.Get(base + "/brands")
		if err != nil {
			return nil, err
		}
		if every.has(resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second << n)
			continue
		}
		return resp, nil
	}
	return nil, errGaveUp
}

// The list is the function's own: the condition is in there.
func again(status int) bool {
	for _, s := range []int{502, 503} {
		if status == s { // want medipimretry/incomplete
			return true
		}
	}
	return false
}

func byPredicate(c *http.Client) (*http.Response, error) {
	for n := range 4 {
		resp, err := c.Get(base + "/brands")
		if err != nil {
			return nil, err
		}
		if !again(resp.StatusCode) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
	return nil, errGaveUp
}

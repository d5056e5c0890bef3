// Package heldfuncs keeps functions in variables and fields.
package heldfuncs

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

const base = "https://api.medipim.be/v4"

var get = http.Get

// Brand is sent through a variable of the package.
func Brand(id string) (map[string]any, error) {
	resp, err := get(base + "/brands/" + id) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var b map[string]any
	return b, json.NewDecoder(resp.Body).Decode(&b) // want medipimunchecked/unchecked
}

// shop is what a program of the shop needs of other packages.
type shop struct {
	get   func(string) (*http.Response, error)
	sleep func(time.Duration)
}

func newShop() *shop { return &shop{get: http.Get, sleep: time.Sleep} }

// product is sent through a field.
func (s *shop) product(id string) (map[string]any, error) {
	resp, err := s.get(base + "/products/" + id) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("product %s: %s", id, resp.Status)
	}
	var p map[string]any
	return p, json.NewDecoder(resp.Body).Decode(&p)
}

// media waits with what is kept in a field, too.
func (s *shop) media(id string) (map[string]any, error) {
	for i := range 5 {
		resp, err := s.get(base + "/media/" + id)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			s.sleep(time.Second << i)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("media %s: %s", id, resp.Status)
		}
		var m map[string]any
		return m, json.NewDecoder(resp.Body).Decode(&m)
	}
	return nil, errors.New("throttled")
}

// hasty waits for no time at all.
func (s *shop) hasty(id string) (*http.Response, error) {
	for {
		resp, err := s.get(base + "/media/" + id)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests { // want medipimretry/immediate
			return resp, nil
		}
		resp.Body.Close()
		s.sleep(0)
	}
}

// fetch is set to what the configuration says: it is not known what that does.
var fetch = http.Get

// Use sets another way to fetch.
func Use(f func(string) (*http.Response, error)) { fetch = f }

// Stock is fetched in a way that others choose.
func Stock(id string) (*http.Response, error) { return fetch(base + "/stock/" + id) }

// All is what the program prints.
func All(id string) {
	s := newShop()
	fmt.Println(s.product(id))
	fmt.Println(s.media(id))
	fmt.Println(s.hasty(id))
}

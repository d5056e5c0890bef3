// Package shared has generic functions that get the client which they send through.
package shared

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/go-resty/resty/v2"
)

const base = "https://api.medipim.be"

func patient() *resty.Client {
	return resty.New().SetBaseURL(base).SetRetryCount(3).AddRetryCondition(func(r *resty.Response, _ error) bool {
		return r.StatusCode() == http.StatusTooManyRequests
	})
}

func hasty() *resty.Client { return resty.New().SetBaseURL(base) }

// get is only called with patient.
func get[T any](c *resty.Client, path string) (v T, err error) {
	r, err := c.R().Get(path)
	if err != nil {
		return v, err
	}
	if r.IsError() {
		return v, errors.New(r.Status())
	}
	err = json.Unmarshal(r.Body(), &v)
	return v, err
}

// each is generic in turn.
func each[T any](paths ...string) (all []T, err error) {
	c := patient()
	for _, p := range paths {
		v, err := get[T](c, p)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// A finder is a generic client.
type finder[T any] struct{ c *resty.Client }

func (f finder[T]) find(id string) (v T, err error) {
	r, err := f.c.R().Get("/v4/products/find?id=" + id)
	if err != nil {
		return v, err
	}
	if r.IsError() {
		return v, errors.New(r.Status())
	}
	err = json.Unmarshal(r.Body(), &v)
	return v, err
}

// hurry is only called with hasty.
func hurry[T any](c *resty.Client, path string) (v T, err error) {
	r, err := c.R().Get(path) // want medipimretry/missing
	if err != nil {
		return v, err
	}
	if r.IsError() {
		return v, errors.New(r.Status())
	}
	err = json.Unmarshal(r.Body(), &v)
	return v, err
}

// spare is not used yet.
func spare[T any](path string) (v T, err error) {
	r, err := hasty().R().Get(path) // want medipimretry/missing
	if err != nil {
		return v, err
	}
	if r.IsError() {
		return v, errors.New(r.Status())
	}
	err = json.Unmarshal(r.Body(), &v)
	return v, err
}

// Names uses them.
func Names() ([]string, error) {
	if _, err := get[map[string]string](patient(), "/v4/names"); err != nil {
		return nil, err
	}
	if _, err := (finder[string]{patient()}).find("1"); err != nil {
		return nil, err
	}
	if _, err := hurry[int](hasty(), "/v4/count"); err != nil {
		return nil, err
	}
	return each[string]("/v4/brands", "/v4/media")
}

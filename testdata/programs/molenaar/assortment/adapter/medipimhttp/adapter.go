// Package medipimhttp is the driven adapter of the assortment service.
package medipimhttp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"example.com/molenaar/pkg/pimcodes"
)

// body is what "error" holds.
type body struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Rejection is an answer that is not a product.
type Rejection struct {
	body
	HTTP       int
	Violations []json.RawMessage
}

func (r *Rejection) Error() string { return "rejected: " + r.Message }

// Locked needs no look at any status.
func (r *Rejection) Locked() bool {
	switch r.Code {
	case pimcodes.ProductLocked, "under_embargo", "seats_exhausted":
		return true
	}
	return false
}

// LoggedOut was meant for the portal.
func (r *Rejection) LoggedOut() bool {
	return r.Code == pimcodes.LoggedOut // want medipimcode/unknown
}

// ErrCongested is what is left after all the waiting.
var ErrCongested = errors.New("congested")

// Source implements the port.
type Source struct {
	Base   string
	Client *http.Client
}

// Load loads one product.
func (s *Source) Load(ctx context.Context, id string) (name string, err error) {
	for _, wait := range []time.Duration{1, 2, 4, 8, 16} {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.Base+"/v4/products/find?id="+id, nil)
		if err != nil {
			return "", err
		}
		resp, err := s.Client.Do(req)
		if err != nil {
			return "", err
		}
		switch resp.StatusCode {
		case http.StatusOK:
			defer resp.Body.Close()
			var p struct {
				Name string `json:"name"`
			}
			err := json.NewDecoder(resp.Body).Decode(&p)
			return p.Name, err
		case http.StatusTooManyRequests:
			resp.Body.Close()
			time.Sleep(wait * time.Second)
		default:
			defer resp.Body.Close()
			return "", fmt.Errorf("load %s: %w", id, reject(resp))
		}
	}
	return "", ErrCongested
}

func reject(resp *http.Response) error {
	var w struct {
		Error struct {
			body
			Violations []json.RawMessage `json:"violations"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&w); err != nil {
		return errors.Join(err, &Rejection{HTTP: resp.StatusCode})
	}
	return &Rejection{body: w.Error.body, HTTP: resp.StatusCode, Violations: w.Error.Violations}
}

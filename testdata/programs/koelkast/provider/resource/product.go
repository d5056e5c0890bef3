// Package resource has what the provider manages.
package resource

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"example.com/koelkast/provider/apiclient"
)

// ErrThrottled says that the rate limit is reached.
var ErrThrottled = errors.New("throttled")

// State is what is remembered of a resource.
type State struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Status  string `json:"state"`
	Removed bool   `json:"-"`
}

// Product is the resource.
type Product struct {
	api *apiclient.MedipimClient
}

// unexpected is the general error.
func unexpected(what string, resp *http.Response) error {
	return fmt.Errorf("%s: unexpected answer %s", what, resp.Status)
}

// readState checks and decodes.
func readState(resp *http.Response, st *State) error {
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusCreated {
		return unexpected("product", resp)
	}
	return json.NewDecoder(resp.Body).Decode(st)
}

// Create waits for 429, and shows the whole body on 422.
func (r *Product) Create(ctx context.Context, st *State) error {
	for try := range 6 {
		resp, err := r.api.Send(ctx, http.MethodPost, "/v4/products", st)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Second << try)
			continue
		}
		if resp.StatusCode == http.StatusUnprocessableEntity {
			body, err := io.ReadAll(resp.Body)
			if err != nil {
				return err
			}
			return fmt.Errorf("product %q is not valid: %s", st.Name, body)
		}
		return readState(resp, st)
	}
	return ErrThrottled
}

// Read knows 404, and 429 is like any failure.
func (r *Product) Read(ctx context.Context, st *State) error {
	resp, err := r.api.Send(ctx, http.MethodGet, "/v4/products/"+st.ID, nil) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		st.Removed = true
		return nil
	}
	return readState(resp, st)
}

// Update gives 429 to its caller; what was wrong on 422 is lost.
func (r *Product) Update(ctx context.Context, st *State) error {
	resp, err := r.api.Send(ctx, http.MethodPut, "/v4/products/"+st.ID, st)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		return ErrThrottled
	case http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return fmt.Errorf("product %q is not valid", st.Name)
	}
	return readState(resp, st)
}

// Delete is content with 404 and has no thought for 429.
func (r *Product) Delete(ctx context.Context, st *State) error {
	resp, err := r.api.Send(ctx, http.MethodDelete, "/v4/products/"+st.ID, nil) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusNotFound, resp.StatusCode < 300:
		st.Removed = true
		return nil
	}
	return unexpected("deleting", resp)
}

// Import catches wrong credentials, and any other failure becomes a state.
func (r *Product) Import(ctx context.Context, id string) (*State, error) {
	resp, err := r.api.Send(ctx, http.MethodGet, "/v4/products/"+id, nil) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusForbidden {
		return nil, unexpected("importing", resp)
	}
	st := &State{}
	if err := json.NewDecoder(resp.Body).Decode(st); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return st, nil
}

// Adopt catches every failure from 400 on, 429 by name.
func (r *Product) Adopt(ctx context.Context, id string) (*State, error) {
	resp, err := r.api.Send(ctx, http.MethodGet, "/v4/products/"+id, nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, ErrThrottled
	}
	if resp.StatusCode >= http.StatusBadRequest {
		return nil, unexpected("adopting", resp)
	}
	st := &State{}
	if err := json.NewDecoder(resp.Body).Decode(st); err != nil {
		return nil, err
	}
	return st, nil
}

// WaitReady polls with a pause, which retries an unfinished product and not a 429.
func (r *Product) WaitReady(ctx context.Context, st *State) error {
	for st.Status != "ready" {
		resp, err := r.api.Send(ctx, http.MethodGet, "/v4/products/"+st.ID, nil) // want medipimretry/missing
		if err != nil {
			return err
		}
		err = readState(resp, st)
		resp.Body.Close()
		if err != nil {
			return err
		}
		time.Sleep(3 * time.Second)
	}
	return nil
}

// Refresh leaves the old state as it is when the limit is reached, and calls that a success.
func (r *Product) Refresh(ctx context.Context, st *State) error {
	resp, err := r.api.Send(ctx, http.MethodGet, "/v4/products/"+st.ID, nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		return nil
	}
	return readState(resp, st)
}

// UpdateTwice gives the rate limit a second chance after a while.
func (r *Product) UpdateTwice(ctx context.Context, st *State) error {
	err := r.Update(ctx, st)
	if errors.Is(err, ErrThrottled) {
		time.Sleep(20 * time.Second)
		return r.Update(ctx, st)
	}
	return err
}

package resource

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"example.com/koelkast/provider/apiclient"
)

// Label is the other resource.
type Label struct {
	api *apiclient.MedipimClient
}

// Diagnostic is what the user gets to see.
type Diagnostic struct {
	Summary string
	Detail  string
}

// Error only joins.
func (d Diagnostic) Error() string { return d.Summary + ": " + d.Detail }

var again = []int{http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable}

// List searches a slice that has no 429.
func (r *Label) List(ctx context.Context) ([]State, error) {
	for try := range 4 {
		resp, err := r.api.Send(ctx, http.MethodPost, "/v4/labels/query", struct{}{})
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if slices.Contains(again, resp.StatusCode) { // want medipimretry/incomplete
			time.Sleep(time.Second << try)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return nil, unexpected("labels", resp)
		}
		var out []State
		err = json.NewDecoder(resp.Body).Decode(&out)
		return out, err
	}
	return nil, errors.New("labels: no answer")
}

var later = []int{http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable}

// Names searches a slice that has it.
func (r *Label) Names(ctx context.Context) ([]string, error) {
	for try := range 4 {
		resp, err := r.api.Send(ctx, http.MethodPost, "/v4/labels/names", struct{}{})
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if slices.Contains(later, resp.StatusCode) {
			time.Sleep(time.Second << try)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return nil, unexpected("labels", resp)
		}
		var out []string
		err = json.NewDecoder(resp.Body).Decode(&out)
		return out, err
	}
	return nil, errors.New("labels: no answer")
}

type fault struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Create decodes the envelope without its violations, and tests the code.
func (r *Label) Create(ctx context.Context, st *State) error {
	resp, err := r.api.Send(ctx, http.MethodPost, "/v4/labels", st)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return json.NewDecoder(resp.Body).Decode(st)
	}
	var f fault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return unexpected("label", resp)
	}
	switch f.Error.Code {
	case "too_many_requests":
		return ErrThrottled
	case "validation_failed": // want medipimviolations/dropped
		return Diagnostic{Summary: "label", Detail: f.Error.Message}
	}
	return unexpected("label", resp)
}

type fullFault struct {
	Error struct {
		Code       string            `json:"code"`
		Message    string            `json:"message"`
		Violations []json.RawMessage `json:"violations"`
	} `json:"error"`
}

// Update decodes the envelope with its violations and shows them.
func (r *Label) Update(ctx context.Context, st *State) error {
	resp, err := r.api.Send(ctx, http.MethodPut, "/v4/labels/"+st.ID, st)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return json.NewDecoder(resp.Body).Decode(st)
	}
	var f fullFault
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return unexpected("label", resp)
	}
	switch f.Error.Code {
	case "too_many_requests":
		return ErrThrottled
	case "validation_failed":
		return Diagnostic{Summary: "label", Detail: fmt.Sprintf("%s", f.Error.Violations)}
	}
	return unexpected("label", resp)
}

// Attach has no look at anything: the answer is a state whatever it says.
func (r *Label) Attach(ctx context.Context, label, product string) (st State, err error) {
	resp, err := r.api.Send(ctx, http.MethodPost, "/v4/labels/"+label+"/attach", product) // want medipimretry/missing
	if err != nil {
		return State{}, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&st) // want medipimunchecked/unchecked
	return st, err
}

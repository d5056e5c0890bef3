// Package shop uses a generated client, as a program does that has the vendor's
// schema and no SDK.
package shop

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"example.com/libraries/clients/medipim/generated/medipimapi"
)

var (
	errNotFound = errors.New("shop: not found")
	errLimited  = errors.New("shop: too many requests")
)

// service is what the shop knows of the API.
type service struct {
	api medipimapi.ClientWithResponsesInterface
}

func newService(server string) (*service, error) {
	api, err := medipimapi.NewClientWithResponses(server)
	if err != nil {
		return nil, err
	}
	return &service{api: api}, nil
}

// bodyStatus asks the default envelope what the response has said already.
func (s *service) bodyStatus(ctx context.Context, id string) (*medipimapi.Product, error) {
	resp, err := s.api.FindWithResponse(ctx, &medipimapi.FindParams{Id: id})
	if err != nil {
		return nil, err
	}
	if resp.JSON429 != nil {
		return nil, errLimited
	}
	if resp.JSONDefault != nil && resp.JSONDefault.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return nil, errNotFound
	}
	if resp.JSON200 == nil {
		return nil, fmt.Errorf("shop: %s", resp.Status())
	}
	return resp.JSON200, nil
}

// refusal turns any of the envelopes into an error.
func refusal(e *medipimapi.ErrorResponse) error {
	switch e.Error.Status { // want medipimstatus/branch
	case 401, 403:
		return errors.New("shop: refused")
	case 404:
		return errNotFound
	}
	return fmt.Errorf("shop: %s", e.Error.Message)
}

func (s *service) withRefusal(ctx context.Context, q medipimapi.Query) (*medipimapi.QueryResult, error) {
	resp, err := s.api.QueryWithResponse(ctx, q)
	if err != nil {
		return nil, err
	}
	if resp.JSON429 != nil {
		return nil, errLimited
	}
	if resp.JSONDefault != nil {
		return nil, refusal(resp.JSONDefault)
	}
	if resp.JSON200 == nil {
		return nil, fmt.Errorf("shop: %s", resp.Status())
	}
	return resp.JSON200, nil
}

// codes has two that the catalog does not have.
func codes(e *medipimapi.ErrorResponse) error {
	switch e.Error.Code {
	case "not_found", "endpoint_not_found":
		return errNotFound
	case "rate_limit_exceeded": // want medipimcode/unknown
		return errLimited
	case "authentication.api_key_not_active": // want medipimcode/unknown
		return errors.New("shop: key switched off")
	}
	return errors.New(e.Error.Message)
}

// missing tells no 429 from any other refusal.
func (s *service) missing(ctx context.Context, q medipimapi.Query) (*medipimapi.QueryResult, error) {
	resp, err := s.api.QueryWithResponse(ctx, q) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.JSON200 == nil {
		return nil, fmt.Errorf("shop: %s", resp.Status())
	}
	return resp.JSON200, nil
}

// hammering asks again at once.
func (s *service) hammering(ctx context.Context, q medipimapi.Query) (*medipimapi.QueryResult, error) {
	for attempt := 0; ; attempt++ {
		resp, err := s.api.QueryWithResponse(ctx, q)
		if err != nil {
			return nil, err
		}
		if resp.JSON429 != nil && attempt < 5 { // want medipimretry/immediate
			continue
		}
		if resp.JSON200 == nil {
			return nil, fmt.Errorf("shop: %s", resp.Status())
		}
		return resp.JSON200, nil
	}
}

// broken retries what is not the shop's fault, and leaves out what is.
func (s *service) broken(ctx context.Context, q medipimapi.Query) (*medipimapi.QueryResult, error) {
	for attempt := 0; ; attempt++ {
		resp, err := s.api.QueryWithResponse(ctx, q)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode() >= http.StatusInternalServerError && attempt < 5 { // want medipimretry/incomplete
			time.Sleep(time.Second << attempt)
			continue
		}
		if resp.JSON200 == nil {
			return nil, fmt.Errorf("shop: %s", resp.Status())
		}
		return resp.JSON200, nil
	}
}

// Package orders uses the generated client.
package orders

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/hashicorp/go-retryablehttp"

	"example.com/veerpont/oas/medipimapi"
)

// Orders has the client as oapi-codegen makes it.
type Orders struct {
	api *medipimapi.ClientWithResponses
}

func New(server string) (*Orders, error) {
	api, err := medipimapi.NewClientWithResponses(server)
	if err != nil {
		return nil, err
	}
	return &Orders{api}, nil
}

// Order asks once.
func (o *Orders) Order(ctx context.Context, id int) (*medipimapi.Order, error) {
	rsp, err := o.api.GetOrderWithResponse(ctx, id) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if rsp.JSON200 == nil {
		return nil, fmt.Errorf("order %d: %s", id, rsp.Status())
	}
	return rsp.JSON200, nil
}

// Wait asks until it is told.
func (o *Orders) Wait(ctx context.Context, id int) (*medipimapi.Order, error) {
	for n := range 5 {
		rsp, err := o.api.GetOrderWithResponse(ctx, id)
		if err != nil {
			return nil, err
		}
		switch {
		case rsp.JSON200 != nil:
			return rsp.JSON200, nil
		case rsp.JSON429 != nil:
			time.Sleep(time.Duration(n+1) * 5 * time.Second)
		case rsp.JSON404 != nil:
			return nil, errors.New(rsp.JSON404.Error.Message)
		default:
			return nil, errors.New(rsp.Status())
		}
	}
	return nil, context.DeadlineExceeded
}

// State gives nothing at all when the API is busy.
func (o *Orders) State(ctx context.Context, id int) (string, error) {
	rsp, err := o.api.GetOrderWithResponse(ctx, id)
	if err != nil {
		return "", err
	}
	if rsp.JSON429 != nil { // want medipimretry/swallowed
		log.Println("orders: busy:", rsp.JSON429.Error.Message)
		return "", nil
	}
	if rsp.JSON200 == nil {
		return "", errors.New(rsp.Status())
	}
	return rsp.JSON200.State, nil
}

// Open has its own poll, which has no pause.
func (o *Orders) Open(ctx context.Context) ([]medipimapi.Order, error) {
	open := "open"
	for ctx.Err() == nil {
		rsp, err := o.api.QueryOrdersWithResponse(ctx, medipimapi.QueryOrdersJSONRequestBody{State: &open})
		if err != nil {
			return nil, err
		}
		if rsp.StatusCode() == http.StatusTooManyRequests { // want medipimretry/immediate
			continue
		}
		if rsp.JSON422 != nil {
			return nil, fmt.Errorf("orders: %s: %v", rsp.JSON422.Error.Message, rsp.JSON422.Violations)
		}
		if rsp.JSON200 == nil {
			return nil, errors.New(rsp.Status())
		}
		return *rsp.JSON200, nil
	}
	return nil, ctx.Err()
}

// Patient has a client that repeats below the generated one.
func Patient(server string) (*medipimapi.ClientWithResponses, error) {
	rc := retryablehttp.NewClient()
	rc.RetryMax = 8
	return medipimapi.NewClientWithResponses(server, medipimapi.WithHTTPClient(rc.StandardClient()))
}

// Closed goes through Patient.
func Closed(ctx context.Context, server string) ([]medipimapi.Order, error) {
	api, err := Patient(server)
	if err != nil {
		return nil, err
	}
	closed := "closed"
	rsp, err := api.QueryOrdersWithResponse(ctx, medipimapi.QueryOrdersJSONRequestBody{State: &closed})
	if err != nil {
		return nil, err
	}
	if rsp.JSON200 == nil {
		return nil, errors.New(rsp.Status())
	}
	return *rsp.JSON200, nil
}

// Lines are not in the document that the client was made of, so they are read from the body.
type Lines struct {
	Lines []struct{ Product, Quantity int }
}

func repeating() *http.Client {
	return &http.Client{Transport: rehttp.NewTransport(nil,
		rehttp.RetryAll(rehttp.RetryMaxRetries(5), rehttp.RetryStatuses(429)),
		rehttp.ExpJitterDelay(time.Second, time.Minute))}
}

// OrderLines does not look.
func OrderLines(ctx context.Context, server string, id int) (*Lines, error) {
	api, err := medipimapi.NewClientWithResponses(server, medipimapi.WithHTTPClient(repeating()))
	if err != nil {
		return nil, err
	}
	rsp, err := api.GetOrderWithResponse(ctx, id)
	if err != nil {
		return nil, err
	}
	l := &Lines{}
	if err := json.Unmarshal(rsp.Body, l); err != nil { // not reported: the bytes in a field of generated code are not known to be the body of an answer
		return nil, err
	}
	return l, nil
}

// OrderLinesToo looks at what the generated code found.
func OrderLinesToo(ctx context.Context, server string, id int) (*Lines, error) {
	api, err := medipimapi.NewClientWithResponses(server, medipimapi.WithHTTPClient(repeating()))
	if err != nil {
		return nil, err
	}
	rsp, err := api.GetOrderWithResponse(ctx, id)
	if err != nil {
		return nil, err
	}
	if rsp.StatusCode() != http.StatusOK {
		return nil, errors.New(rsp.Status())
	}
	l := &Lines{}
	if err := json.Unmarshal(rsp.Body, l); err != nil {
		return nil, err
	}
	return l, nil
}

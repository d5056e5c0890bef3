// Package shop sends through what another package made.
package shop

import (
	"context"
	"errors"
	"net/http"

	"example.com/libraries/clients/medipim/generated/medipimapi"
	"example.com/libraries/clients/medipim/passedon/clients"
	"github.com/sethgrid/pester"
)

func closed(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

func Standard(url string) error { return closed(clients.Standard().Get(url)) }

func Transport(url string) error {
	hc := http.Client{Transport: clients.Transport()}
	return closed(hc.Get(url))
}

func Shared(url string) error { return closed(clients.Shared.Get(url)) }

func Plain(url string) error {
	return closed(clients.Plain().Get(url)) // want medipimretry/missing
}

// A struct that holds a client is handed on by value.
type Box struct{ doer }

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

func NewBox() Box {
	pc := pester.New() // want medipimretry/library
	pc.MaxRetries = 5
	return Box{pc}
}

func (b Box) Query(req *http.Request) error { return closed(b.Do(req)) }

type Good struct{ doer }

func NewGood() Good {
	pc := pester.New()
	pc.MaxRetries = 5
	pc.RetryOnHTTP429 = true
	return Good{pc}
}

func (g Good) Query(req *http.Request) error { return closed(g.Do(req)) }

// The generated client goes through what it is made with.
func Generated(ctx context.Context, server string) (int, error) {
	api, err := medipimapi.NewClientWithResponses(server, medipimapi.WithHTTPClient(clients.Standard()))
	if err != nil {
		return 0, err
	}
	rsp, err := api.FindWithResponse(ctx, &medipimapi.FindParams{})
	if err != nil {
		return 0, err
	}
	if rsp.JSON200 == nil {
		return 0, errors.New(rsp.Status())
	}
	return len(rsp.Body), nil
}

func GeneratedPlain(ctx context.Context, server string) (int, error) {
	api, err := medipimapi.NewClientWithResponses(server, medipimapi.WithHTTPClient(clients.Plain()))
	if err != nil {
		return 0, err
	}
	rsp, err := api.FindWithResponse(ctx, &medipimapi.FindParams{}) // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	if rsp.JSON200 == nil {
		return 0, errors.New(rsp.Status())
	}
	return len(rsp.Body), nil
}

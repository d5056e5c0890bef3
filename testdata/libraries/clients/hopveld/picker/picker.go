package picker

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"example.com/libraries/clients/hopveld/medipimapi"
	"github.com/hashicorp/go-retryablehttp"
)

// Picker keeps a generated client.
type Picker struct {
	api *medipimapi.ClientWithResponses
}

// New takes the generated client as it comes, on a plain HTTP client.
func New(server string) (*Picker, error) {
	api, err := medipimapi.NewClientWithResponses(server)
	if err != nil {
		return nil, err
	}
	return &Picker{api: api}, nil
}

// ErrBusy is made for the rate limit.
var ErrBusy = errors.New("picker: busy")

// Pick calls the generated client and treats every bad answer alike: reported on the call.
func (p *Picker) Pick(ctx context.Context, text string) (int, error) {
	rsp, err := p.api.QueryProductsWithResponse(ctx, medipimapi.QueryProductsJSONRequestBody{Text: &text}) // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	if rsp.JSON200 == nil {
		return 0, fmt.Errorf("pick: %s", rsp.Status())
	}
	return len(rsp.JSON200.Results), nil
}

// PickBusy asks for the field that is set from the real status, and hands a sentinel up: silent.
func (p *Picker) PickBusy(ctx context.Context, text string) (int, error) {
	rsp, err := p.api.QueryProductsWithResponse(ctx, medipimapi.QueryProductsJSONRequestBody{Text: &text})
	if err != nil {
		return 0, err
	}
	switch {
	case rsp.JSON429 != nil:
		return 0, ErrBusy
	case rsp.JSON200 == nil:
		return 0, fmt.Errorf("pick: %s", rsp.Status())
	}
	return len(rsp.JSON200.Results), nil
}

// PickWaiting waits and repeats by the same field: silent.
func (p *Picker) PickWaiting(ctx context.Context, text string) (int, error) {
	tick := time.NewTicker(3 * time.Second)
	defer tick.Stop()
	for {
		rsp, err := p.api.QueryProductsWithResponse(ctx, medipimapi.QueryProductsJSONRequestBody{Text: &text})
		if err != nil {
			return 0, err
		}
		if rsp.JSON200 != nil {
			return len(rsp.JSON200.Results), nil
		}
		if rsp.JSON429 == nil {
			return 0, fmt.Errorf("pick: %s", rsp.Status())
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

// PickNone takes the status out of the decoded default answer: reported; the rate limit gets its sentinel.
func (p *Picker) PickNone(ctx context.Context, text string) (bool, error) {
	rsp, err := p.api.QueryProductsWithResponse(ctx, medipimapi.QueryProductsJSONRequestBody{Text: &text})
	if err != nil {
		return false, err
	}
	if rsp.StatusCode() == http.StatusTooManyRequests {
		return false, ErrBusy
	}
	if d := rsp.JSONDefault; d != nil && d.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return true, nil
	}
	if d := rsp.JSONDefault; d != nil && rsp.StatusCode() == http.StatusNotFound {
		return d.Error.Code == "not_found", nil
	}
	return rsp.JSON200 != nil, nil
}

// PickKey looks for a code that the catalogue does not have: reported on the literal.
func (p *Picker) PickKey(rsp *medipimapi.QueryProductsResponse) string {
	if e := rsp.JSON401; e != nil {
		switch e.Error.Code {
		case "authentication.invalid_key": // want medipimcode/unknown
			return "check the key"
		case "authentication.invalid_api_secret":
			return "check the secret"
		}
	}
	return rsp.Status()
}

// Careful gives the generated client the library's standard client, which repeats the rate limit below it: silent.
func Careful(ctx context.Context, server, text string) (int, error) {
	again := retryablehttp.NewClient()
	again.RetryWaitMin = 2 * time.Second
	api, err := medipimapi.NewClientWithResponses(server, medipimapi.WithHTTPClient(again.StandardClient()))
	if err != nil {
		return 0, err
	}
	rsp, err := api.QueryProductsWithResponse(ctx, medipimapi.QueryProductsJSONRequestBody{Text: &text})
	if err != nil {
		return 0, err
	}
	if rsp.JSON422 != nil {
		return 0, fmt.Errorf("pick: %s", rsp.Body)
	}
	if rsp.JSON200 == nil {
		return 0, fmt.Errorf("pick: %s", rsp.Status())
	}
	return len(rsp.JSON200.Results), nil
}

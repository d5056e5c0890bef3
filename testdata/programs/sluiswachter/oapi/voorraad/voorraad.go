// Package voorraad uses the generated client with the retrying doer under it.
package voorraad

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"example.com/sluiswachter/oapi/medipimapi"
)

type Voorraad struct {
	api *medipimapi.ClientWithResponses
}

func Open(server string) (*Voorraad, error) {
	doer := &medipimapi.RetryDoer{Next: &http.Client{Timeout: 20 * time.Second}, Max: 6}
	api, err := medipimapi.NewClientWithResponses(server, medipimapi.WithHTTPClient(doer))
	if err != nil {
		return nil, fmt.Errorf("voorraad: %w", err)
	}
	return &Voorraad{api: api}, nil
}

func (v *Voorraad) Kent(ctx context.Context, id string) (bool, error) {
	rsp, err := v.api.FindProductWithResponse(ctx, &medipimapi.FindProductParams{Id: id})
	if err != nil {
		return false, err
	}
	switch {
	case rsp.JSON200 != nil:
		return true, nil
	case rsp.JSON404 != nil:
		return false, nil
	}
	return false, fmt.Errorf("kent %s: %d", id, rsp.StatusCode())
}

func (v *Voorraad) Tel(ctx context.Context) (n int, err error) {
	for page := 0; ; page++ {
		rsp, err := v.api.QueryProductsWithResponse(ctx, medipimapi.QueryProductsJSONRequestBody{Page: page})
		if err != nil {
			return n, err
		}
		if rsp.StatusCode() != http.StatusOK {
			return n, fmt.Errorf("tel: %s", rsp.Status())
		}
		if len(rsp.JSON200.Results) == 0 {
			return n, nil
		}
		n += len(rsp.JSON200.Results)
	}
}

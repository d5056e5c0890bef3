package reqv3

import (
	"context"

	"github.com/imroc/req/v3"
)

type plain struct {
	*req.Client
}

func newPlain(id, secret string) *plain {
	return &plain{req.C().SetBaseURL(baseURL).SetCommonBasicAuth(id, secret)}
}

func (c *plain) products(ctx context.Context, q query) (*page, error) {
	resp, err := c.R().SetContext(ctx).SetBody(q).Post("/v4/products/query") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func (c *plain) find(ctx context.Context, id string) (*page, error) {
	resp := c.Get("/v4/products/find").SetQueryParam("id", id).Do(ctx) // want medipimretry/missing
	if resp.Err != nil {
		return nil, resp.Err
	}
	return decode(resp)
}

func (c *plain) must(q query) (*page, error) {
	return decode(c.R().SetBody(q).MustPost("/v4/products/query")) // want medipimretry/missing
}

func packageFunction(q query) (*page, error) {
	resp, err := req.SetBody(q).Post(baseURL + "/v4/products/query") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

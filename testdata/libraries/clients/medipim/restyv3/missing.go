package restyv3

import (
	"context"

	"resty.dev/v3"
)

// plain has no retry option at all: its sends are reported.
type plain struct {
	http *resty.Client
}

func newPlain(id, secret string) *plain {
	return &plain{http: resty.New().SetBaseURL(baseURL).SetBasicAuth(id, secret)}
}

func (c *plain) products(ctx context.Context, q query) (*page, error) {
	resp, err := c.http.R().SetContext(ctx).SetBody(q).Post("/v4/products/query") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func (c *plain) find(id string) (*page, error) {
	resp, err := c.http.R().SetQueryParam("id", id).Get("/v4/products/find") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

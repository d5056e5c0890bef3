package restyv2

import (
	"context"
	"time"

	"github.com/go-resty/resty/v2"
)

// plain has no retry option at all: its sends are reported.
type plain struct {
	http *resty.Client
}

func newPlain(id, secret string) *plain {
	return &plain{http: resty.New().SetBaseURL(baseURL).SetBasicAuth(id, secret).SetTimeout(10 * time.Second)}
}

func (c *plain) products(ctx context.Context, q query) (*page, error) {
	resp, err := c.http.R().SetContext(ctx).SetBody(q).Post("/v4/products/query") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func (c *plain) find(id string) (*page, error) {
	req := c.http.R()
	req.SetQueryParam("id", id)
	resp, err := req.Get("/v4/products/find") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func (c *plain) execute(method, path string, q query) (*page, error) {
	resp, err := c.http.NewRequest().SetBody(q).Execute(method, path) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func once(q query) (*page, error) {
	r := resty.New().R()
	r.Method, r.URL, r.Body = resty.MethodPost, baseURL+"/v4/products/query", q
	resp, err := r.Send() // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

package restyv2

import (
	"slices"

	"github.com/go-resty/resty/v2"
)

func brokenOnly(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).AddRetryCondition(broken)
	resp, err := client.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func literalCondition(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3)
	client.AddRetryCondition(func(r *resty.Response, err error) bool {
		return r.StatusCode() == 502 || r.StatusCode() == 503 // want medipimretry/incomplete
	})
	resp, err := client.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

var retried = []int{500, 502, 503, 504}

func listedCondition(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).
		AddRetryCondition(func(r *resty.Response, err error) bool {
			return slices.Contains(retried, r.StatusCode()) // want medipimretry/incomplete
		})
	resp, err := client.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

package restyv3

import (
	"net/http"

	"resty.dev/v3"
)

// Nothing in this file is reported.

func complete(q query) (*page, error) {
	client := resty.New().
		SetBaseURL(baseURL).
		SetRetryCount(3).
		SetRetryAllowNonIdempotent(true).
		AddRetryConditions(resty.RetryConditionStatusTooManyRequests, resty.RetryConditionStatus5XX)
	return post(client, q)
}

func ownWords(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL)
	client.SetRetryCount(3)
	client.AddRetryConditions(func(resp *resty.Response, err error) bool {
		return resp.IsStatusFailure()
	})
	client.SetRetryAllowNonIdempotent(true)
	return post(client, q)
}

func findComplete(id string) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).AddRetryConditions(limited)
	return find(client, id)
}

func allOnTheRequest(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL)
	defer client.Close()
	resp, err := client.R().
		SetRetryCount(3).
		SetRetryAllowNonIdempotent(true).
		AddRetryConditions(limited).
		SetBody(q).
		Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func permissionOnTheRequest(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).AddRetryConditions(limited)
	defer client.Close()
	resp, err := client.R().SetRetryAllowNonIdempotent(true).SetBody(q).Execute(http.MethodPost, "/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func replaceWithPut(client *resty.Client, q query) (*page, error) {
	if client == nil {
		client = resty.New().SetBaseURL(baseURL).SetRetryCount(3).AddRetryConditions(limited)
	}
	resp, err := client.R().SetBody(q).Put("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

package restyv2

import (
	"errors"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
)

// Each of these clients has something of a retry, and lacks something of it.
// The report stands on the constructor.

func countOnly(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL) // want medipimretry/library
	client.SetRetryCount(3)
	return post(client, q)
}

func conditionOnly(q query) (*page, error) {
	client := resty.New(). // want medipimretry/library
				SetBaseURL(baseURL).
				AddRetryCondition(limited)
	return post(client, q)
}

func errorConditionOnly(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).AddRetryAfterErrorCondition() // want medipimretry/library
	return post(client, q)
}

func waitTimesOnly(q query) (*page, error) {
	client := resty.New() // want medipimretry/library
	client.SetBaseURL(baseURL)
	client.SetRetryWaitTime(time.Second)
	client.SetRetryMaxWaitTime(10 * time.Second)
	return post(client, q)
}

func countOfZero(q query) (*page, error) {
	client := resty.New() // want medipimretry/library
	client.SetBaseURL(baseURL).SetRetryCount(0).AddRetryCondition(limited)
	return post(client, q)
}

func countInAField(q query) (*page, error) {
	client := resty.New() // want medipimretry/library
	client.BaseURL = baseURL
	client.RetryCount = 3
	return post(client, q)
}

func conditionOnTheRequest(q query) (*page, error) {
	client := resty.NewWithClient(&http.Client{Timeout: time.Minute}) // want medipimretry/library
	client.SetBaseURL(baseURL).SetRetryWaitTime(time.Second)
	resp, err := client.R().AddRetryCondition(limited).SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func quotaAborts(q query) (*page, error) {
	client := resty.New() // want medipimretry/library
	client.SetBaseURL(baseURL).SetRetryCount(3).AddRetryCondition(limited)
	client.SetRetryAfter(func(*resty.Client, *resty.Response) (time.Duration, error) {
		return 0, errors.New("quota exceeded")
	})
	return post(client, q)
}

// middlewareAborts makes an error of a 429, and resty does not retry such one
// by its count alone.
func middlewareAborts(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3) // want medipimretry/library
	client.OnAfterResponse(func(_ *resty.Client, resp *resty.Response) error {
		if resp.IsError() {
			return errors.New(resp.Status())
		}
		return nil
	})
	return post(client, q)
}

var shared = resty.New().SetBaseURL(baseURL).SetRetryCount(5) // want medipimretry/library

func throughShared(q query) (*page, error) {
	return post(shared, q)
}

// post sends for all of them: it has no report of its own.
func post(client *resty.Client, q query) (*page, error) {
	resp, err := client.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

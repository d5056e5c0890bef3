package restyv2

import (
	"errors"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-retryablehttp"
)

// Nothing in this file is reported.

// Client is set up in another function, by options, and sends in methods.
type Client struct {
	http *resty.Client
}

type option func(*resty.Client)

func withRetries(n int) option {
	return func(c *resty.Client) { c.SetRetryCount(n).AddRetryCondition(limited) }
}

func newClient(options ...option) *Client {
	c := &Client{http: resty.New().SetBaseURL(baseURL)}
	for _, o := range options {
		o(c.http)
	}
	return c
}

// Default is how the shop makes its client.
func Default() *Client { return newClient(withRetries(4)) }

// Products retries a 429 in resty.
func (c *Client) Products(q query) (*page, error) {
	resp, err := c.http.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func chained(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).
		SetRetryCount(3).
		SetRetryWaitTime(time.Second).
		AddRetryCondition(func(r *resty.Response, err error) bool {
			return r.StatusCode() == http.StatusTooManyRequests || r.StatusCode() >= 500
		})
	resp, err := client.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func everyError(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).AddRetryAfterErrorCondition()
	resp, err := client.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func oneOfTwo(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3)
	client.AddRetryCondition(func(r *resty.Response, err error) bool { return r.StatusCode() >= 500 })
	client.AddRetryCondition(limited)
	resp, err := client.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func onTheRequest(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3)
	resp, err := client.R().AddRetryCondition(limited).SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func inFields(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL)
	client.RetryCount = 3
	client.RetryConditions = append(client.RetryConditions, limited)
	resp, err := client.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// middlewareRetries makes an error of a 429, and its condition covers errors.
func middlewareRetries(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3)
	client.OnAfterResponse(func(_ *resty.Client, resp *resty.Response) error {
		if resp.IsError() {
			return errors.New(resp.Status())
		}
		return nil
	})
	client.AddRetryCondition(func(_ *resty.Response, err error) bool { return err != nil })
	resp, err := client.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func retriedBelow(q query) (*page, error) {
	client := resty.NewWithClient(retryablehttp.NewClient().StandardClient()).SetBaseURL(baseURL)
	resp, err := client.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func loopAround(client *resty.Client, q query) (*page, error) {
	for attempt := 0; ; attempt++ {
		resp, err := client.R().SetBody(q).Post(baseURL + "/v4/products/query")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode() == http.StatusTooManyRequests && attempt < 5 {
			time.Sleep(time.Second << attempt)
			continue
		}
		return decode(resp)
	}
}

// ErrLimited is a 429 as such: the caller's to deal with.
var ErrLimited = errors.New("medipim: too many requests")

func handedUp(client *resty.Client, q query) (*page, error) {
	resp, err := client.R().SetBody(q).Post(baseURL + "/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() == http.StatusTooManyRequests {
		return nil, ErrLimited
	}
	return decode(resp)
}

// stock talks to another API.
func stock(id string) (string, error) {
	resp, err := resty.New().R().SetPathParam("id", id).Get("https://stock.example.com/items/{id}")
	if err != nil {
		return "", err
	}
	if resp.IsError() {
		return "", errors.New(resp.Status())
	}
	return resp.String(), nil
}

package retryable

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// Nothing in this file is reported.

func byDefault(body io.Reader) (*page, error) {
	return post(retryablehttp.NewClient(), body)
}

func packageFunction(body io.Reader) (*page, error) {
	resp, err := retryablehttp.Post(products, "application/json", body)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func tuned(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient()
	client.RetryMax = 10
	client.RetryWaitMin, client.RetryWaitMax = time.Second, time.Minute
	client.Backoff = retryablehttp.LinearJitterBackoff
	client.ErrorHandler = retryablehttp.PassthroughErrorHandler
	return post(client, body)
}

func defaultAndMore(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient()
	client.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		if resp != nil && resp.StatusCode == http.StatusConflict {
			return true, nil
		}
		return retryablehttp.DefaultRetryPolicy(ctx, resp, err)
	}
	return post(client, body)
}

func completeLiteral(body io.Reader) (*page, error) {
	client := &retryablehttp.Client{
		HTTPClient:   &http.Client{Timeout: time.Minute},
		RetryMax:     4,
		RetryWaitMin: time.Second,
		RetryWaitMax: time.Minute,
		CheckRetry:   retryablehttp.ErrorPropagatedRetryPolicy,
		Backoff:      retryablehttp.DefaultBackoff,
	}
	return post(client, body)
}

func standardClient(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient().StandardClient()
	resp, err := client.Post(products, "application/json", body)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func roundTripper(ctx context.Context, body io.Reader) (*page, error) {
	client := &http.Client{Transport: &retryablehttp.RoundTripper{Client: retryablehttp.NewClient()}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, products, body)
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// service keeps the client in a field that another function sets.
type service struct{ http *retryablehttp.Client }

func newService() *service {
	s := new(service)
	s.http = retryablehttp.NewClient()
	s.http.RetryMax = 6
	return s
}

func (s *service) products(ctx context.Context, query []byte) (*page, error) {
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodPost, products, query)
	if err != nil {
		return nil, err
	}
	resp, err := s.http.Do(req)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

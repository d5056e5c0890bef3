package pesterclient

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/sethgrid/pester"
)

func packageFunction(body io.Reader) (*page, error) {
	resp, err := pester.Post(products, "application/json", body) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func plain(body io.Reader) (*page, error) {
	client := pester.New()
	resp, err := client.Post(products, "application/json", body) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func retriesElse(body io.Reader) (*page, error) {
	client := pester.New() // want medipimretry/library
	client.MaxRetries = 5
	client.Backoff = pester.ExponentialJitterBackoff
	resp, err := client.Post(products, "application/json", body)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func switchedOff(ctx context.Context, body io.Reader) (*page, error) {
	client := pester.NewExtendedClient(&http.Client{Timeout: time.Minute}) // want medipimretry/library
	client.SetRetryOnHTTP429(false)
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

// singleAttempt forgets that MaxRetries counts the first attempt too.
func singleAttempt(body io.Reader) (*page, error) {
	client := pester.New() // want medipimretry/library
	client.RetryOnHTTP429 = true
	client.MaxRetries = 1
	resp, err := client.Post(products, "application/json", body)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func byField(body io.Reader) (*page, error) {
	client := pester.New()
	client.RetryOnHTTP429 = true
	resp, err := client.Post(products, "application/json", body)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// Client is set up in its constructor, through the setter.
type Client struct{ http *pester.Client }

func newClient() *Client {
	c := &Client{http: pester.New()}
	c.http.MaxRetries = 8
	c.http.Backoff = pester.ExponentialBackoff
	c.http.SetRetryOnHTTP429(true)
	return c
}

func (c *Client) products(body io.Reader) (*page, error) {
	resp, err := c.http.Post(products, "application/json", body)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

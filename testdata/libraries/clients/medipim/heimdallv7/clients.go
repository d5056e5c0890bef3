package heimdallv7

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/gojek/heimdall/v7"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/hashicorp/go-retryablehttp"
)

var jsonHeader = http.Header{"Content-Type": {"application/json"}}

func plain(body io.Reader) (*page, error) {
	client := httpclient.NewClient(httpclient.WithHTTPTimeout(10 * time.Second))
	resp, err := client.Post(products, body, jsonHeader) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func plainDo(ctx context.Context, body io.Reader) (*page, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, products, body)
	if err != nil {
		return nil, err
	}
	resp, err := httpclient.NewClient().Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// retrying has all that heimdall offers, and a 429 is not retried.
func retrying(body io.Reader) (*page, error) {
	backoff := heimdall.NewExponentialBackoff(time.Second, time.Minute, 2, 100*time.Millisecond)
	client := httpclient.NewClient( // want medipimretry/library
		httpclient.WithHTTPTimeout(10*time.Second),
		httpclient.WithRetryCount(4),
		httpclient.WithRetrier(heimdall.NewRetrier(backoff)),
	)
	resp, err := client.Post(products, body, jsonHeader)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// Client keeps its set-up in a constructor.
type Client struct{ http heimdall.Client }

func newClient() *Client {
	return &Client{http: httpclient.NewClient(httpclient.WithRetryCount(2))} // want medipimretry/library
}

func (c *Client) products(body io.Reader) (*page, error) {
	resp, err := c.http.Post(products, body, jsonHeader)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// doer turns a 429 into an error, and errors are what heimdall retries.
type doer struct{ http.Client }

func (d *doer) Do(req *http.Request) (*http.Response, error) {
	resp, err := d.Client.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return nil, errors.New("too many requests")
	}
	return resp, nil
}

func throughDoer(body io.Reader) (*page, error) {
	backoff := heimdall.NewConstantBackoff(time.Second, 100*time.Millisecond)
	client := httpclient.NewClient(
		httpclient.WithHTTPClient(&doer{}),
		httpclient.WithRetryCount(4),
		httpclient.WithRetrier(heimdall.NewRetrier(backoff)),
	)
	resp, err := client.Post(products, body, jsonHeader)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func retriedBelow(body io.Reader) (*page, error) {
	client := httpclient.NewClient(httpclient.WithHTTPClient(retryablehttp.NewClient().StandardClient()))
	resp, err := client.Post(products, body, jsonHeader)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func loopAround(query string) (*page, error) {
	client := httpclient.NewClient(httpclient.WithHTTPTimeout(10 * time.Second))
	for attempt := 0; ; attempt++ {
		resp, err := client.Post(products, strings.NewReader(query), jsonHeader)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || attempt == 5 {
			return decode(resp)
		}
		resp.Body.Close()
		time.Sleep(time.Second << attempt)
	}
}

package retryable

import (
	"io"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

func neverAgain(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient() // want medipimretry/library
	client.Logger = nil
	client.RetryMax = 0
	return post(client, body)
}

func literal(body io.Reader) (*page, error) {
	client := &retryablehttp.Client{CheckRetry: retryablehttp.DefaultRetryPolicy, Backoff: retryablehttp.DefaultBackoff} // want medipimretry/library
	return post(client, body)
}

func asStandardClient(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient() // want medipimretry/library
	client.RetryMax = 0
	client.RetryWaitMin = time.Second
	resp, err := client.StandardClient().Post(products, "application/json", body)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

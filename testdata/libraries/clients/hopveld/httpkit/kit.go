package httpkit

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-retryablehttp"
)

// PostJSON sends a text and hands the answer up; this package knows no particular API.
func PostJSON(ctx context.Context, url, text string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return http.DefaultClient.Do(req)
}

// Fetch makes the same mistakes as others do, for no particular API: silent, this package is nobody's client.
func Fetch(url string) ([]byte, error) {
	resp, err := resty.New().SetRetryCount(3).R().Get(url)
	if err != nil {
		return nil, err
	}
	return resp.Body(), nil
}

// Once switches retries off, for no particular API: silent.
func Once(url string) (*http.Response, error) {
	hc := retryablehttp.NewClient()
	hc.RetryMax = 0
	return hc.Get(url)
}

// Loop calls a function until it is content, with a pause between.
func Loop(ctx context.Context, again func() (bool, error)) error {
	for n := 1; n < 8; n++ {
		more, err := again()
		if err != nil || !more {
			return err
		}
		select {
		case <-time.After(time.Duration(n) * time.Second):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errors.New("httpkit: too many tries")
}

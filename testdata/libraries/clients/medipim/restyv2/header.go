package restyv2

import (
	"errors"
	"strconv"
	"time"

	"github.com/go-resty/resty/v2"
)

// asTheHeaderSays gives up where the header is absent, as it may be.
func asTheHeaderSays(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).AddRetryCondition(limited)
	client.SetRetryAfter(func(_ *resty.Client, resp *resty.Response) (time.Duration, error) {
		after := resp.Header().Get("Retry-After")
		if after == "" { // want medipimretry/header
			return 0, errors.New("no Retry-After")
		}
		seconds, err := strconv.Atoi(after)
		return time.Duration(seconds) * time.Second, err
	})
	return viaRetryAfter(client, q)
}

// orTheDefault leaves the delay to resty where the header is absent.
func orTheDefault(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).AddRetryCondition(limited)
	client.SetRetryAfter(func(_ *resty.Client, resp *resty.Response) (time.Duration, error) {
		after := resp.Header().Get("Retry-After")
		if after == "" {
			return 0, nil
		}
		seconds, err := strconv.Atoi(after)
		return time.Duration(seconds) * time.Second, err
	})
	return viaRetryAfter(client, q)
}

func viaRetryAfter(client *resty.Client, q query) (*page, error) {
	resp, err := client.R().SetBody(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

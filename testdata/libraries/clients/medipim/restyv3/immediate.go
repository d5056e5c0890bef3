package restyv3

import (
	"time"

	"resty.dev/v3"
)

func hammering(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).SetRetryAllowNonIdempotent(true).AddRetryConditions(limited).SetRetryDelayStrategy(resty.RetryConstantDelayStrategy(0)) // want medipimretry/immediate
	return post(client, q)
}

func noWaits(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL) // want medipimretry/immediate
	client.SetRetryCount(3).SetRetryAllowNonIdempotent(true).AddRetryConditions(limited)
	client.SetRetryWaitTime(0).SetRetryMaxWaitTime(0)
	return post(client, q)
}

func ownStrategy(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL) // want medipimretry/immediate
	client.SetRetryCount(3).SetRetryAllowNonIdempotent(true).AddRetryConditions(limited)
	client.SetRetryDelayStrategy(func(*resty.Response, error) (time.Duration, error) { return 0, nil })
	return post(client, q)
}

// What follows is not reported.

// noShortest: resty takes its own.
func noShortest(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL)
	client.SetRetryCount(3).SetRetryAllowNonIdempotent(true).AddRetryConditions(limited).SetRetryWaitTime(0)
	return post(client, q)
}

func growing(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL)
	client.SetRetryCount(3).SetRetryAllowNonIdempotent(true).AddRetryConditions(limited)
	client.SetRetryDelayStrategy(func(resp *resty.Response, _ error) (time.Duration, error) {
		return time.Duration(resp.Request.Attempt) * time.Second, nil
	})
	return post(client, q)
}

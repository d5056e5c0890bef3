package restyv2

import (
	"time"

	"github.com/go-resty/resty/v2"
)

func noWaits(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL) // want medipimretry/immediate
	client.SetRetryCount(3).AddRetryCondition(limited).SetRetryWaitTime(0).SetRetryMaxWaitTime(0)
	return post(client, q)
}

// noShortest: the delay grows from nothing.
func noShortest(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL) // want medipimretry/immediate
	client.SetRetryCount(3).AddRetryCondition(limited).SetRetryWaitTime(0)
	return post(client, q)
}

// noneOfItsOwn leaves the delay to resty, which has none.
func noneOfItsOwn(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL) // want medipimretry/immediate
	client.RetryWaitTime = 0
	client.SetRetryCount(3).AddRetryCondition(limited)
	client.SetRetryAfter(func(*resty.Client, *resty.Response) (time.Duration, error) { return 0, nil })
	return post(client, q)
}

// What follows is not reported.

// noLongest: resty waits the shortest delay.
func noLongest(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL)
	client.SetRetryCount(3).AddRetryCondition(limited).SetRetryMaxWaitTime(0)
	return post(client, q)
}

func ownDelay(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL)
	client.SetRetryCount(3).AddRetryCondition(limited).SetRetryWaitTime(0)
	client.SetRetryAfter(func(*resty.Client, *resty.Response) (time.Duration, error) { return time.Second, nil })
	return post(client, q)
}

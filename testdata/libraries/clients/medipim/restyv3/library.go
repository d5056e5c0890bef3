package restyv3

import (
	"time"

	"resty.dev/v3"
)

func countOnly(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3) // want medipimretry/library
	return post(client, q)
}

// withoutPermission would do for a GET.
func withoutPermission(q query) (*page, error) {
	client := resty.New(). // want medipimretry/library
				SetBaseURL(baseURL).
				SetRetryCount(3).
				AddRetryConditions(resty.RetryConditionStatusTooManyRequests)
	return post(client, q)
}

func withoutCount(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryAllowNonIdempotent(true).AddRetryConditions(limited) // want medipimretry/library
	return post(client, q)
}

// withoutCondition trusts the default conditions, which cover no status.
func withoutCondition(q query) (*page, error) {
	client := resty.New() // want medipimretry/library
	client.SetBaseURL(baseURL)
	client.SetRetryCount(3)
	client.SetRetryWaitTime(time.Second)
	client.SetRetryAllowNonIdempotent(true)
	client.SetRetryDefaultConditions(true)
	return post(client, q)
}

func permissionWithdrawn(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL) // want medipimretry/library
	client.SetRetryCount(3).SetRetryAllowNonIdempotent(false).AddRetryConditions(limited)
	return post(client, q)
}

// brokenOnly has a list of the library's own conditions that leaves 429 out.
func brokenOnly(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).SetRetryAllowNonIdempotent(true) // want medipimretry/library
	client.AddRetryConditions(resty.RetryConditionStatus5XX, resty.RetryConditionStatusZero)
	return post(client, q)
}

func findWithoutCondition(id string) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3) // want medipimretry/library
	return find(client, id)
}

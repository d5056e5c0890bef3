package restyv3

import "resty.dev/v3"

func hammering(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).SetRetryAllowNonIdempotent(true).AddRetryConditions(limited).SetRetryDelayStrategy(resty.RetryConstantDelayStrategy(0)) // want medipimretry/immediate
	return post(client, q)
}

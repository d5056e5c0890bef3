package restyv3

import "resty.dev/v3"

func ownCondition(q query) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3).SetRetryAllowNonIdempotent(true)
	client.AddRetryConditions(func(resp *resty.Response, err error) bool {
		return err != nil || resp.StatusCode() >= 500 // want medipimretry/incomplete
	})
	return post(client, q)
}

func findWithOwnCondition(id string) (*page, error) {
	client := resty.New().SetBaseURL(baseURL).SetRetryCount(3)
	client.AddRetryConditions(func(resp *resty.Response, err error) bool {
		switch resp.StatusCode() {
		case 502, 503, 504: // want medipimretry/incomplete
			return true
		}
		return false
	})
	return find(client, id)
}

package reqv3

import (
	"time"

	"github.com/imroc/req/v3"
)

func fixedAtNothing(q query) (*page, error) {
	client := req.C().SetBaseURL(baseURL) // want medipimretry/immediate
	client.SetCommonRetryCount(3).SetCommonRetryCondition(limited).SetCommonRetryFixedInterval(0)
	return post(client, q)
}

func ownInterval(q query) (*page, error) {
	client := req.C().SetBaseURL(baseURL) // want medipimretry/immediate
	client.SetCommonRetryCount(3).SetCommonRetryCondition(limited)
	client.SetCommonRetryInterval(func(*req.Response, int) time.Duration { return 0 })
	return post(client, q)
}

// growing is not reported.
func growing(q query) (*page, error) {
	client := req.C().SetBaseURL(baseURL)
	client.SetCommonRetryCount(3).SetCommonRetryCondition(limited)
	client.SetCommonRetryInterval(func(_ *req.Response, attempt int) time.Duration { return time.Duration(attempt) * time.Second })
	return post(client, q)
}

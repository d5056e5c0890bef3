package reqv3

import (
	"time"

	"github.com/imroc/req/v3"
)

// Nothing in this file is reported.

func complete(q query) (*page, error) {
	client := req.C().SetBaseURL(baseURL).SetCommonRetryCount(3).SetCommonRetryCondition(limited)
	return post(client, q)
}

func withoutEnd(q query) (*page, error) {
	client := req.C().SetBaseURL(baseURL).SetCommonRetryCount(-1)
	client.AddCommonRetryCondition(func(resp *req.Response, err error) bool { return resp.GetStatusCode() >= 500 })
	client.AddCommonRetryCondition(limited)
	client.SetCommonRetryFixedInterval(2 * time.Second)
	return post(client, q)
}

func everyFailure(q query) (*page, error) {
	client := req.C().SetBaseURL(baseURL).SetCommonRetryCount(2).
		SetCommonRetryCondition(func(resp *req.Response, err error) bool {
			return err != nil || !resp.IsSuccessState()
		})
	return post(client, q)
}

// clientMiddleware makes an error of a 429, which the count alone retries.
func clientMiddleware(q query) (*page, error) {
	client := req.C().SetBaseURL(baseURL).SetCommonRetryCount(3).OnAfterResponse(errorFor)
	return post(client, q)
}

func requestRetries(client *req.Client, q query) (*page, error) {
	resp, err := client.R().SetRetryCount(3).SetRetryCondition(limited).
		SetBodyJsonMarshal(q).Post(baseURL + "/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

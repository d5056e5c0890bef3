package reqv3

import (
	"errors"
	"net/http"
	"time"

	"github.com/imroc/req/v3"
)

func countOnly(q query) (*page, error) {
	client := req.C().SetBaseURL(baseURL).SetCommonRetryCount(3).SetCommonRetryBackoffInterval(time.Second, time.Minute) // want medipimretry/library
	return post(client, q)
}

func conditionOnly(q query) (*page, error) {
	client := req.NewClient(). // want medipimretry/library
					SetBaseURL(baseURL).
					SetCommonRetryCondition(limited)
	return post(client, q)
}

func countOfZero(q query) (*page, error) {
	client := req.C().SetBaseURL(baseURL) // want medipimretry/library
	client.SetCommonRetryCount(0)
	client.AddCommonRetryCondition(limited)
	return post(client, q)
}

// requestMiddleware ends the attempts with its error: only the client's own
// middleware makes an answer an error that is retried.
func requestMiddleware(q query) (*page, error) {
	client := req.C().SetBaseURL(baseURL).SetCommonRetryCount(3) // want medipimretry/library
	resp, err := client.R().OnAfterResponse(errorFor).SetBodyJsonMarshal(q).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func errorFor(_ *req.Client, resp *req.Response) error {
	if resp.Err == nil && resp.StatusCode >= http.StatusBadRequest {
		return errors.New(resp.GetStatus())
	}
	return nil
}

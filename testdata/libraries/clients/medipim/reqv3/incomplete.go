package reqv3

import "github.com/imroc/req/v3"

func brokenOnly(q query) (*page, error) {
	client := req.C().SetBaseURL(baseURL).SetCommonRetryCount(3).
		SetCommonRetryCondition(func(resp *req.Response, err error) bool {
			return err != nil || resp.StatusCode >= 500 // want medipimretry/incomplete
		})
	return post(client, q)
}

func onTheRequest(client *req.Client, q query) (*page, error) {
	resp, err := client.R().
		SetRetryCount(3).
		SetRetryCondition(func(resp *req.Response, err error) bool {
			return resp.GetStatusCode() == 503 // want medipimretry/incomplete
		}).
		SetBodyJsonMarshal(q).
		Post(baseURL + "/v4/products/query")
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

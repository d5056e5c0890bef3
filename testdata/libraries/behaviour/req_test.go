package behaviour

import (
	"fmt"
	"net/http"
	"time"

	"github.com/imroc/req/v3"
)

// reqV3 posts through an imroc/req client with a short interval.
func reqV3(change func(*req.Client), more ...func(*req.Request)) sender {
	return func(url string) (int, error) {
		c := req.C().SetLogger(nil).SetCommonRetryFixedInterval(wait)
		change(c)
		r := c.R().SetContentType("application/json").SetBodyString(query)
		for _, m := range more {
			m(r)
		}
		resp, err := r.Post(url)
		return resp.GetStatusCode(), err
	}
}

func reqLimited(resp *req.Response, err error) bool {
	return err == nil && resp.StatusCode == http.StatusTooManyRequests
}

func reqBroken(resp *req.Response, err error) bool {
	return err != nil || resp.StatusCode >= 500
}

// reqErrorFor turns a response that is not 2xx into an error.
func reqErrorFor(_ *req.Client, resp *req.Response) error {
	if resp.Err == nil && !resp.IsSuccessState() {
		return fmt.Errorf("status %s", resp.GetStatus())
	}
	return nil
}

var reqRows = []row{
	{
		library: "imroc/req v3", configuration: "default",
		send:  reqV3(func(c *req.Client) {}),
		twice: gives429, forever: gives429,
	},
	{
		library: "imroc/req v3", configuration: "count only",
		send:  reqV3(func(c *req.Client) { c.SetCommonRetryCount(3) }),
		twice: gives429, forever: gives429,
	},
	{
		library: "imroc/req v3", configuration: "condition only",
		send:  reqV3(func(c *req.Client) { c.SetCommonRetryCondition(reqLimited) }),
		twice: gives429, forever: gives429,
	},
	{
		library: "imroc/req v3", configuration: "count and condition",
		send: reqV3(func(c *req.Client) {
			c.SetCommonRetryCount(3).SetCommonRetryCondition(reqLimited)
		}),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "imroc/req v3", configuration: "count and AddCommonRetryCondition",
		send: reqV3(func(c *req.Client) {
			c.SetCommonRetryCount(3).AddCommonRetryCondition(reqBroken).AddCommonRetryCondition(reqLimited)
		}),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "imroc/req v3", configuration: "SetCommonRetryCondition replaces what was added",
		send: reqV3(func(c *req.Client) {
			c.SetCommonRetryCount(3).AddCommonRetryCondition(reqLimited).SetCommonRetryCondition(reqBroken)
		}),
		twice: gives429, forever: gives429,
	},
	{
		library: "imroc/req v3", configuration: "count and condition of 5xx",
		send: reqV3(func(c *req.Client) {
			c.SetCommonRetryCount(3).SetCommonRetryCondition(reqBroken)
		}),
		twice: gives429, forever: gives429,
	},
	{
		library: "imroc/req v3", configuration: "negative count and condition",
		send: reqV3(func(c *req.Client) {
			c.SetCommonRetryCount(-1).SetCommonRetryCondition(reqLimited)
		}),
		twice: recovers, forever: end{requests: endless, status: http.StatusOK}, pause: waits,
	},
	{
		library: "imroc/req v3", configuration: "count and condition on the request",
		send: reqV3(func(c *req.Client) {}, func(r *req.Request) {
			r.SetRetryCount(3).SetRetryFixedInterval(wait).SetRetryCondition(reqLimited)
		}),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "imroc/req v3", configuration: "client's count, request's condition",
		send: reqV3(func(c *req.Client) { c.SetCommonRetryCount(3) },
			func(r *req.Request) { r.AddRetryCondition(reqLimited) }),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "imroc/req v3", configuration: "interval of zero",
		send: reqV3(func(c *req.Client) {
			c.SetCommonRetryCount(3).SetCommonRetryCondition(reqLimited)
			c.SetCommonRetryInterval(func(*req.Response, int) time.Duration { return 0 })
		}),
		twice: recovers, forever: after(4), pause: immediate,
	},
	{
		// The client's middleware makes 429 an error before the retry is decided.
		library: "imroc/req v3", configuration: "count, client's OnAfterResponse with an error",
		send:  reqV3(func(c *req.Client) { c.SetCommonRetryCount(3).OnAfterResponse(reqErrorFor) }),
		twice: recovers, forever: end{requests: 4, status: 429, failed: true}, pause: waits,
	},
	{
		// The request's middleware ends the attempts with its error.
		library: "imroc/req v3", configuration: "count, request's OnAfterResponse with an error",
		send: reqV3(func(c *req.Client) { c.SetCommonRetryCount(3) },
			func(r *req.Request) { r.OnAfterResponse(reqErrorFor) }),
		twice:   end{requests: 1, status: 429, failed: true},
		forever: end{requests: 1, status: 429, failed: true},
	},
	{
		// Refused before anything is sent.
		library: "imroc/req v3", configuration: "count, condition, and a reader as the body",
		send: reqV3(func(c *req.Client) {
			c.SetCommonRetryCount(3).SetCommonRetryCondition(reqLimited)
		}, func(r *req.Request) { r.SetBody(newBody()) }),
		twice: fails(0), forever: fails(0),
	},
}

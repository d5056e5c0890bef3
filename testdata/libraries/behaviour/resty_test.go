package behaviour

import (
	"errors"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
)

// restyClient is a resty v2 client with short waits and no log.
func restyClient() *resty.Client {
	return resty.New().
		SetLogger(quiet{}).
		SetRetryWaitTime(wait).
		SetRetryMaxWaitTime(2 * wait)
}

func resty2(change func(*resty.Client), more ...func(*resty.Request)) sender {
	return func(url string) (int, error) {
		c := restyClient()
		change(c)
		r := c.R().SetHeader("Content-Type", "application/json").SetBody(query)
		for _, m := range more {
			m(r)
		}
		resp, err := r.Post(url)
		if resp == nil {
			return 0, err
		}
		return resp.StatusCode(), err
	}
}

func resty2Limited(r *resty.Response, err error) bool {
	return r.StatusCode() == http.StatusTooManyRequests
}

func resty2Broken(r *resty.Response, err error) bool {
	return err != nil || r.StatusCode() >= 500
}

// resty2ErrorFor makes an error of every status above 399.
func resty2ErrorFor(_ *resty.Client, r *resty.Response) error {
	if r.IsError() {
		return errors.New(r.Status())
	}
	return nil
}

var restyRows = []row{
	{
		library: "resty v2", configuration: "default",
		send:  resty2(func(c *resty.Client) {}),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v2", configuration: "count only",
		send:  resty2(func(c *resty.Client) { c.SetRetryCount(3) }),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v2", configuration: "condition only",
		send:  resty2(func(c *resty.Client) { c.AddRetryCondition(resty2Limited) }),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v2", configuration: "count and condition",
		send:  resty2(func(c *resty.Client) { c.SetRetryCount(3).AddRetryCondition(resty2Limited) }),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "resty v2", configuration: "fields RetryCount and RetryConditions",
		send: resty2(func(c *resty.Client) {
			c.RetryCount = 3
			c.RetryConditions = append(c.RetryConditions, resty2Limited)
		}),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "resty v2", configuration: "count and condition of 5xx",
		send:  resty2(func(c *resty.Client) { c.SetRetryCount(3).AddRetryCondition(resty2Broken) }),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v2", configuration: "count and two conditions, one of 429",
		send: resty2(func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryCondition(resty2Limited).AddRetryCondition(resty2Broken)
		}),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "resty v2", configuration: "count and AddRetryAfterErrorCondition",
		send:  resty2(func(c *resty.Client) { c.SetRetryCount(3).AddRetryAfterErrorCondition() }),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "resty v2", configuration: "AddRetryAfterErrorCondition only",
		send:  resty2(func(c *resty.Client) { c.AddRetryAfterErrorCondition() }),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v2", configuration: "client's count, request's condition",
		send: resty2(func(c *resty.Client) { c.SetRetryCount(3) },
			func(r *resty.Request) { r.AddRetryCondition(resty2Limited) }),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "resty v2", configuration: "request's condition, no count",
		send: resty2(func(c *resty.Client) {},
			func(r *resty.Request) { r.AddRetryCondition(resty2Limited) }),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v2", configuration: "count 0 and condition",
		send:  resty2(func(c *resty.Client) { c.SetRetryCount(0).AddRetryCondition(resty2Limited) }),
		twice: gives429, forever: gives429,
	},
	{
		// Neither a request, nor a response, nor an error.
		library: "resty v2", configuration: "negative count and condition",
		send:  resty2(func(c *resty.Client) { c.SetRetryCount(-1).AddRetryCondition(resty2Limited) }),
		twice: end{}, forever: end{},
	},
	{
		library: "resty v2", configuration: "SetRetryAfter with an error",
		send: resty2(func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryCondition(resty2Limited)
			c.SetRetryAfter(func(*resty.Client, *resty.Response) (time.Duration, error) {
				return 0, errors.New("quota exceeded")
			})
		}),
		twice:   end{requests: 1, status: 429, failed: true},
		forever: end{requests: 1, status: 429, failed: true},
	},
	{
		library: "resty v2", configuration: "SetRetryAfter of zero means the default",
		send: resty2(func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryCondition(resty2Limited)
			c.SetRetryAfter(func(*resty.Client, *resty.Response) (time.Duration, error) { return 0, nil })
		}),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "resty v2", configuration: "SetRetryAfter without count and condition",
		send: resty2(func(c *resty.Client) {
			c.SetRetryAfter(func(*resty.Client, *resty.Response) (time.Duration, error) { return wait, nil })
		}),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v2", configuration: "both wait times 0",
		send: resty2(func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryCondition(resty2Limited).SetRetryWaitTime(0).SetRetryMaxWaitTime(0)
		}),
		twice: recovers, forever: after(4), pause: immediate,
	},
	{
		library: "resty v2", configuration: "SetRetryWaitTime 0",
		send: resty2(func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryCondition(resty2Limited).SetRetryWaitTime(0)
		}),
		twice: recovers, forever: after(4), pause: immediate,
	},
	{
		library: "resty v2", configuration: "SetRetryMaxWaitTime 0",
		send: resty2(func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryCondition(resty2Limited).SetRetryMaxWaitTime(0)
		}),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		// The second attempt sends what is left of the reader: nothing.
		library: "resty v2", configuration: "count, condition, and a reader as the body",
		send: resty2(func(c *resty.Client) { c.SetRetryCount(3).AddRetryCondition(resty2Limited) },
			func(r *resty.Request) { r.SetBody(newBody()) }),
		twice: recovers, forever: after(4), pause: waits, emptied: true,
	},
	{
		// The middleware's error ends the attempts, unlike the transport's.
		library: "resty v2", configuration: "count, OnAfterResponse with an error",
		send:    resty2(func(c *resty.Client) { c.SetRetryCount(3).OnAfterResponse(resty2ErrorFor) }),
		twice:   refused(1),
		forever: refused(1),
	},
	{
		library: "resty v2", configuration: "count, OnAfterResponse with an error, condition of errors",
		send: resty2(func(c *resty.Client) {
			c.SetRetryCount(3).OnAfterResponse(resty2ErrorFor).AddRetryCondition(resty2Broken)
		}),
		twice: recovers, forever: refused(4), pause: waits,
	},
	{
		library: "resty v2", configuration: "a retrying transport below",
		send: func(url string) (int, error) {
			c := resty.NewWithClient(retryableClient().StandardClient()).SetLogger(quiet{})
			resp, err := c.R().SetBody(query).Post(url)
			return resp.StatusCode(), err
		},
		twice: recovers, forever: fails(5), pause: waits,
	},
	{
		library: "resty v2", configuration: "Backoff called by hand",
		send: func(url string) (int, error) {
			var last *resty.Response
			err := resty.Backoff(func() (*resty.Response, error) {
				resp, err := restyClient().R().SetBody(query).Post(url)
				last = resp
				return resp, err
			}, resty.Retries(3), resty.WaitTime(wait), resty.RetryConditions([]resty.RetryConditionFunc{resty2Limited}))
			return last.StatusCode(), err
		},
		twice: recovers, forever: after(4), pause: waits,
	},
}

// quiet is a logger of both resty versions that says nothing.
type quiet struct{}

func (quiet) Errorf(string, ...any) {}
func (quiet) Warnf(string, ...any)  {}
func (quiet) Debugf(string, ...any) {}

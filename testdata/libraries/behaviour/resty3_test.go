package behaviour

import (
	"errors"
	"net/http"
	"time"

	"resty.dev/v3"
)

// resty3 posts through a resty v3 client with short waits.
func resty3(change func(*resty.Client), more ...func(*resty.Request)) sender {
	return resty3As(http.MethodPost, change, more...)
}

func resty3As(method string, change func(*resty.Client), more ...func(*resty.Request)) sender {
	return func(url string) (int, error) {
		c := resty.New().SetLogger(quiet{}).SetRetryWaitTime(wait).SetRetryMaxWaitTime(2 * wait)
		defer c.Close()
		change(c)
		r := c.R().SetHeader("Content-Type", "application/json").SetBody(query)
		r.SetMethodGetAllowPayload(true)
		for _, m := range more {
			m(r)
		}
		resp, err := r.Execute(method, url)
		if resp == nil {
			return 0, err
		}
		return resp.StatusCode(), err
	}
}

func resty3Limited(r *resty.Response, err error) bool {
	return r.StatusCode() == http.StatusTooManyRequests
}

var resty3Rows = []row{
	{
		library: "resty v3", configuration: "default",
		send:  resty3(func(c *resty.Client) {}),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v3", configuration: "POST, count only",
		send:  resty3(func(c *resty.Client) { c.SetRetryCount(3) }),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v3", configuration: "POST, count and permission, default conditions",
		send: resty3(func(c *resty.Client) {
			c.SetRetryCount(3).SetRetryAllowNonIdempotent(true).SetRetryDefaultConditions(true)
		}),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v3", configuration: "POST, count and condition",
		send:  resty3(func(c *resty.Client) { c.SetRetryCount(3).AddRetryConditions(resty3Limited) }),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v3", configuration: "POST, condition and permission",
		send: resty3(func(c *resty.Client) {
			c.AddRetryConditions(resty3Limited).SetRetryAllowNonIdempotent(true)
		}),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v3", configuration: "POST, count, condition and permission",
		send: resty3(func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryConditions(resty3Limited).SetRetryAllowNonIdempotent(true)
		}),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "resty v3", configuration: "POST, count, the library's condition, permission",
		send: resty3(func(c *resty.Client) {
			c.SetRetryCount(3).SetRetryAllowNonIdempotent(true)
			c.AddRetryConditions(resty.RetryConditionStatusTooManyRequests)
		}),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "resty v3", configuration: "POST, count, condition of 5xx, permission",
		send: resty3(func(c *resty.Client) {
			c.SetRetryCount(3).SetRetryAllowNonIdempotent(true)
			c.AddRetryConditions(resty.RetryConditionStatus5XX)
		}),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v3", configuration: "POST, all three on the request",
		send: resty3(func(c *resty.Client) {}, func(r *resty.Request) {
			r.SetRetryCount(3).AddRetryConditions(resty3Limited).SetRetryAllowNonIdempotent(true)
		}),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "resty v3", configuration: "POST, the request's SetRetryConditions replaces the client's",
		send: resty3(func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryConditions(resty3Limited).SetRetryAllowNonIdempotent(true)
		}, func(r *resty.Request) { r.SetRetryConditions(resty.RetryConditionStatus5XX) }),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v3", configuration: "POST, negative count",
		send: resty3(func(c *resty.Client) {
			c.SetRetryCount(-1).AddRetryConditions(resty3Limited).SetRetryAllowNonIdempotent(true)
		}),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v3", configuration: "GET, count only",
		send:  resty3As(http.MethodGet, func(c *resty.Client) { c.SetRetryCount(3) }),
		twice: gives429, forever: gives429,
	},
	{
		library: "resty v3", configuration: "GET, count and condition",
		send: resty3As(http.MethodGet, func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryConditions(resty3Limited)
		}),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "resty v3", configuration: "PUT, count and condition",
		send: resty3As(http.MethodPut, func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryConditions(resty3Limited)
		}),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "resty v3", configuration: "delay strategy of zero",
		send: resty3(func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryConditions(resty3Limited).SetRetryAllowNonIdempotent(true)
			c.SetRetryDelayStrategy(resty.RetryConstantDelayStrategy(0))
		}),
		twice: recovers, forever: after(4), pause: immediate,
	},
	{
		library: "resty v3", configuration: "both wait times 0",
		send: resty3(func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryConditions(resty3Limited).SetRetryAllowNonIdempotent(true)
			c.SetRetryWaitTime(0).SetRetryMaxWaitTime(0)
		}),
		twice: recovers, forever: after(4), pause: immediate,
	},
	{
		library: "resty v3", configuration: "delay strategy with an error",
		send: resty3(func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryConditions(resty3Limited).SetRetryAllowNonIdempotent(true)
			c.SetRetryDelayStrategy(func(*resty.Response, error) (time.Duration, error) {
				return 0, errors.New("quota exceeded")
			})
		}),
		twice:   end{requests: 1, status: 429, failed: true},
		forever: end{requests: 1, status: 429, failed: true},
	},
	{
		// A reader that can seek is rewound, unlike in v2.
		library: "resty v3", configuration: "a reader as the body",
		send: resty3(func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryConditions(resty3Limited).SetRetryAllowNonIdempotent(true)
		}, func(r *resty.Request) { r.SetBody(newBody()) }),
		twice: recovers, forever: after(4), pause: waits,
	},
}

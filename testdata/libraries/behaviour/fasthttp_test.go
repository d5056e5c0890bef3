package behaviour

import (
	"github.com/valyala/fasthttp"
)

// fast posts through a fasthttp client.
func fast(c *fasthttp.Client) sender {
	return func(url string) (int, error) {
		req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
		defer fasthttp.ReleaseRequest(req)
		defer fasthttp.ReleaseResponse(resp)
		req.SetRequestURI(url)
		req.Header.SetMethod(fasthttp.MethodPost)
		req.SetBodyString(query)
		err := c.Do(req, resp)
		return resp.StatusCode(), err
	}
}

var fasthttpRows = []row{
	{
		library: "fasthttp", configuration: "default",
		send: fast(&fasthttp.Client{}), twice: gives429, forever: gives429,
	},
	{
		library: "fasthttp", configuration: "RetryIf always",
		send: fast(&fasthttp.Client{
			MaxIdemponentCallAttempts: 4,
			RetryIf:                   func(*fasthttp.Request) bool { return true },
		}),
		twice: gives429, forever: gives429,
	},
	{
		library: "fasthttp", configuration: "RetryIfErr always",
		send: fast(&fasthttp.Client{
			MaxIdemponentCallAttempts: 4,
			RetryIfErr:                func(*fasthttp.Request, int, error) (bool, bool) { return true, true },
		}),
		twice: gives429, forever: gives429,
	},
}

package behaviour

import (
	"net/http"

	"github.com/PuerkitoBio/rehttp"
)

// rehttpWith posts through an http.Client with a rehttp transport.
func rehttpWith(retry rehttp.RetryFn, delay rehttp.DelayFn, changes ...func(*rehttp.Transport)) sender {
	return func(url string) (int, error) {
		tr := rehttp.NewTransport(nil, retry, delay)
		for _, change := range changes {
			change(tr)
		}
		return statusOf((&http.Client{Transport: tr}).Do(post(url)))
	}
}

var rehttpRows = []row{
	{
		library: "rehttp", configuration: "RetryStatuses(429)",
		send: rehttpWith(rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429, 503)),
			rehttp.ConstDelay(wait)),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "rehttp", configuration: "RetryStatuses(502, 503)",
		send: rehttpWith(rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(502, 503)),
			rehttp.ConstDelay(wait)),
		twice: gives429, forever: gives429,
	},
	{
		library: "rehttp", configuration: "RetryTemporaryErr",
		send: rehttpWith(rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryTemporaryErr()),
			rehttp.ConstDelay(wait)),
		twice: gives429, forever: gives429,
	},
	{
		library: "rehttp", configuration: "RetryAny of statuses and errors",
		send: rehttpWith(rehttp.RetryAll(rehttp.RetryMaxRetries(3),
			rehttp.RetryAny(rehttp.RetryTemporaryErr(), rehttp.RetryStatuses(429))), rehttp.ConstDelay(wait)),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "rehttp", configuration: "RetryStatusInterval(400, 600)",
		send: rehttpWith(rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatusInterval(400, 600)),
			rehttp.ConstDelay(wait)),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "rehttp", configuration: "RetryStatusInterval(500, 600)",
		send: rehttpWith(rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatusInterval(500, 600)),
			rehttp.ConstDelay(wait)),
		twice: gives429, forever: gives429,
	},
	{
		library: "rehttp", configuration: "RetryHTTPMethods(GET)",
		send: rehttpWith(rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryHTTPMethods("GET"),
			rehttp.RetryStatuses(429)), rehttp.ConstDelay(wait)),
		twice: gives429, forever: gives429,
	},
	{
		library: "rehttp", configuration: "RetryHTTPMethods(POST)",
		send: rehttpWith(rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryHTTPMethods("GET", "POST"),
			rehttp.RetryStatuses(429)), rehttp.ConstDelay(wait)),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		// Without a condition on the answer even the 200 is retried.
		library: "rehttp", configuration: "RetryMaxRetries alone",
		send:  rehttpWith(rehttp.RetryMaxRetries(3), rehttp.ConstDelay(wait)),
		twice: end{requests: 4, status: 200}, forever: after(4), pause: waits,
	},
	{
		library: "rehttp", configuration: "RetryMaxRetries(0)",
		send: rehttpWith(rehttp.RetryAll(rehttp.RetryMaxRetries(0), rehttp.RetryStatuses(429)),
			rehttp.ConstDelay(wait)),
		twice: gives429, forever: gives429,
	},
	{
		library: "rehttp", configuration: "no RetryMaxRetries",
		send:  rehttpWith(rehttp.RetryStatuses(429), rehttp.ConstDelay(wait)),
		twice: recovers, forever: end{requests: endless, status: 200}, pause: waits,
	},
	{
		library: "rehttp", configuration: "PreventRetryWithBody",
		send: rehttpWith(rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429)),
			rehttp.ConstDelay(wait), func(tr *rehttp.Transport) { tr.PreventRetryWithBody = true }),
		twice: gives429, forever: gives429,
	},
	{
		library: "rehttp", configuration: "ConstDelay(0)",
		send: rehttpWith(rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429)),
			rehttp.ConstDelay(0)),
		twice: recovers, forever: after(4), pause: immediate,
	},
	{
		library: "rehttp", configuration: "a RetryFn of one's own",
		send: rehttpWith(func(a rehttp.Attempt) bool {
			return a.Index < 3 && a.Response != nil && a.Response.StatusCode == http.StatusTooManyRequests
		}, rehttp.ConstDelay(wait)),
		twice: recovers, forever: after(4), pause: waits,
	},
}

package behaviour

import (
	"net/http"
	"time"

	"github.com/sethgrid/pester"
)

func pesterWith(change func(*pester.Client)) sender {
	return func(url string) (int, error) {
		c := pester.New()
		c.Backoff = func(int) time.Duration { return wait }
		change(c)
		return statusOf(c.Post(url, "application/json", newBody()))
	}
}

var pesterRows = []row{
	{
		library: "pester", configuration: "default",
		send:  pesterWith(func(c *pester.Client) {}),
		twice: gives429, forever: gives429,
	},
	{
		library: "pester", configuration: "field RetryOnHTTP429",
		send:  pesterWith(func(c *pester.Client) { c.RetryOnHTTP429 = true }),
		twice: recovers, forever: after(3), pause: waits,
	},
	{
		library: "pester", configuration: "SetRetryOnHTTP429",
		send:  pesterWith(func(c *pester.Client) { c.SetRetryOnHTTP429(true) }),
		twice: recovers, forever: after(3), pause: waits,
	},
	{
		library: "pester", configuration: "SetRetryOnHTTP429(false)",
		send:  pesterWith(func(c *pester.Client) { c.SetRetryOnHTTP429(false) }),
		twice: gives429, forever: gives429,
	},
	{
		// MaxRetries counts attempts, the first one too.
		library: "pester", configuration: "SetRetryOnHTTP429, MaxRetries 1",
		send: pesterWith(func(c *pester.Client) {
			c.SetRetryOnHTTP429(true)
			c.MaxRetries = 1
		}),
		twice: gives429, forever: gives429,
	},
	{
		library: "pester", configuration: "SetRetryOnHTTP429, MaxRetries 0",
		send: pesterWith(func(c *pester.Client) {
			c.SetRetryOnHTTP429(true)
			c.MaxRetries = 0
		}),
		twice: gives429, forever: gives429,
	},
	{
		library: "pester", configuration: "SetRetryOnHTTP429, Backoff of zero",
		send: pesterWith(func(c *pester.Client) {
			c.SetRetryOnHTTP429(true)
			c.Backoff = func(int) time.Duration { return 0 }
		}),
		twice: recovers, forever: after(3), pause: immediate,
	},
	{
		library: "pester", configuration: "NewExtendedClient, Do",
		send: func(url string) (int, error) {
			c := pester.NewExtendedClient(&http.Client{})
			c.RetryOnHTTP429 = true
			c.Backoff = func(int) time.Duration { return wait }
			return statusOf(c.Do(post(url)))
		},
		twice: recovers, forever: after(3), pause: waits,
	},
	{
		library: "pester", configuration: "package function",
		send: func(url string) (int, error) {
			return statusOf(pester.Post(url, "application/json", newBody()))
		},
		twice: gives429, forever: gives429,
	},
}

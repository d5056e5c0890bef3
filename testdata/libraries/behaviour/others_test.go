package behaviour

import (
	"context"
	"errors"
	"net/http"

	"github.com/carlmjohnson/requests"
	"github.com/dghubble/sling"
	"github.com/parnurzeal/gorequest"
	"github.com/ybbus/httpretry"
)

// requestsWith posts through a requests.Builder; its error for a status that
// is not 2xx carries the status.
func requestsWith(change func(*requests.Builder)) sender {
	return func(url string) (int, error) {
		var status int
		b := requests.URL(url).BodyBytes([]byte(query)).Handle(func(resp *http.Response) error {
			status = resp.StatusCode
			return nil
		})
		change(b)
		err := b.Fetch(context.Background())
		if failed := new(requests.ResponseError); errors.As(err, &failed) {
			status = failed.StatusCode
		}
		return status, err
	}
}

// gorequestWith posts through gorequest, whose errors are a slice.
func gorequestWith(change func(*gorequest.SuperAgent)) sender {
	return func(url string) (int, error) {
		agent := gorequest.New().Post(url).Type("text").SendString(query)
		change(agent)
		resp, _, errs := agent.End()
		return resp.StatusCode, errors.Join(errs...)
	}
}

func httpretryWith(options ...httpretry.Option) sender {
	options = append([]httpretry.Option{
		httpretry.WithMaxRetryCount(3),
		httpretry.WithBackoffPolicy(httpretry.ConstantBackoff(wait, 0)),
	}, options...)
	return func(url string) (int, error) {
		return statusOf(httpretry.NewDefaultClient(options...).Do(post(url)))
	}
}

var otherRows = []row{
	{
		library: "ybbus/httpretry", configuration: "default policy",
		send:  httpretryWith(),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "ybbus/httpretry", configuration: "WithRetryPolicy of 5xx",
		send: httpretryWith(httpretry.WithRetryPolicy(func(status int, err error) bool {
			return err != nil || status >= 500
		})),
		twice: gives429, forever: gives429,
	},
	{
		library: "ybbus/httpretry", configuration: "WithMaxRetryCount(0)",
		send:  httpretryWith(httpretry.WithMaxRetryCount(0)),
		twice: gives429, forever: gives429,
	},
	{
		library: "ybbus/httpretry", configuration: "ConstantBackoff(0)",
		send:  httpretryWith(httpretry.WithBackoffPolicy(httpretry.ConstantBackoff(0, 0))),
		twice: recovers, forever: after(4), pause: immediate,
	},
	{
		library: "gorequest", configuration: "default",
		send:  gorequestWith(func(s *gorequest.SuperAgent) {}),
		twice: gives429, forever: gives429,
	},
	{
		library: "gorequest", configuration: "Retry of 429",
		send: gorequestWith(func(s *gorequest.SuperAgent) {
			s.Retry(3, wait, http.StatusTooManyRequests)
		}),
		twice: recovers, forever: after(4), pause: waits,
	},
	{
		library: "gorequest", configuration: "Retry of 500",
		send: gorequestWith(func(s *gorequest.SuperAgent) {
			s.Retry(3, wait, http.StatusInternalServerError)
		}),
		twice: gives429, forever: gives429,
	},
	{
		library: "gorequest", configuration: "Retry without a delay",
		send: gorequestWith(func(s *gorequest.SuperAgent) {
			s.Retry(3, 0, http.StatusTooManyRequests)
		}),
		twice: recovers, forever: after(4), pause: immediate,
	},
	{
		library: "sling", configuration: "default",
		send: func(url string) (int, error) {
			return statusOf(sling.New().Post(url).Body(newBody()).ReceiveSuccess(nil))
		},
		twice: gives429, forever: gives429,
	},
	{
		library: "sling", configuration: "Client that retries",
		send: func(url string) (int, error) {
			s := sling.New().Client(retryableClient().StandardClient())
			return statusOf(s.Post(url).Body(newBody()).ReceiveSuccess(nil))
		},
		twice: recovers, forever: fails(5), pause: waits,
	},
	{
		library: "requests", configuration: "default",
		send:  requestsWith(func(b *requests.Builder) {}),
		twice: refused(1), forever: refused(1),
	},
	{
		library: "requests", configuration: "Client that retries",
		send: requestsWith(func(b *requests.Builder) {
			b.Client(retryableClient().StandardClient())
		}),
		twice: recovers, forever: fails(5), pause: waits,
	},
}

package rehttpclient

import (
	"context"
	"io"
	"time"

	"github.com/PuerkitoBio/rehttp"
)

func ownDelayOfNothing(ctx context.Context, body io.Reader) (*page, error) {
	retry := rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429))
	transport := rehttp.NewTransport(nil, retry, func(rehttp.Attempt) time.Duration { return 0 }) // want medipimretry/immediate
	return post(ctx, transport, body)
}

// ownDelay is not reported.
func ownDelay(ctx context.Context, body io.Reader) (*page, error) {
	retry := rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429))
	transport := rehttp.NewTransport(nil, retry, func(a rehttp.Attempt) time.Duration { return time.Duration(a.Index+1) * time.Second })
	return post(ctx, transport, body)
}

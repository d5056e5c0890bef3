package catalog

import (
	"net/http"

	"github.com/go-resty/resty/v2"
)

func configureRetry(c *resty.Client, o Options) {
	c.SetRetryCount(o.Retries)
	c.SetRetryWaitTime(o.Wait)
	c.AddRetryCondition(throttled)
}

func throttled(r *resty.Response, err error) bool {
	return err != nil || r.StatusCode() == http.StatusTooManyRequests
}

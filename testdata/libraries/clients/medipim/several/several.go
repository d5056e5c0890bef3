// Package several sends through one of several clients.
package several

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-retryablehttp"
)

const products = "https://api.medipim.be/v4/products/query"

func limited(resp *resty.Response, err error) bool { return resp.StatusCode() == 429 }

func failed(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != 200 {
		return fmt.Errorf("products: %s", resp.Status)
	}
	return nil
}

func twoResties(fast bool, q any) error {
	c := resty.New().SetRetryCount(3).AddRetryCondition(limited)
	if fast {
		c = resty.New().SetRetryCount(1) // want medipimretry/library
	}
	resp, err := c.R().SetBody(q).Post(products)
	if err != nil {
		return err
	}
	if resp.IsError() {
		return fmt.Errorf("products: %s", resp.Status())
	}
	return nil
}

func twoRetryables(fast bool) error {
	c := retryablehttp.NewClient()
	if fast {
		c = retryablehttp.NewClient() // want medipimretry/library
		c.RetryMax = 0
	}
	return failed(c.Post(products, "application/json", strings.NewReader("{}")))
}

func twoTransports(fast bool) error {
	var t http.RoundTripper = rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429)), rehttp.ConstDelay(time.Second))
	if fast {
		t = rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(503)), rehttp.ConstDelay(time.Second)) // want medipimretry/incomplete
	}
	c := &http.Client{Transport: t}
	return failed(c.Get(products))
}

// api has one of either kind.
type api struct {
	read, write *retryablehttp.Client
}

func newAPI() *api {
	a := &api{read: retryablehttp.NewClient(), write: retryablehttp.NewClient()} // want medipimretry/library
	a.write.RetryMax = 0
	return a
}

func (a *api) do(write bool) error {
	c := a.read
	if write {
		c = a.write
	}
	return failed(c.Post(products, "application/json", strings.NewReader("{}")))
}

// handled and plain: behind an option.
func optional(retry bool) error {
	c := http.DefaultClient
	if retry {
		c = retryablehttp.NewClient().StandardClient()
	}
	return failed(c.Get(products))
}

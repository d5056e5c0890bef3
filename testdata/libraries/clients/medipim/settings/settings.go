// Package settings sets clients up in several steps: what comes later replaces what was there, or adds to it.
package settings

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/imroc/req/v3"
	resty3 "resty.dev/v3"
)

func busy(resp *req.Response, err error) bool {
	return err != nil || resp.GetStatusCode() == http.StatusTooManyRequests
}

func down(resp *req.Response, err error) bool {
	return err == nil && resp.GetStatusCode() >= 500 // want medipimretry/incomplete
}

func gateway(resp *req.Response, err error) bool {
	return err == nil && resp.GetStatusCode() == http.StatusBadGateway
}

// The request's condition replaces the client's.
var patient = req.C().SetCommonRetryCount(3).SetCommonRetryCondition(busy)

func Replaced(url string, body any) error {
	resp, err := patient.R().SetBody(body).SetRetryCondition(down).Post(url)
	if err != nil || resp.IsErrorState() {
		return errors.New("replaced")
	}
	return nil
}

// It adds to it.
func Added(url string, body any) error {
	resp, err := patient.R().SetBody(body).AddRetryCondition(gateway).Post(url)
	if err != nil || resp.IsErrorState() {
		return errors.New("added")
	}
	return nil
}

// It replaces it only at night.
func Sometimes(url string, body any, night bool) error {
	r := patient.R().SetBody(body)
	if night {
		r.SetRetryCondition(gateway)
	}
	resp, err := r.Post(url)
	if err != nil || resp.IsErrorState() {
		return errors.New("sometimes")
	}
	return nil
}

// A narrow condition is replaced by a wide one.
func Mended(url string, body any) error {
	r := req.C().SetCommonRetryCount(3).SetCommonRetryCondition(gateway).R()
	resp, err := r.SetBody(body).SetRetryCondition(busy).Post(url)
	if err != nil || resp.IsErrorState() {
		return errors.New("mended")
	}
	return nil
}

// The same with another library.
var third = resty3.New().SetRetryCount(3).SetRetryAllowNonIdempotent(true).AddRetryConditions(resty3.RetryConditionStatusTooManyRequests)

func Third(url string, body any) error {
	r := third.R().SetBody(body)
	r.SetRetryConditions(resty3.RetryConditionStatus5XX, func(res *resty3.Response, _ error) bool {
		return res.StatusCode() == 408 // want medipimretry/incomplete
	})
	res, err := r.Post(url)
	if err != nil || res.IsStatusFailure() {
		return errors.New("third")
	}
	return nil
}

func ThirdWide(url string, body any) error {
	r := third.R().SetBody(body).SetRetryConditions(func(res *resty3.Response, _ error) bool {
		return res.StatusCode() == 408 || res.StatusCode() == 429
	})
	res, err := r.Post(url)
	if err != nil || res.IsStatusFailure() {
		return errors.New("third")
	}
	return nil
}

// Options are applied by a loop, and asked for elsewhere.
type Option func(*resty.Client)

func Retrying(n int) Option {
	return func(c *resty.Client) {
		c.SetRetryCount(n).SetRetryWaitTime(time.Second)
		c.AddRetryCondition(func(r *resty.Response, err error) bool { return err != nil || r.StatusCode() == 429 })
	}
}

func Named(name string) Option {
	return func(c *resty.Client) { c.SetHeader("User-Agent", name) }
}

type Client struct{ rc *resty.Client }

func New(opts ...Option) *Client {
	rc := resty.New()
	for _, opt := range opts {
		opt(rc)
	}
	return &Client{rc}
}

func (c *Client) Query(url string, body any) error {
	resp, err := c.rc.R().SetBody(body).Post(url)
	if err != nil || resp.IsError() {
		return errors.New("query")
	}
	return nil
}

// These options have nothing to do with retries.
type Decoration func(*resty3.Client)

func Agent(name string) Decoration {
	return func(c *resty3.Client) { c.SetHeader("User-Agent", name) }
}

type Plain struct{ rc *resty3.Client }

func NewPlain(with ...Decoration) *Plain {
	p := &Plain{resty3.New()}
	for _, d := range with {
		d(p.rc)
	}
	return p
}

func (p *Plain) Query(url string, body any) error {
	res, err := p.rc.R().SetBody(body).Post(url) // want medipimretry/missing
	if err != nil || res.IsStatusFailure() {
		return errors.New("query")
	}
	return nil
}

// The retry hangs on a header and on what stands in it.
func Told(rc *resty.Client, url string) error {
	for {
		resp, err := rc.R().Get(url)
		if err != nil {
			return err
		}
		if resp.StatusCode() == 429 {
			if after := resp.Header().Get("Retry-After"); after != "" { // want medipimretry/header
				secs, err := strconv.Atoi(after)
				if err == nil && secs > 0 {
					time.Sleep(time.Duration(secs) * time.Second)
					continue
				}
			}
		}
		if resp.IsError() {
			return errors.New(resp.Status())
		}
		return nil
	}
}

// Without the header it waits as well.
func Untold(rc *resty.Client, url string) error {
	for {
		resp, err := rc.R().Get(url)
		if err != nil {
			return err
		}
		if resp.StatusCode() == 429 {
			wait := 2 * time.Second
			if after := resp.Header().Get("Retry-After"); after != "" {
				if secs, err := strconv.Atoi(after); err == nil && secs > 0 {
					wait = time.Duration(secs) * time.Second
				}
			}
			time.Sleep(wait)
			continue
		}
		if resp.IsError() {
			return errors.New(resp.Status())
		}
		return nil
	}
}

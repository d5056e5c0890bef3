package productsync

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/go-resty/resty/v2"
)

// ErrThrottled is the answer to a 429.
var ErrThrottled = errors.New("medipim: slow down")

func page(rc *resty.Client, body any) (*Page, error) {
	out := new(Page)
	resp, err := rc.R().SetBody(body).SetResult(out).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, failed(resp)
	}
	return out, nil
}

// Fields is configured by assigning the fields of the client.
// ok: count and condition as fields
func Fields(body any) (*Page, error) {
	rc := resty.New()
	rc.BaseURL = base
	rc.RetryCount = 4
	rc.RetryWaitTime = time.Second
	rc.RetryConditions = append(rc.RetryConditions, func(r *resty.Response, err error) bool {
		return err != nil || r.StatusCode() == http.StatusTooManyRequests
	})
	return page(rc, body)
}

// AnyError retries every error answer.
// ok: AddRetryAfterErrorCondition with a count
func AnyError(body any) (*Page, error) { return page(patient(), body) }

// PerRequest has its condition on the request.
// ok: condition on the request, count on the client
func PerRequest(body any) (*Page, error) {
	rc := resty.New().SetBaseURL(base).SetRetryCount(3)
	var out Page
	resp, err := rc.R().
		SetBody(body).
		SetResult(&out).
		AddRetryCondition(busy).
		Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() >= 400 {
		return nil, failed(resp)
	}
	return &out, nil
}

// soft waits as the server says, and lets resty choose when it says nothing.
func soft(_ *resty.Client, r *resty.Response) (time.Duration, error) {
	n, err := strconv.Atoi(r.Header().Get("Retry-After"))
	if err != nil {
		return 0, nil // 0, nil: resty's own backoff
	}
	return time.Duration(n) * time.Second, nil
}

// Soft honours Retry-After.
// ok: SetRetryAfter answers 0 and no error without the header
func Soft(body any) (*Page, error) {
	return page(resty.New().SetBaseURL(base).SetRetryCount(3).AddRetryCondition(busy).SetRetryAfter(soft), body)
}

// Option changes the set-up.
type Option func(*resty.Client)

// WithRetries turns retries on.
func WithRetries(n int) Option {
	return func(c *resty.Client) { c.SetRetryCount(n).AddRetryCondition(busy) }
}

// Optional retries if its user asks for it.
// ok: a retry behind an option
func Optional(body any, opts ...Option) (*Page, error) {
	c := resty.New().SetBaseURL(base)
	for _, o := range opts {
		o(c)
	}
	return page(c, body)
}

// Settings come from a file.
type Settings struct {
	Retries int           `json:"retries"`
	Wait    time.Duration `json:"wait"`
}

// FromFile has its count from the settings.
// ok: the count is not known at compile time
func FromFile(s Settings, body any) (*Page, error) {
	return page(resty.New().SetBaseURL(base).
		SetRetryCount(s.Retries).
		SetRetryWaitTime(s.Wait).
		AddRetryCondition(func(r *resty.Response, _ error) bool { return !r.IsSuccess() }), body)
}

// Told makes an error of its own for a 429.
// ok: the middleware hands a sentinel to the caller
func Told(cnk string) (*Product, error) {
	c := resty.New().SetBaseURL(base).OnAfterResponse(func(_ *resty.Client, r *resty.Response) error {
		switch {
		case r.StatusCode() == http.StatusTooManyRequests:
			return ErrThrottled
		case r.IsError():
			return failed(r)
		}
		return nil
	})
	var p Product
	if _, err := c.R().SetResult(&p).SetQueryParam("cnk", cnk).Get("/v4/products/find"); err != nil {
		return nil, err
	}
	return &p, nil
}

// Loop retries by hand.
// ok: a loop with a pause, body built anew by resty
func Loop(ctx context.Context, rc *resty.Client, body any) (*Page, error) {
	pause := 500 * time.Millisecond
	for {
		resp, err := rc.R().SetContext(ctx).SetBody(body).Post(base + "/v4/products/query")
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode() {
		case http.StatusOK:
			p := new(Page)
			return p, json.Unmarshal(resp.Body(), p)
		case http.StatusTooManyRequests:
			if pause > time.Minute {
				return nil, ErrThrottled
			}
			time.Sleep(pause)
			pause *= 2
		default:
			return nil, failed(resp)
		}
	}
}

// Weather asks somebody else.
// ok: another host, no retry, no look
func Weather(city string) (map[string]any, error) {
	out := map[string]any{}
	resp, err := resty.New().R().SetQueryParam("q", city).Get("https://weer.example.be/v1/now")
	if err != nil {
		return nil, err
	}
	return out, json.Unmarshal(resp.Body(), &out)
}

// Explain logs what the body says and decides on the response.
// ok: the body's status is only formatted, the code is a known one
func Explain(id string) error {
	resp, err := patient().R().SetError(&apiFault{}).Delete("/v4/products/" + id)
	if err != nil {
		return err
	}
	if !resp.IsError() {
		return nil
	}
	f, ok := resp.Error().(*apiFault)
	if !ok {
		return failed(resp)
	}
	if resp.StatusCode() == http.StatusNotFound && f.Error.Code == "not_found" {
		return nil
	}
	return fmt.Errorf("delete %s: %d (body says %d %s: %s)", id, resp.StatusCode(), f.Error.Status, f.Error.Code, f.Error.Message)
}

// InvalidError has the whole body for the desk.
type InvalidError struct{ Raw []byte }

func (e *InvalidError) Error() string { return "not valid: " + string(e.Raw) }

// Save keeps the violations.
// ok: the raw body goes up
func Save(p Product) error {
	resp, err := patient().R().SetBody(p).Put("/v4/products/" + p.ID)
	if err != nil {
		return err
	}
	if resp.StatusCode() == http.StatusUnprocessableEntity {
		return &InvalidError{Raw: resp.Body()}
	}
	if resp.IsError() {
		return failed(resp)
	}
	return nil
}

// Raw gives the answer with its status.
// ok: bytes go up together with the status
func Raw(path string) (int, []byte, error) {
	resp, err := patient().R().Get(path)
	if err != nil {
		return 0, nil, err
	}
	return resp.StatusCode(), resp.Body(), nil
}

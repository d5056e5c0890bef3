// Package medipimstock fills the shelf-edge labels.
package medipimstock

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"resty.dev/v3"
)

type (
	Label struct {
		EAN  string `json:"ean"`
		Text string `json:"text"`
	}

	problem struct {
		Error *struct {
			Code       string `json:"code"`
			Message    string `json:"message"`
			Violations any    `json:"violations"`
		} `json:"error"`
	}

	// Labels reads labels.
	Labels struct {
		rc *resty.Client
	}
)

// retryThese is the policy of all our resty clients.
var retryThese = []resty.RetryConditionFunc{
	resty.RetryConditionStatusTooManyRequests,
	resty.RetryConditionStatus5XX,
}

func Open(base string) *Labels {
	rc := resty.New().
		SetBaseURL(base).
		SetRetryCount(3).
		SetRetryAllowNonIdempotent(true).
		AddRetryConditions(retryThese...)
	return &Labels{rc: rc}
}

func (l *Labels) Close() error { return l.rc.Close() }

func failed(r *resty.Response) error {
	if !r.IsStatusFailure() {
		return nil
	}
	p, _ := r.ResultError().(*problem)
	if p == nil || p.Error == nil {
		return fmt.Errorf("labels: %s", r.Status())
	}
	return fmt.Errorf("labels: %s: %s (%v)", p.Error.Code, p.Error.Message, p.Error.Violations)
}

// List is a POST; Open allows it to be repeated.
func (l *Labels) List(ctx context.Context, shop string) ([]Label, error) {
	r, err := l.rc.R().SetContext(ctx).SetBody(map[string]string{"shop": shop}).SetResultError(&problem{}).SetResult(&[]Label{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if err := failed(r); err != nil {
		return nil, err
	}
	return *r.Result().(*[]Label), nil
}

// One forgets to ask.
func (l *Labels) One(ctx context.Context, ean string) (lab Label, err error) {
	r, err := l.rc.R().SetContext(ctx).SetQueryParam("ean", ean).Get("/v4/products/find")
	if err != nil {
		return lab, err
	}
	err = json.Unmarshal(r.Bytes(), &lab) // want medipimunchecked/unchecked
	return lab, err
}

// Two asks for the one outcome that the shop knows.
func (l *Labels) Two(ctx context.Context, ean string) (*Label, bool, error) {
	r, err := l.rc.R().SetContext(ctx).SetQueryParam("ean", ean).Get("/v4/products/find")
	if err != nil {
		return nil, false, err
	}
	switch r.StatusCode() {
	case http.StatusNotFound:
		return nil, false, nil
	}
	var lab Label
	if err := json.Unmarshal([]byte(r.String()), &lab); err != nil { // want medipimunchecked/partial
		return nil, false, err
	}
	return &lab, true, nil
}

// Three asks for success in the library's words.
func (l *Labels) Three(ctx context.Context, ean string) (*Label, bool, error) {
	r, err := l.rc.R().SetContext(ctx).SetQueryParam("ean", ean).Get("/v4/products/find")
	if err != nil {
		return nil, false, err
	}
	if r.StatusCode() == http.StatusNotFound {
		return nil, false, nil
	}
	if !r.IsStatusSuccess() {
		return nil, false, failed(r)
	}
	var lab Label
	if err := json.Unmarshal(r.Bytes(), &lab); err != nil {
		return nil, false, err
	}
	return &lab, true, nil
}

// Push is the label printer's job; its POSTs are not repeated.
func Push(ctx context.Context, base string, labs []Label) error {
	rc := resty.New() // want medipimretry/library
	defer rc.Close()
	rc.SetBaseURL(base)
	rc.SetRetryCount(3).SetRetryWaitTime(time.Second)
	rc.AddRetryConditions(resty.RetryConditionStatusTooManyRequests)
	r, err := rc.R().SetContext(ctx).SetBody(labs).Post("/v4/products/query")
	if err != nil {
		return err
	}
	return failed(r)
}

// Pull is Push with a GET, which resty repeats without being told so.
func Pull(ctx context.Context, base string) error {
	rc := resty.New()
	defer rc.Close()
	rc.SetBaseURL(base)
	rc.SetRetryCount(3).SetRetryWaitTime(time.Second)
	rc.AddRetryConditions(resty.RetryConditionStatusTooManyRequests)
	r, err := rc.R().SetContext(ctx).Get("/v4/brands/all")
	if err != nil {
		return err
	}
	return failed(r)
}

// PushOnce gives the permission on the request.
func PushOnce(ctx context.Context, base string, labs []Label) error {
	rc := resty.New().SetBaseURL(base)
	defer rc.Close()
	r, err := rc.R().
		SetContext(ctx).
		SetBody(labs).
		SetRetryCount(4).
		SetRetryAllowNonIdempotent(true).
		SetRetryConditions(func(r *resty.Response, err error) bool { return err != nil || r.StatusCode() == 429 }).
		Post("/v4/products/query")
	if err != nil {
		return err
	}
	return failed(r)
}

// Replace is a PUT: idempotent.
func Replace(ctx context.Context, base string, lab Label) error {
	rc := resty.New().SetBaseURL(base).SetRetryCount(2).AddRetryConditions(busy)
	defer rc.Close()
	r, err := rc.R().SetContext(ctx).SetBody(lab).Put("/v4/labels")
	if err != nil {
		return err
	}
	return failed(r)
}

func busy(r *resty.Response, _ error) bool {
	switch r.StatusCode() {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable:
		return true
	}
	return false
}

// Drop has a condition of its own that knows the gateway's statuses only.
func Drop(ctx context.Context, base, ean string) error {
	rc := resty.New().SetBaseURL(base).SetRetryCount(2).AddRetryConditions(gateway)
	defer rc.Close()
	r, err := rc.R().SetContext(ctx).SetQueryParam("ean", ean).Delete("/v4/labels")
	if err != nil {
		return err
	}
	return failed(r)
}

func gateway(r *resty.Response, _ error) bool {
	switch r.StatusCode() {
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout: // want medipimretry/incomplete
		return true
	default:
		return false
	}
}

// Warm trusts in the count alone.
func Warm(ctx context.Context, base string, eans ...string) error {
	rc := resty.New().SetBaseURL(base).SetRetryCount(10) // want medipimretry/library
	defer rc.Close()
	for _, ean := range eans {
		r, err := rc.R().SetContext(ctx).SetQueryParam("ean", ean).Get("/v4/products/find")
		if err != nil {
			return err
		}
		if err := failed(r); err != nil {
			return err
		}
	}
	return nil
}

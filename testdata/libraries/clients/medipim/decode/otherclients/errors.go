// Package otherclients reads Medipim errors with other clients.
package otherclients

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	retryv4 "github.com/avast/retry-go/v4"
	"github.com/carlmjohnson/requests"
	"github.com/cenkalti/backoff/v4"
	backoff5 "github.com/cenkalti/backoff/v5"
	"github.com/dghubble/sling"
	"github.com/parnurzeal/gorequest"
	"github.com/valyala/fasthttp"
)

var errGone = errors.New("gone")

type problem struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type apiError struct {
	Status int
	Code   string
}

func (e *apiError) Error() string { return e.Code }

func slinged(s *sling.Sling) error {
	var ok struct{}
	var bad problem
	resp, err := s.New().Get("/v4/x").Receive(&ok, &bad) // want medipimretry/missing
	if err != nil {
		return err
	}
	if bad.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	if resp.StatusCode == 403 && bad.Error.Code == "not_authorised" { // want medipimcode/unknown
		return errGone
	}
	return nil
}

func slingNew(s *sling.Sling) error {
	bad := new(problem)
	_, err := s.New().Get("/v4/x").Receive(nil, bad) // want medipimretry/missing
	if err == nil && bad.Error.Code == "oops" {      // want medipimcode/unknown
		return errGone
	}
	return err
}

func built(ctx context.Context) error {
	var bad problem
	err := requests.URL("https://api.medipim.be/v4/x").ErrorJSON(&bad).Fetch(ctx)
	if bad.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	if requests.HasStatusErr(err, 404) {
		return errGone
	}
	return err
}

func handled(ctx context.Context) error {
	var bad problem
	err := requests.URL("https://api.medipim.be/v4/x").AddValidator(nil).Handle(requests.ToJSON(&bad)).Fetch(ctx)
	if bad.Error.Code == "oops" { // want medipimcode/unknown
		return errGone
	}
	return err
}

func textual(ctx context.Context) bool {
	var s string
	_ = requests.URL("https://api.medipim.be/v4/x").AddValidator(nil).ToString(&s).Fetch(ctx)
	var bad problem
	_ = json.Unmarshal([]byte(s), &bad)
	return bad.Error.Status == 404 // want medipimstatus/branch
}

func super() error {
	var bad problem
	resp, _, errs := gorequest.New().Get("https://api.medipim.be/v4/x").EndStruct(&bad) // want medipimretry/missing
	if errs != nil {
		return errs[0]
	}
	if bad.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	if resp.StatusCode == 404 {
		return errGone
	}
	return nil
}

func superBytes() bool {
	_, body, _ := gorequest.New().Get("https://api.medipim.be/v4/x").EndBytes() // want medipimretry/missing
	var bad problem
	_ = json.Unmarshal(body, &bad)
	return bad.Error.Status == 404 // want medipimstatus/branch
}

func fast(c *fasthttp.Client) error {
	status, body, err := c.Get(nil, "https://api.medipim.be/v4/x") // want medipimretry/missing
	if err != nil {
		return err
	}
	var bad problem
	_ = json.Unmarshal(body, &bad)
	bad.Error.Status = status
	if bad.Error.Status == 404 {
		return errGone
	}
	return nil
}

func fastBody(c *fasthttp.Client, req *fasthttp.Request) error {
	resp := fasthttp.AcquireResponse()
	defer fasthttp.ReleaseResponse(resp)
	if err := c.Do(req, resp); err != nil { // want medipimretry/missing
		return err
	}
	var bad problem
	if err := json.Unmarshal(resp.Body(), &bad); err != nil {
		return err
	}
	if resp.Header.StatusCode() == 404 || bad.Error.Status != resp.StatusCode() {
		return errGone
	}
	if bad.Error.Status == 429 { // want medipimstatus/branch
		time.Sleep(time.Second)
	}
	return nil
}

func get() error {
	resp, err := http.Get("https://api.medipim.be/v4/x")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return nil
	}
	var p problem
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return err
	}
	return &apiError{p.Error.Status, p.Error.Code}
}

func backoff4() bool {
	err := backoff.Retry(func() error { return get() }, backoff.NewExponentialBackOff())
	var e *apiError
	return errors.As(err, &e) && e.Status == 404 // want medipimstatus/branch
}

func backoff4Func() bool {
	err := backoff.Retry(get, backoff.NewExponentialBackOff())
	var e *apiError
	return errors.As(err, &e) && e.Status == 404 // want medipimstatus/branch
}

func backoffPermanent() bool {
	op := func() error {
		if err := get(); err != nil {
			return backoff.Permanent(err)
		}
		return nil
	}
	err := backoff.Retry(op, backoff.NewExponentialBackOff())
	var e *apiError
	if errors.As(err, &e) {
		return e.Code == "oops" // want medipimcode/unknown
	}
	return false
}

func status() (int, error) {
	err := get()
	var e *apiError
	if errors.As(err, &e) {
		return e.Status, nil
	}
	return 0, err
}

func backoffFive(ctx context.Context) bool {
	st, err := backoff5.Retry(ctx, func() (int, error) { return status() })
	return err == nil && st == 404 // want medipimstatus/branch
}

func avast() bool {
	err := retryv4.Do(func() error { return get() }, retryv4.Attempts(3), retryv4.LastErrorOnly(true))
	var e *apiError
	return errors.As(err, &e) && e.Status == 404 // want medipimstatus/branch
}

func avastIf() bool {
	err := retryv4.Do(get, retryv4.RetryIf(func(err error) bool {
		var e *apiError
		return errors.As(err, &e) && e.Status == 429 // want medipimstatus/branch
	}))
	return err == nil
}

// tripper turns what is not 2xx into an error.
type tripper struct{ next http.RoundTripper }

func (t *tripper) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(r)
	if err != nil || resp.StatusCode < 400 {
		return resp, err
	}
	defer resp.Body.Close()
	var p problem
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return nil, &apiError{p.Error.Status, p.Error.Code}
}

var hc = &http.Client{Transport: &tripper{http.DefaultTransport}}

func tripped() bool {
	_, err := hc.Get("https://api.medipim.be/v4/x") // want medipimretry/missing
	var e *apiError
	return errors.As(err, &e) && e.Status == 404 // want medipimstatus/branch
}

// Package pharmafeed feeds the till systems of the pharmacies.
package pharmafeed

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"resty.dev/v3"
)

const apiBase = "https://api.medipim.be"

// Item is a line of the feed.
type Item struct {
	ID    string `json:"id"`
	CNK   string `json:"cnk"`
	Price int    `json:"publicPrice"`
}

// Items is an answer.
type Items struct {
	Results []Item `json:"results"`
}

// StatusError is any answer that is not a success.
type StatusError struct {
	Code int
	URL  string
}

func (e *StatusError) Error() string { return fmt.Sprintf("%s: HTTP %d", e.URL, e.Code) }

func check(r *resty.Response) error {
	if r.IsStatusSuccess() {
		return nil
	}
	return &StatusError{Code: r.StatusCode(), URL: r.Request.URL}
}

// Full reads the whole range. Since v3 a POST is not retried unless told.
type Full struct{ rc *resty.Client }

// NewFull makes a Full.
func NewFull(key, secret string) *Full {
	return &Full{
		rc: resty.New(). // want medipimretry/library
					SetBaseURL(apiBase).
					SetBasicAuth(key, secret).
					SetRetryCount(4).
					SetRetryWaitTime(time.Second).
					AddRetryConditions(resty.RetryConditionStatusTooManyRequests),
	}
}

// Read reads a page.
func (f *Full) Read(ctx context.Context, page int) ([]Item, error) {
	var out Items
	resp, err := f.rc.R().SetContext(ctx).SetBody(map[string]int{"page": page}).SetResult(&out).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if err := check(resp); err != nil {
		return nil, err
	}
	return out.Results, nil
}

// Delta reads what changed. All is permitted, but there is no condition: the
// defaults of this version see transport errors only.
type Delta struct{ rc *resty.Client }

// NewDelta makes a Delta.
func NewDelta() *Delta {
	d := new(Delta)
	d.rc = resty.New() // want medipimretry/library
	d.rc.SetBaseURL(apiBase).SetRetryCount(3).SetRetryAllowNonIdempotent(true)
	return d
}

// Since reads the changes since a moment.
func (d *Delta) Since(t time.Time) (*Items, error) {
	out := &Items{}
	resp, err := d.rc.R().SetBody(map[string]int64{"updatedSince": t.Unix()}).SetResult(out).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsStatusFailure() {
		return nil, check(resp)
	}
	return out, nil
}

// gateways is the condition that came along from the price service.
func gateways(r *resty.Response, _ error) bool {
	switch r.StatusCode() {
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout: // want medipimretry/incomplete
		return true
	}
	return false
}

// One reads one item.
func One(cnk string) (*Item, error) {
	rc := resty.New().SetBaseURL(apiBase).SetRetryCount(2).AddRetryConditions(gateways)
	defer rc.Close()
	var it Item
	resp, err := rc.R().SetResult(&it).SetQueryParam("cnk", cnk).Get("/v4/products/find")
	if err != nil {
		return nil, err
	}
	return &it, check(resp)
}

// Brands lists the brands without any retry.
func Brands(ctx context.Context) ([]string, error) {
	rc := resty.New().SetTimeout(10 * time.Second)
	defer rc.Close()
	var out []string
	resp, err := rc.R().SetContext(ctx).SetResult(&out).SetBody("{}").Post(apiBase + "/v4/brands/query") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if err := check(resp); err != nil {
		return nil, err
	}
	return out, nil
}

// shared is right for everything that goes through it as it is.
func shared() *resty.Client {
	return resty.New().
		SetBaseURL(apiBase).
		SetRetryCount(5).
		SetRetryWaitTime(500*time.Millisecond).
		SetRetryMaxWaitTime(time.Minute).
		SetRetryAllowNonIdempotent(true).
		AddRetryConditions(resty.RetryConditionStatusTooManyRequests, resty.RetryConditionStatus5XX)
}

// Substances overrides the conditions of the client: SetRetryConditions
// replaces, where AddRetryConditions adds.
func Substances() ([]string, error) {
	var out []string
	resp, err := shared().R().
		SetRetryConditions(func(r *resty.Response, err error) bool {
			return err != nil || r.StatusCode() == http.StatusServiceUnavailable // want medipimretry/incomplete
		}).
		SetResult(&out).
		Get("/v4/substances")
	if err != nil {
		return nil, err
	}
	if err := check(resp); err != nil {
		return nil, err
	}
	return out, nil
}

// Eager comes back at once.
func Eager(cnk string) (*Item, error) {
	rc := resty.New().SetBaseURL(apiBase).SetRetryCount(9).AddRetryConditions(resty.RetryConditionStatusTooManyRequests).SetRetryDelayStrategy(resty.RetryConstantDelayStrategy(0)) // want medipimretry/immediate
	var it Item
	resp, err := rc.R().SetResult(&it).SetQueryParam("cnk", cnk).Get("/v4/products/find")
	if err != nil {
		return nil, err
	}
	return &it, check(resp)
}

// Sheet gives the bytes of a leaflet.
func Sheet(id string) ([]byte, error) {
	resp, err := shared().R().SetPathParam("id", id).Get("/v4/leaflets/{id}/pdf")
	if err != nil {
		return nil, err
	}
	return resp.Bytes(), nil // want medipimunchecked/unchecked
}

type fault struct {
	Error struct {
		Status     int               `json:"status"`
		Code       string            `json:"code"`
		Message    string            `json:"message"`
		Violations []json.RawMessage `json:"violations"`
	} `json:"error"`
}

// KeyState says what is wrong with our key.
func KeyState(ctx context.Context) (string, error) {
	var f fault
	resp, err := shared().R().SetContext(ctx).SetResultError(&f).Get("/v4/organizations/me")
	if err != nil {
		return "", err
	}
	if resp.IsStatusSuccess() {
		return "fine", nil
	}
	if got, _ := resp.ResultError().(*fault); got != nil {
		switch got.Error.Status { // want medipimstatus/branch
		case http.StatusUnauthorized:
			return "rejected", nil
		case http.StatusForbidden:
			return "not allowed", nil
		}
	}
	return "", check(resp)
}

// Withdraw takes a product out of the range.
func Withdraw(id string) error {
	rc := shared().SetResultError(&fault{})
	rc.AddResponseMiddleware(func(_ *resty.Client, r *resty.Response) error {
		f, ok := r.ResultError().(*fault)
		if !ok || r.IsStatusSuccess() {
			return nil
		}
		if f.Error.Code == "unprocessable_entity" { // want medipimcode/unknown
			return fmt.Errorf("not withdrawn: %s", f.Error.Violations)
		}
		return check(r)
	})
	_, err := rc.R().Delete("/v4/products/" + id)
	return err
}

var errBusy = errors.New("the product service is busy")

// Availability gives up the run when the service is busy.
func Availability(cnks []string) map[string]bool {
	rc := resty.New().SetBaseURL(apiBase)
	res := make(map[string]bool, len(cnks))
	for _, cnk := range cnks {
		ok, err := available(rc, cnk)
		if errors.Is(err, errBusy) { // want medipimretry/fatal
			panic("pharmafeed: " + err.Error())
		}
		res[cnk] = ok && err == nil
	}
	return res
}

func available(rc *resty.Client, cnk string) (bool, error) {
	resp, err := rc.R().SetQueryParam("cnk", cnk).Head("/v4/products/find")
	if err != nil {
		return false, err
	}
	if resp.StatusCode() == http.StatusTooManyRequests {
		return false, errBusy
	}
	return resp.IsStatusSuccess(), nil
}

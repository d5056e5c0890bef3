package wholesale

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"resty.dev/v3"
)

// Endpoint is the sandbox of the French catalogue.
const Endpoint = "https://api.sandbox.medipim.fr"

type refusal struct {
	Error *struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Offer is plain data.
type Offer struct {
	Result struct {
		ID int `json:"id"`
	} `json:"result"`
}

// explain makes one text of every error answer.
func explain(res *resty.Response) error {
	if r, _ := res.ResultError().(*refusal); r != nil && r.Error != nil {
		return fmt.Errorf("%d %s", res.StatusCode(), r.Error.Code)
	}
	return errors.New(res.Status())
}

// Poster has condition and count and lacks the permission that a POST needs in this version.
type Poster struct{ rc *resty.Client }

// NewPoster is where the permission is lacking.
func NewPoster() *Poster {
	rc := resty.New() // want medipimretry/library
	rc.SetBaseURL(Endpoint).SetRetryCount(3)
	rc.AddRetryConditions(resty.RetryConditionStatusTooManyRequests)
	return &Poster{rc}
}

// Query posts; the report is at the constructor.
func (p *Poster) Query(ctx context.Context, body any) (*Offer, error) {
	res, err := p.rc.R().SetContext(ctx).SetBody(body).SetResult(&Offer{}).SetResultError(&refusal{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if res.IsStatusFailure() {
		return nil, explain(res)
	}
	return res.Result().(*Offer), nil
}

// Finder has the same set-up as Poster and only ever sends GET, which needs no permission: silent.
type Finder struct{ rc *resty.Client }

// NewFinder needs no permission because of its one method.
func NewFinder() *Finder {
	rc := resty.New()
	rc.SetBaseURL(Endpoint).SetRetryCount(3)
	rc.AddRetryConditions(resty.RetryConditionStatusTooManyRequests)
	return &Finder{rc}
}

// Find sends a GET: silent.
func (f *Finder) Find(ctx context.Context, cnk string) (*Offer, error) {
	res, err := f.rc.R().SetContext(ctx).SetQueryParam("cnk", cnk).SetResult(&Offer{}).SetResultError(&refusal{}).Get("/v4/products/find")
	if err != nil {
		return nil, err
	}
	if !res.IsStatusSuccess() {
		return nil, explain(res)
	}
	return res.Result().(*Offer), nil
}

// Allowed gives the permission on the client.
type Allowed struct{ rc *resty.Client }

// NewAllowed has all three parts: silent.
func NewAllowed() *Allowed {
	return &Allowed{rc: resty.New().
		SetBaseURL(Endpoint).
		SetRetryCount(3).
		SetRetryAllowNonIdempotent(true).
		AddRetryConditions(resty.RetryConditionStatus5XX, resty.RetryConditionStatusTooManyRequests)}
}

// Query posts through a complete set-up: silent.
func (a *Allowed) Query(ctx context.Context, body any) (*Offer, error) {
	res, err := a.rc.R().SetContext(ctx).SetBody(body).SetResult(&Offer{}).SetResultError(&refusal{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if res.IsStatusFailure() {
		return nil, explain(res)
	}
	return res.Result().(*Offer), nil
}

// QueryNarrow replaces the client's conditions on the request: what replaces them is reported.
func (a *Allowed) QueryNarrow(ctx context.Context, body any) (*Offer, error) {
	r := a.rc.R().SetContext(ctx).SetBody(body).SetResult(&Offer{}).SetResultError(&refusal{})
	r.SetRetryConditions(func(res *resty.Response, _ error) bool {
		return res.StatusCode() == http.StatusBadGateway // want medipimretry/incomplete
	})
	res, err := r.Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if res.IsStatusFailure() {
		return nil, explain(res)
	}
	return res.Result().(*Offer), nil
}

// QueryWide adds to the client's conditions on the request, which takes nothing away: silent.
func (a *Allowed) QueryWide(ctx context.Context, body any) (*Offer, error) {
	r := a.rc.R().SetContext(ctx).SetBody(body).SetResult(&Offer{}).SetResultError(&refusal{})
	r.AddRetryConditions(func(res *resty.Response, _ error) bool {
		return res.StatusCode() == http.StatusBadGateway
	})
	res, err := r.Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if res.IsStatusFailure() {
		return nil, explain(res)
	}
	return res.Result().(*Offer), nil
}

var plain = resty.New().SetBaseURL(Endpoint).SetTimeout(time.Minute)

// OnRequest puts condition, count and permission on the request; the client has none of them: silent.
func OnRequest(body any) (*Offer, error) {
	r := plain.R().SetBody(body).SetResult(&Offer{}).SetResultError(&refusal{})
	r = r.SetRetryCount(4).SetRetryAllowNonIdempotent(true).AddRetryConditions(busy)
	res, err := r.Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if res.IsStatusFailure() {
		return nil, explain(res)
	}
	return res.Result().(*Offer), nil
}

// busy is a condition with the rate limit in a set.
func busy(res *resty.Response, _ error) bool {
	_, ok := map[int]struct{}{429: {}, 503: {}}[res.StatusCode()]
	return ok
}

// Unprotected posts through the plain package variable: reported on the send.
func Unprotected(body any) (*Offer, error) {
	r := plain.R().SetBody(body).SetResult(&Offer{}).SetResultError(&refusal{})
	res, err := r.Post("/v4/products/query") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if res.IsStatusFailure() {
		return nil, explain(res)
	}
	return res.Result().(*Offer), nil
}

// ByMiddleware is a client whose middleware makes an error for the rate limit.
func ByMiddleware() *resty.Client {
	return resty.New().SetBaseURL(Endpoint).AddResponseMiddleware(func(_ *resty.Client, res *resty.Response) error {
		if res.StatusCode() == http.StatusTooManyRequests {
			return errBusy
		}
		return nil
	})
}

var errBusy = errors.New("wholesale: rate limit")

// Guarded sends through the client with the middleware: silent.
func Guarded(body any) (*Offer, error) {
	res, err := ByMiddleware().R().SetBody(body).SetResult(&Offer{}).SetResultError(&refusal{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if res.IsStatusFailure() {
		return nil, explain(res)
	}
	return res.Result().(*Offer), nil
}

// Package targetflows has Medipim clients on resty and req with targets in odd places.
package targetflows

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/dghubble/sling"
	"github.com/go-resty/resty/v2"
	"github.com/imroc/req/v3"
	"github.com/tidwall/gjson"
	"github.com/valyala/fasthttp"
	restyv3 "resty.dev/v3"
)

var errGone = errors.New("gone")
var errLimited = errors.New("limited")

type inner struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type envelope struct {
	Error inner `json:"error"`
}

// the target in a struct of the caller
type call struct {
	out  any
	fail envelope
}

func (c *call) run(rc *resty.Client, path string) error {
	resp, err := rc.R().SetResult(c.out).SetError(&c.fail).Get("https://api.medipim.be" + path)
	if err != nil {
		return err
	}
	if resp.StatusCode() == 429 {
		return errLimited
	}
	if c.fail.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

func useCall(rc *resty.Client) bool {
	c := &call{out: new(struct{})}
	if c.run(rc, "/v4/x") != nil {
		return c.fail.Error.Code == "nope" // want medipimcode/unknown
	}
	return true
}

// a domain error made of the target
type Error struct {
	HTTP   int
	Status int
	Code   string
}

func (e *Error) Error() string { return e.Code }

func toError(resp *resty.Response) error {
	env, ok := resp.Error().(*envelope)
	if !ok {
		return fmt.Errorf("medipim: %s", resp.Status())
	}
	return &Error{HTTP: resp.StatusCode(), Status: env.Error.Status, Code: env.Error.Code}
}

func useError(resp *resty.Response) bool {
	err := toError(resp)
	var e *Error
	if !errors.As(err, &e) {
		return false
	}
	if e.HTTP == 404 {
		return true
	}
	return e.Status == 404 || e.Code == "nope" // want medipimstatus/branch medipimcode/unknown
}

// a domain error with the real status
func toGood(resp *restyv3.Response) *Error {
	env := resp.ResultError().(*envelope)
	return &Error{Status: resp.StatusCode(), Code: env.Error.Code}
}

func useGood(resp *restyv3.Response) bool { return toGood(resp).Status == 404 }

// retry condition by the body
func condition(rc *resty.Client) {
	rc.SetRetryCount(3).AddRetryCondition(func(r *resty.Response, err error) bool {
		if env, ok := r.Error().(*envelope); ok {
			return env.Error.Status == 429 // want medipimstatus/branch
		}
		return gjson.GetBytes(r.Body(), "error.code").String() == "rate_limit" // want medipimcode/unknown
	})
}

// an interface for the client
type getter interface {
	Get(path string, fail any) (int, error)
}

type viaResty struct{ rc *resty.Client }

func (v viaResty) Get(path string, fail any) (int, error) {
	resp, err := v.rc.R().SetError(fail).Get("https://api.medipim.be" + path)
	if err != nil {
		return 0, err
	}
	if resp.StatusCode() == 429 {
		return 0, errLimited
	}
	return resp.StatusCode(), nil
}

func viaInterface(g getter) bool {
	var env envelope
	st, err := g.Get("/v4/x", &env)
	if err != nil || st == 404 {
		return false
	}
	return env.Error.Status == 404 // want medipimstatus/branch
}

// req by response middleware
func middleware(c *req.Client) {
	c.OnAfterResponse(func(_ *req.Client, resp *req.Response) error {
		var env envelope
		if err := resp.Unmarshal(&env); err != nil {
			return err
		}
		switch env.Error.Status { // want medipimstatus/branch
		case 404:
			return errGone
		}
		return nil
	})
}

// req, retry condition
func reqCondition(c *req.Client) {
	c.SetCommonRetryCount(2).SetCommonRetryCondition(func(resp *req.Response, err error) bool {
		return err != nil || gjson.Get(resp.String(), "error.status").Int() == 429 // want medipimstatus/branch
	})
}

// sling with a decoder of its own
func slung(ctx context.Context, s *sling.Sling) error {
	fail := &envelope{}
	resp, err := s.New().Post("v4/products/query").BodyJSON(struct{}{}).Receive(nil, fail)
	if err != nil {
		return err
	}
	if resp.StatusCode == 429 {
		return errLimited
	}
	if fail.Error.Status >= 500 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

// fasthttp with gjson
func fast(hc *fasthttp.HostClient, rq *fasthttp.Request) error {
	var resp fasthttp.Response
	if err := hc.DoTimeout(rq, &resp, time.Second); err != nil {
		return err
	}
	if resp.StatusCode() == 429 {
		return errLimited
	}
	if gjson.GetBytes(resp.Body(), "error.status").Int() == 404 { // want medipimstatus/branch
		return errGone
	}
	body, _ := resp.BodyGunzip()
	if gjson.GetBytes(body, "error.code").Str == "nope" { // want medipimcode/unknown
		return errGone
	}
	return nil
}

// set, then decoded over
func overwritten(resp *resty.Response) bool {
	var env envelope
	env.Error.Status = resp.StatusCode()
	_ = json.Unmarshal(resp.Body(), &env)
	return env.Error.Status == 404 // want medipimstatus/order
}

// decoded, then set
func setAfter(resp *req.Response) bool {
	var env envelope
	_ = resp.Into(&env)
	env.Error.Status = resp.GetStatusCode()
	return env.Error.Status == 404
}

// partly set
func partly(resp *req.Response) bool {
	var env envelope
	_ = resp.Into(&env)
	if resp.StatusCode >= 500 {
		env.Error.Status = resp.StatusCode
	}
	return env.Error.Status == 404 // want medipimstatus/mixed
}

// consistency
func agrees(resp *resty.Response) bool {
	env := resp.Error().(*envelope)
	return env.Error.Status != 0 && env.Error.Status != resp.StatusCode()
}

// another vendor on its own client
type Vendor struct{ rc *resty.Client }

func NewVendor() *Vendor {
	return &Vendor{resty.New().SetBaseURL("https://api.openfda.example.com")}
}

func (v *Vendor) lookup() (bool, error) {
	var e envelope
	resp, err := v.rc.R().SetError(&e).Get("https://api.openfda.example.com/drug")
	if err != nil {
		return false, err
	}
	if e.Error.Status == 404 || e.Error.Code == "NOT_FOUND" {
		return false, nil
	}
	return resp.IsSuccess(), nil
}

// io.Reader from resty
func rawBody(resp *resty.Response) bool {
	defer resp.RawBody().Close()
	b, _ := io.ReadAll(resp.RawBody())
	return gjson.GetBytes(b, "error.status").Int() == http.StatusGone // want medipimstatus/branch
}

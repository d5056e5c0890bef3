// Package medipimnight has the jobs of the night, each with two libraries: one
// that sends and one that knows when to send again.
package medipimnight

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/PuerkitoBio/rehttp"
	avast "github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v5"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/go-resty/resty/v2"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/imroc/req/v3"
	"github.com/sethgrid/pester"
	"github.com/sethvargo/go-retry"
	"github.com/valyala/fasthttp"
	resty3 "resty.dev/v3"

	"example.com/kanaaldijk/internal/medipimwire"
)

const products = "https://api.sandbox.medipim.fr/v4/products/query"

// Result is what a job has found.
type Result = medipimwire.Page

// Error is an answer that is not a success.
type Error struct {
	HTTPStatus int
	Fault      medipimwire.Fault
}

func (e *Error) Error() string { return fmt.Sprintf("%d %s", e.HTTPStatus, e.Fault.Code) }

// IsRateLimited says if an error is a 429.
func IsRateLimited(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.HTTPStatus == http.StatusTooManyRequests
}

func result(status int, body []byte) (*Result, error) {
	if status >= 400 {
		return nil, &Error{HTTPStatus: status, Fault: medipimwire.Read(body)}
	}
	r := new(Result)
	return r, json.Unmarshal(body, r)
}

// RestyInBackoff is resty in backoff.
// ok: the error answer of resty is retried by backoff
func RestyInBackoff(ctx context.Context, q any) (*Result, error) {
	rc := resty.New()
	return backoff.Retry(ctx, func() (*Result, error) {
		resp, err := rc.R().SetContext(ctx).SetBody(q).Post(products)
		if err != nil {
			return nil, err
		}
		return result(resp.StatusCode(), resp.Body())
	}, backoff.WithMaxTries(5))
}

// HeimdallInRetry is heimdall in go-retry.
// ok: the predicate of this package marks a 429 as retryable
func HeimdallInRetry(ctx context.Context, q []byte) (*Result, error) {
	c := httpclient.NewClient(httpclient.WithHTTPTimeout(time.Minute))
	b := retry.WithMaxDuration(5*time.Minute, retry.NewExponential(time.Second))
	return retry.DoValue(ctx, b, func(context.Context) (*Result, error) {
		resp, err := c.Post(products, bytes.NewReader(q), http.Header{})
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			return nil, err
		}
		r, err := result(resp.StatusCode, body)
		if IsRateLimited(err) {
			return nil, retry.RetryableError(err)
		}
		return r, err
	})
}

// FastInAvast is fasthttp in retry-go.
// ok: RetryIf asks the predicate
func FastInAvast(q []byte) (*Result, error) {
	return avast.DoWithData(func() (*Result, error) {
		rq, rs := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
		defer fasthttp.ReleaseRequest(rq)
		defer fasthttp.ReleaseResponse(rs)
		rq.SetRequestURI(products)
		rq.Header.SetMethod(fasthttp.MethodPost)
		rq.SetBody(q)
		if err := fasthttp.Do(rq, rs); err != nil {
			return nil, err
		}
		return result(rs.StatusCode(), rs.Body())
	}, avast.RetryIf(IsRateLimited), avast.Delay(time.Second))
}

// ReqInFailsafe is req in failsafe.
// ok: HandleIf asks the predicate, and there is a delay
func ReqInFailsafe(q any) (*Result, error) {
	rp := retrypolicy.NewBuilder[*Result]().
		HandleIf(func(_ *Result, err error) bool { return IsRateLimited(err) }).
		WithBackoff(time.Second, time.Minute).
		Build()
	return failsafe.With(rp).Get(func() (*Result, error) {
		resp, err := req.C().R().SetBodyJsonMarshal(q).Post(products)
		if err != nil {
			return nil, err
		}
		return result(resp.StatusCode, resp.Bytes())
	})
}

var again = map[int]struct{}{
	http.StatusTooManyRequests:    {},
	http.StatusServiceUnavailable: {},
}

// RestyOverRehttp is resty over rehttp.
// ok: the transport of resty retries what the map has
func RestyOverRehttp(q any) (*Result, error) {
	rc := resty.New().SetTransport(rehttp.NewTransport(nil, func(a rehttp.Attempt) bool {
		if a.Response == nil || a.Index > 5 {
			return false
		}
		_, ok := again[a.Response.StatusCode]
		return ok
	}, rehttp.ExpJitterDelay(time.Second, time.Minute)))
	resp, err := rc.R().SetBody(q).Post(products)
	if err != nil {
		return nil, err
	}
	return result(resp.StatusCode(), resp.Body())
}

// PesterPost is pester with a body.
// ok: pester keeps the body, and retries 429 when told
func PesterPost(q []byte) (*Result, error) {
	c := pester.New()
	c.MaxRetries = 6
	c.Backoff = pester.ExponentialJitterBackoff
	c.SetRetryOnHTTP429(true)
	rq, err := http.NewRequest(http.MethodPost, products, bytes.NewReader(q))
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(rq)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return result(resp.StatusCode, body)
}

// Once does not retry, and has an error with a predicate.
// ok: IsRateLimited over the package's own error
func Once(q any) (*Result, error) {
	resp, err := resty3.New().R().SetBody(q).Post(products)
	if err != nil {
		return nil, err
	}
	return result(resp.StatusCode(), resp.Bytes())
}

// Ten waits for Once.
// ok: the predicate of a 429 is waited for
func Ten(ctx context.Context, q any) (r *Result, err error) {
	for n := range 10 {
		if r, err = Once(q); !IsRateLimited(err) {
			return r, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Duration(n+1) * time.Second):
		}
	}
	return r, err
}

// Advice says what to do about an error.
// ok: known codes, the real status, and violations handed on
func Advice(err error) string {
	e, ok := errors.AsType[*Error](err)
	if !ok {
		return "call the network people"
	}
	switch {
	case e.HTTPStatus == http.StatusUnprocessableEntity:
		return fmt.Sprintf("correct %v", e.Fault.Violations)
	case e.HTTPStatus == http.StatusForbidden && e.Fault.HasCode("not_authorized"):
		return "ask for permission"
	case e.Fault.HasCode("authentication.api_key_not_found", "authentication.api_key_is_not_active"):
		return "look at the key"
	case e.Fault.Message != "":
		return e.Fault.Message
	}
	return fmt.Sprintf("report it (%d, the body says %d)", e.HTTPStatus, e.Fault.Status)
}

// Tonight runs until it is throttled.
func Tonight(qs []any) (all []*Result, err error) {
	for _, q := range qs {
		r, err := Once(q)
		if IsRateLimited(err) { // want medipimretry/swallowed
			continue
		}
		if err != nil {
			return all, err
		}
		all = append(all, r)
	}
	return all, nil
}

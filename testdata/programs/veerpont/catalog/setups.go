package catalog

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/go-resty/resty/v2"
)

// Each of these is the set-up of one of our older jobs; they move to New one by one.

type nightly struct{ rc *resty.Client }

func newNightly(host string) *nightly {
	rc := resty.New() // want medipimretry/library
	rc.SetBaseURL(host)
	rc.SetRetryCount(5)
	rc.SetRetryWaitTime(2 * time.Second)
	return &nightly{rc: rc}
}

func (n *nightly) run(ctx context.Context) error {
	r, err := n.rc.R().SetContext(ctx).SetBody(`{}`).Post("/v4/products/query")
	if err != nil {
		return err
	}
	return check(r)
}

type weekly struct{ rc *resty.Client }

func newWeekly(host string) *weekly {
	return &weekly{rc: resty.New().
		SetBaseURL(host).
		SetRetryCount(3).
		SetRetryMaxWaitTime(time.Minute).
		AddRetryCondition(func(r *resty.Response, err error) bool {
			if err != nil {
				return true
			}
			return r.StatusCode() >= http.StatusInternalServerError // want medipimretry/incomplete
		})}
}

func (w *weekly) run(ctx context.Context) error {
	r, err := w.rc.R().SetContext(ctx).SetBody(`{}`).Post("/v4/products/query")
	if err != nil {
		return err
	}
	return check(r)
}

// monthly has the condition; that resty's count is 0 by default was not known.
func monthly(ctx context.Context, host string) error {
	rc := resty.NewWithClient(&http.Client{Timeout: time.Minute}) // want medipimretry/library
	rc.SetBaseURL(host)
	rc.AddRetryCondition(throttled)
	rc.SetRetryWaitTime(500 * time.Millisecond)
	r, err := rc.R().SetContext(ctx).Get("/v4/brands/all")
	if err != nil {
		return err
	}
	return check(r)
}

// status shows the state of the API on the dashboard.
func status(ctx context.Context, host string) (string, error) {
	rc := resty.New().SetBaseURL(host).SetTimeout(5 * time.Second)
	r, err := rc.R().SetContext(ctx).Get("/v4/brands/find?id=1") // want medipimretry/missing
	if err != nil {
		return "", err
	}
	if r.IsError() {
		return "", errors.New(r.Status())
	}
	return "up", nil
}

var retryOn = []int{408, 429, 500, 502, 503, 504}

// hourly asks a list.
func hourly(ctx context.Context, host string) error {
	rc := resty.New().SetBaseURL(host).SetRetryCount(4).AddRetryCondition(func(r *resty.Response, _ error) bool {
		return slices.Contains(retryOn, r.StatusCode())
	})
	r, err := rc.R().SetContext(ctx).Post("/v4/products/query")
	if err != nil {
		return err
	}
	return check(r)
}

// daily sets the fields themselves, as the examples of resty 1 did.
func daily(ctx context.Context, host string) error {
	rc := resty.New()
	rc.BaseURL = host
	rc.RetryCount = 3
	rc.RetryWaitTime = time.Second
	rc.RetryConditions = append(rc.RetryConditions, throttled)
	r, err := rc.R().SetContext(ctx).Post("/v4/products/query")
	if err != nil {
		return err
	}
	return check(r)
}

// yearly retries whatever is an error.
func yearly(ctx context.Context, host string) error {
	rc := resty.New()
	rc.SetBaseURL(host)
	rc.AddRetryAfterErrorCondition()
	rc.SetRetryCount(6)
	r, err := rc.R().SetContext(ctx).Post("/v4/products/query")
	if err != nil {
		return err
	}
	return check(r)
}

// perCall has the count on the client and the condition on the request.
func perCall(ctx context.Context, host string) error {
	rc := resty.New().SetBaseURL(host).SetRetryCount(2)
	r, err := rc.R().
		SetContext(ctx).
		AddRetryCondition(throttled).
		Post("/v4/products/query")
	if err != nil {
		return err
	}
	return check(r)
}

var errNoHint = errors.New("no Retry-After")

// polite waits as long as the server says, and no longer than that.
func polite(host string) *resty.Client {
	return resty.New().
		SetBaseURL(host).
		SetRetryCount(5).
		AddRetryCondition(throttled).
		SetRetryAfter(func(_ *resty.Client, r *resty.Response) (time.Duration, error) {
			h := r.Header().Get("Retry-After")
			if h == "" { // want medipimretry/header
				return 0, errNoHint
			}
			n, err := strconv.Atoi(h)
			return time.Duration(n) * time.Second, err
		})
}

func runPolite(ctx context.Context, host string) error {
	r, err := polite(host).R().SetContext(ctx).Post("/v4/products/query")
	if err != nil {
		return err
	}
	return check(r)
}

// courteous gives 0 without the header, for which resty takes its own backoff.
func courteous(ctx context.Context, host string) error {
	rc := resty.New().SetBaseURL(host).SetRetryCount(5).AddRetryCondition(throttled)
	rc.SetRetryAfter(func(_ *resty.Client, r *resty.Response) (time.Duration, error) {
		n, err := strconv.Atoi(r.Header().Get("Retry-After"))
		if err != nil {
			return 0, nil
		}
		return time.Duration(n) * time.Second, nil
	})
	r, err := rc.R().SetContext(ctx).Post("/v4/products/query")
	if err != nil {
		return err
	}
	return check(r)
}

// byBody decides on what the body says.
func byBody(r *resty.Response, _ error) bool {
	f, ok := r.Error().(*fault)
	return ok && f.Error.Status == 429 // want medipimstatus/branch
}

func runByBody(ctx context.Context, host string) error {
	rc := resty.New().SetBaseURL(host).SetError(&fault{}).SetRetryCount(3).AddRetryCondition(byBody)
	r, err := rc.R().SetContext(ctx).Post("/v4/products/query")
	if err != nil {
		return err
	}
	return check(r)
}

// byCode decides on the code, which is as good as the status.
func byCode(r *resty.Response, _ error) bool {
	f, ok := r.Error().(*fault)
	return ok && f.Error.Code == "too_many_requests"
}

// byOldCode has the name that the code had in the vendor we left.
func byOldCode(r *resty.Response, _ error) bool {
	f, ok := r.Error().(*fault)
	return ok && f.Error.Code == "rate_limit_exceeded" // want medipimcode/unknown
}

func runByCode(ctx context.Context, host string, old bool) error {
	rc := resty.New().SetBaseURL(host).SetError(&fault{}).SetRetryCount(3)
	if old {
		rc.AddRetryCondition(byOldCode)
	} else {
		rc.AddRetryCondition(byCode)
	}
	r, err := rc.R().SetContext(ctx).Post("/v4/products/query")
	if err != nil {
		return err
	}
	return check(r)
}

// Run runs the job of that name.
func Run(ctx context.Context, host, job string) error {
	switch job {
	case "nightly":
		return newNightly(host).run(ctx)
	case "weekly":
		return newWeekly(host).run(ctx)
	case "monthly":
		return monthly(ctx, host)
	case "status":
		_, err := status(ctx, host)
		return err
	case "hourly":
		return hourly(ctx, host)
	case "daily":
		return daily(ctx, host)
	case "yearly":
		return yearly(ctx, host)
	case "percall":
		return perCall(ctx, host)
	case "polite":
		return runPolite(ctx, host)
	case "courteous":
		return courteous(ctx, host)
	case "bybody":
		return runByBody(ctx, host)
	case "bycode", "byoldcode":
		return runByCode(ctx, host, job == "byoldcode")
	}
	return errors.New("catalog: no such job " + job)
}

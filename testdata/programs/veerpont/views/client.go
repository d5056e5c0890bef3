//medipimlint:client

// Package views makes the reports of the assortment team.
package views

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/go-resty/resty/v2"
	"github.com/imroc/req/v3"
)

// base is the API's address.
var base = os.Getenv("MEDIPIM_URL")

// plain repeats a 429 and gives back whatever comes last.
var plain = &http.Client{
	Timeout: 2 * time.Minute,
	Transport: rehttp.NewTransport(nil,
		rehttp.RetryAll(rehttp.RetryMaxRetries(4), rehttp.RetryStatuses(http.StatusTooManyRequests)),
		rehttp.ExpJitterDelay(time.Second, 30*time.Second)),
}

// strict gives an error for what is not a success.
var strict = &http.Client{Transport: failing{plain.Transport}}

type failing struct{ next http.RoundTripper }

func (f failing) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := f.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		defer resp.Body.Close()
		return nil, refused(resp.StatusCode, json.NewDecoder(resp.Body))
	}
	return resp, nil
}

// Refused is an answer of the API that is not a success.
type Refused struct {
	HTTPStatus int
	Code       string
	Message    string
	Violations []any
}

func (r Refused) Error() string { return fmt.Sprintf("%d %s: %s", r.HTTPStatus, r.Code, r.Message) }

type envelope struct {
	Error struct {
		Code       string `json:"code"`
		Message    string `json:"message"`
		Violations []any  `json:"violations"`
	} `json:"error"`
}

func refused(status int, dec *json.Decoder) error {
	var e envelope
	_ = dec.Decode(&e)
	return Refused{status, e.Error.Code, e.Error.Message, e.Error.Violations}
}

// restyPlain and restyHook differ in the hook.
func restyPlain() *resty.Client {
	return resty.New().SetBaseURL(base).SetRetryCount(3).AddRetryCondition(func(r *resty.Response, _ error) bool {
		return r.StatusCode() == http.StatusTooManyRequests
	})
}

func restyHook() *resty.Client {
	return restyPlain().OnAfterResponse(func(_ *resty.Client, r *resty.Response) error {
		if !r.IsError() {
			return nil
		}
		var e envelope
		_ = json.Unmarshal(r.Body(), &e)
		return Refused{r.StatusCode(), e.Error.Code, e.Error.Message, e.Error.Violations}
	})
}

func reqPlain() *req.Client {
	return req.C().SetBaseURL(base).SetCommonRetryCount(3).SetCommonRetryCondition(func(r *req.Response, err error) bool {
		return err != nil || r.GetStatusCode() == 429
	})
}

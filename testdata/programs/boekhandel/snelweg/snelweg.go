//medipimlint:client

// Package snelweg is the fast lane: fasthttp and gjson, no structs.
package snelweg

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/tidwall/gjson"
	"github.com/valyala/fasthttp"
)

// Lane is one connection pool.
type Lane struct {
	hc   *fasthttp.Client
	base string
	auth string
}

// New opens a lane.
func New(base, key, secret string) *Lane {
	return &Lane{
		hc:   &fasthttp.Client{Name: "boekhandel", ReadTimeout: 10 * time.Second},
		base: base,
		auth: "Basic " + base64.StdEncoding.EncodeToString([]byte(key+":"+secret)),
	}
}

func (l *Lane) request(path string, body []byte) *fasthttp.Request {
	req := fasthttp.AcquireRequest()
	req.SetRequestURI(l.base + path)
	req.Header.SetMethod(fasthttp.MethodPost)
	req.Header.Set("Authorization", l.auth)
	req.SetBody(body)
	return req
}

// ErrGone means that the resource is not there (any more).
var ErrGone = errors.New("gone")

// Fetch gets the first result.
func (l *Lane) Fetch(path string, body []byte) (gjson.Result, error) {
	req, resp := l.request(path, body), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	if err := l.hc.DoTimeout(req, resp, 5*time.Second); err != nil { // want medipimretry/missing
		return gjson.Result{}, err
	}
	if resp.StatusCode() == fasthttp.StatusOK {
		return gjson.ParseBytes(append([]byte(nil), resp.Body()...)).Get("results.0"), nil
	}
	e := gjson.GetBytes(resp.Body(), "error")
	if e.Get("status").Int() == 404 { // want medipimstatus/branch
		return gjson.Result{}, ErrGone
	}
	if e.Get("code").String() == "notfound" { // want medipimcode/unknown
		return gjson.Result{}, ErrGone
	}
	return gjson.Result{}, fmt.Errorf("%s: %d: %s", path, resp.StatusCode(), e.Get("message").String())
}

// Wait is Fetch with patience.
func (l *Lane) Wait(path string, body []byte) ([]byte, error) {
	req, resp := l.request(path, body), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	pause := 500 * time.Millisecond
	for range 6 {
		if err := l.hc.Do(req, resp); err != nil {
			return nil, err
		}
		if resp.StatusCode() != fasthttp.StatusTooManyRequests {
			break
		}
		if n, err := strconv.Atoi(string(resp.Header.Peek("Retry-After"))); err == nil && n > 0 {
			time.Sleep(time.Duration(n) * time.Second)
		} else {
			time.Sleep(pause)
		}
		pause *= 2
	}
	if c := resp.StatusCode(); c < 200 || c > 299 {
		return nil, fmt.Errorf("%s: HTTP %d: %s", path, c, gjson.GetBytes(resp.Body(), "error.code"))
	}
	return append([]byte(nil), resp.Body()...), nil
}

// Hammer was written on a Friday.
func (l *Lane) Hammer(path string, body []byte) (n int, err error) {
	req, resp := l.request(path, body), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
again:
	if err = l.hc.Do(req, resp); err != nil {
		return 0, err
	}
	switch resp.StatusCode() {
	case fasthttp.StatusTooManyRequests: // want medipimretry/immediate
		goto again
	case fasthttp.StatusOK:
		return int(gjson.GetBytes(resp.Body(), "meta.total").Int()), nil
	}
	return 0, fmt.Errorf("%s: HTTP %d", path, resp.StatusCode())
}

// Count counts, with the package-level client, and waits between tries.
func (l *Lane) Count(path string, body []byte) (int, error) {
	var total struct {
		Meta struct{ Total int }
	}
	err := l.retrying(path, body, func(b []byte) error { return json.Unmarshal(b, &total) })
	return total.Meta.Total, err
}

func (l *Lane) retrying(path string, body []byte, use func([]byte) error) error {
	resp := fasthttp.AcquireResponse()
	defer fasthttp.ReleaseResponse(resp)
	for try := 1; ; try++ {
		req := l.request(path, body)
		err := fasthttp.DoTimeout(req, resp, 30*time.Second)
		fasthttp.ReleaseRequest(req)
		switch {
		case err != nil:
			return err
		case resp.StatusCode()/100 == 2:
			return use(resp.Body())
		case try == 5:
			return fmt.Errorf("%s: HTTP %d", path, resp.StatusCode())
		case resp.StatusCode() == 429 || resp.StatusCode() >= 500:
			time.Sleep(time.Duration(try*try) * time.Second)
		default:
			return fmt.Errorf("%s: %s", path, gjson.GetBytes(resp.Body(), "error.message"))
		}
	}
}

// Total reads the total in one go.
func (l *Lane) Total(path string, body []byte) (total int, err error) {
	req, resp := l.request(path, body), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	for i := 0; i < 3; i++ {
		if err = l.hc.DoDeadline(req, resp, time.Now().Add(time.Minute)); err != nil {
			return 0, err
		}
		if resp.StatusCode() == fasthttp.StatusBadGateway || resp.StatusCode() == fasthttp.StatusGatewayTimeout { // want medipimretry/incomplete
			time.Sleep(time.Second)
			continue
		}
		break
	}
	if resp.StatusCode() >= 400 {
		return 0, fmt.Errorf("%s: HTTP %d", path, resp.StatusCode())
	}
	return int(gjson.GetBytes(resp.Body(), "meta.total").Int()), nil
}

package fastlane

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/buger/jsonparser"
	"github.com/bytedance/sonic"
	"github.com/valyala/fasthttp"
)

const host = "https://api.au.medipim.com/v4"

// Lane is one connection pool for all requests of this package.
type Lane struct {
	hc   fasthttp.Client
	auth string
}

// Hits is plain data.
type Hits struct {
	Results []json.RawMessage `json:"results"`
}

// ErrBusy is made for the rate limit.
var ErrBusy = errors.New("lane: busy")

// fill prepares a request for one path.
func (l *Lane) fill(req *fasthttp.Request, path string, body []byte) {
	req.SetRequestURI(host + path)
	req.Header.SetMethod(fasthttp.MethodPost)
	req.Header.Set(fasthttp.HeaderAuthorization, l.auth)
	req.SetBody(body)
}

// refuse makes one general text of every bad answer.
func refuse(resp *fasthttp.Response) error {
	code, _ := jsonparser.GetString(resp.Body(), "error", "code")
	return fmt.Errorf("lane: %d %s", resp.StatusCode(), code)
}

// Query repeats nothing and its library repeats transport errors only: reported on the send.
func (l *Lane) Query(body []byte) (*Hits, error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	l.fill(req, "/products/query", body)
	if err := l.hc.DoTimeout(req, resp, 10*time.Second); err != nil { // want medipimretry/missing
		return nil, err
	}
	if resp.StatusCode() != fasthttp.StatusOK {
		return nil, refuse(resp)
	}
	h := new(Hits)
	return h, sonic.Unmarshal(resp.Body(), h)
}

// Waiting is the same with a loop and a pause: silent; this library sends a body that is set as bytes as often as asked.
func (l *Lane) Waiting(body []byte) (*Hits, error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	l.fill(req, "/products/query", body)
	for delay := time.Second; ; delay *= 2 {
		if err := l.hc.Do(req, resp); err != nil {
			return nil, err
		}
		if resp.StatusCode() == fasthttp.StatusTooManyRequests && delay < time.Minute {
			time.Sleep(delay)
			continue
		}
		if resp.StatusCode() != fasthttp.StatusOK {
			return nil, refuse(resp)
		}
		h := new(Hits)
		return h, sonic.Unmarshal(resp.Body(), h)
	}
}

// Busy hands a sentinel up: silent.
func (l *Lane) Busy(body []byte) (*Hits, error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	l.fill(req, "/brands/query", body)
	if err := l.hc.DoDeadline(req, resp, time.Now().Add(time.Minute)); err != nil {
		return nil, err
	}
	switch resp.StatusCode() {
	case fasthttp.StatusOK:
		h := new(Hits)
		return h, sonic.ConfigFastest.Unmarshal(resp.Body(), h)
	case fasthttp.StatusTooManyRequests:
		return nil, ErrBusy
	}
	return nil, refuse(resp)
}

// BodyStatus waits and repeats, but asks the body what the status was: that one mistake is reported there.
func (l *Lane) BodyStatus(body []byte) (*Hits, error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	l.fill(req, "/products/query", body)
	for range 5 {
		if err := l.hc.Do(req, resp); err != nil {
			return nil, err
		}
		if resp.StatusCode() == fasthttp.StatusOK {
			h := new(Hits)
			return h, sonic.Unmarshal(resp.Body(), h)
		}
		status, err := jsonparser.GetInt(resp.Body(), "error", "status")
		if err != nil {
			return nil, err
		}
		if status != fasthttp.StatusTooManyRequests { // want medipimstatus/branch
			return nil, refuse(resp)
		}
		time.Sleep(2 * time.Second)
	}
	return nil, ErrBusy
}

// BodyCode does the same with the code in the body, which is sound: silent.
func (l *Lane) BodyCode(body []byte) (*Hits, error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	l.fill(req, "/products/query", body)
	for range 5 {
		if err := l.hc.Do(req, resp); err != nil {
			return nil, err
		}
		if resp.StatusCode() == fasthttp.StatusOK {
			h := new(Hits)
			return h, sonic.Unmarshal(resp.Body(), h)
		}
		code, _, _, err := jsonparser.Get(resp.Body(), "error", "code")
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(code, []byte("too_many_requests")) {
			return nil, refuse(resp)
		}
		time.Sleep(2 * time.Second)
	}
	return nil, ErrBusy
}

// Blind decodes whatever came, and a throttled caller learns of it only by a sentinel: the decode is reported as partial.
func (l *Lane) Blind(body []byte) (*Hits, error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	l.fill(req, "/media/query", body)
	if err := l.hc.Do(req, resp); err != nil {
		return nil, err
	}
	if resp.StatusCode() == fasthttp.StatusTooManyRequests {
		return nil, ErrBusy
	}
	var h Hits
	if err := sonic.Unmarshal(resp.Body(), &h); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return &h, nil
}

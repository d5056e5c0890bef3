//medipimlint:client

package transport

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"
)

// patientTripper retries a 429 below everything else, and rewinds.
type patientTripper struct{ next http.RoundTripper }

// RoundTrip sends again after a rest.
func (t *patientTripper) RoundTrip(req *http.Request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		if attempt > 1 && req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req.Body = body
		}
		resp, err := t.next.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || attempt == 4 {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-req.Context().Done():
			return nil, req.Context().Err()
		case <-time.After(time.Duration(attempt) * time.Second):
		}
	}
}

// brokenOnly retries what the server broke, and hands a 429 through.
type brokenOnly struct{ next http.RoundTripper }

// RoundTrip sends again after a rest, for the fives.
func (t *brokenOnly) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for attempt := range 3 {
		if attempt > 0 && req.GetBody != nil {
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
		resp, err = t.next.RoundTrip(req)
		if err != nil || resp.StatusCode < 500 { // want medipimretry/incomplete
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Duration(attempt+1) * time.Second)
	}
	return nil, errors.New("the server stays broken")
}

// hasty retries a 429 with no rest.
type hasty struct{ next http.RoundTripper }

// RoundTrip sends again at once.
func (t *hasty) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for attempt := range 3 {
		if attempt > 0 && req.GetBody != nil {
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
		resp, err = t.next.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests { // want medipimretry/immediate
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, errors.New("too many requests")
}

// forgetful retries a 429 with the body that is gone.
type forgetful struct{ next http.RoundTripper }

// RoundTrip sends what it was given, again and again.
func (t *forgetful) RoundTrip(req *http.Request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := t.next.RoundTrip(req) // want medipimretry/unrewound
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || attempt == 4 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Duration(attempt) * time.Second)
	}
}

// logging writes a line, and passes the answer through.
type logging struct{ next http.RoundTripper }

// RoundTrip writes a line.
func (t *logging) RoundTrip(req *http.Request) (*http.Response, error) {
	start := time.Now()
	resp, err := t.next.RoundTrip(req)
	log.Print(req.URL.Path, " ", time.Since(start))
	return resp, err
}

// strict makes one kind of error of every bad answer.
type strict struct{ next http.RoundTripper }

// RoundTrip gives an answer only if it is good.
func (t *strict) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode/100 != 2 {
		resp.Body.Close()
		return nil, fmt.Errorf("answer %s", resp.Status)
	}
	return resp, nil
}

// ErrTooFast is what sorting makes of a 429.
var ErrTooFast = errors.New("too fast")

// sorting makes two kinds of error of bad answers.
type sorting struct{ next http.RoundTripper }

// RoundTrip gives an answer only if it is good, and tells a 429 apart.
func (t *sorting) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		resp.Body.Close()
		return nil, ErrTooFast
	case resp.StatusCode/100 != 2:
		resp.Body.Close()
		return nil, fmt.Errorf("answer %s", resp.Status)
	}
	return resp, nil
}

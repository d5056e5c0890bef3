package medipimretryafter

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

type eager struct{ base http.RoundTripper }

// RoundTrip obeys the header; where there is none the pause is nought seconds.
func (e eager) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := e.base.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		if req.Body == nil && n < 5 && resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			resp.Body.Close()
			time.Sleep(time.Duration(secs) * time.Second)
			continue
		}
		return resp, nil
	}
}

type polite struct{ base http.RoundTripper }

// RoundTrip obeys the header and has two seconds of its own where there is none.
func (p polite) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := p.base.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		if req.Body == nil && n < 5 && resp.StatusCode == http.StatusTooManyRequests {
			secs, err := strconv.Atoi(resp.Header.Get("Retry-After"))
			if err != nil || secs <= 0 {
				secs = 2
			}
			resp.Body.Close()
			time.Sleep(time.Duration(secs) * time.Second)
			continue
		}
		return resp, nil
	}
}

// Up asks through the first transport.
func Up(address string) error {
	c := &http.Client{Transport: eager{http.DefaultTransport}}
	resp, err := c.Head(address)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode > 299 {
		return fmt.Errorf("head: %s", resp.Status)
	}
	return nil
}

// UpPolite asks through the second transport.
func UpPolite(address string) error {
	c := &http.Client{Transport: polite{http.DefaultTransport}}
	resp, err := c.Head(address)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode > 299 {
		return fmt.Errorf("head: %s", resp.Status)
	}
	return nil
}

package transport

import (
	"net/http"
	"time"
)

// unavailable tries again what is unavailable, and hands a 429 up.
type unavailable struct{ http.RoundTripper }

func (u unavailable) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := u.RoundTripper.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusServiceUnavailable || n == 3 { // want medipimretry/incomplete
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

var patient = &http.Client{Transport: unavailable{http.DefaultTransport}}

func findPatiently() error {
	resp, err := patient.Get(findURL)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

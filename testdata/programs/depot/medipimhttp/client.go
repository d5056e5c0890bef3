package medipimhttp

import (
	"net/http"
	"time"
)

// Patient is a transport that waits on 429 and sends the request again with a fresh body.
type Patient struct {
	Next  http.RoundTripper
	Tries int
}

// RoundTrip repeats a throttled request after a growing pause that the request's context can cut short.
func (p *Patient) RoundTrip(req *http.Request) (*http.Response, error) {
	wait := 500 * time.Millisecond
	for n := 1; ; n++ {
		resp, err := p.Next.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || n >= p.Tries {
			return resp, nil
		}
		if req.Body != nil && req.Body != http.NoBody {
			if req.GetBody == nil {
				return resp, nil
			}
			body, err := req.GetBody()
			if err != nil {
				return resp, nil
			}
			req = req.Clone(req.Context())
			req.Body = body
		}
		resp.Body.Close()
		timer := time.NewTimer(wait)
		select {
		case <-req.Context().Done():
			timer.Stop()
			return nil, req.Context().Err()
		case <-timer.C:
		}
		wait *= 2
	}
}

// NewClient gives a client that sends through the waiting transport.
func NewClient() *http.Client {
	return &http.Client{
		Timeout:   time.Minute,
		Transport: &Patient{Next: http.DefaultTransport, Tries: 5},
	}
}

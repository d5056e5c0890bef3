package medipimread

import (
	"net/http"
	"time"
)

// patient retries a 429; it is the transport of every Reader.
type patient struct{ next http.RoundTripper }

// RoundTrip rests and sends again, with the body anew.
func (t patient) RoundTrip(req *http.Request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		if attempt > 1 && req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req.Body = body
		}
		resp, err := t.next.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || attempt == 5 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Duration(attempt) * time.Second)
	}
}

// Reader reads products.
type Reader struct {
	hc   *http.Client
	root string
}

// NewReader sets the transport.
func NewReader(root string) *Reader {
	return &Reader{root: root, hc: &http.Client{Transport: patient{next: http.DefaultTransport}}}
}

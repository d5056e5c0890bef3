package medipimapi

import (
	"context"
	"io"
	"net/http"
	"time"
)

// RetryDoer was added by hand; hand it to WithHTTPClient.
type RetryDoer struct {
	Next HttpRequestDoer
	Max  int
}

// Do implements HttpRequestDoer.
func (d *RetryDoer) Do(req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		if n > 0 && req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req.Body = body
		}
		rsp, err := d.Next.Do(req)
		if err != nil || rsp.StatusCode != http.StatusTooManyRequests || n >= d.Max {
			return rsp, err
		}
		_, _ = io.Copy(io.Discard, rsp.Body)
		_ = rsp.Body.Close()
		select {
		case <-time.After(2 * time.Second << n):
		case <-req.Context().Done():
			return nil, req.Context().Err()
		}
	}
}

// BasicAuth is an editor for every request.
func BasicAuth(id, secret string) RequestEditorFn {
	return func(_ context.Context, req *http.Request) error {
		req.SetBasicAuth(id, secret)
		return nil
	}
}

package medipimtransport

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

type serverOnly struct{ base http.RoundTripper }

// RoundTrip repeats a GET on a server's trouble; what is throttled goes up as it is.
func (s *serverOnly) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := s.base.RoundTrip(req)
	for i := 1; i < 4; i++ {
		if err != nil || req.Method != http.MethodGet {
			break
		}
		if resp.StatusCode != 500 && resp.StatusCode != 503 { // want medipimretry/incomplete
			break
		}
		resp.Body.Close()
		time.Sleep(time.Duration(i) * time.Second)
		resp, err = s.base.RoundTrip(req)
	}
	return resp, err
}

// Reader goes through the transport above and has no more to say about a 429 than it has.
type Reader struct{ client http.Client }

// New sets the transport.
func New() *Reader {
	return &Reader{client: http.Client{Transport: &serverOnly{base: http.DefaultTransport}}}
}

// Read gets one thing by its address.
func (r *Reader) Read(address string) (map[string]string, error) {
	resp, err := r.client.Get(address)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", address, resp.Status)
	}
	var m map[string]string
	return m, json.NewDecoder(resp.Body).Decode(&m)
}

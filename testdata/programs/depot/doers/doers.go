//medipimlint:client

package doers

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Doer is what tests replace.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// ErrSlowDown stands for a 429.
var ErrSlowDown = errors.New("slow down")

// Fetch is generic over the result and sends through the interface once.
func Fetch[T any](d Doer, req *http.Request) (T, error) {
	var v T
	resp, err := d.Do(req) // want medipimretry/missing
	if err != nil {
		return v, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return v, fmt.Errorf("%s: %s", req.URL.Path, resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

// FetchOrSlow is generic too and has a sentinel for the 429.
func FetchOrSlow[T any](d Doer, req *http.Request) (T, error) {
	var v T
	resp, err := d.Do(req)
	if err != nil {
		return v, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return v, ErrSlowDown
	}
	if resp.StatusCode != http.StatusOK {
		return v, fmt.Errorf("%s: %s", req.URL.Path, resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

type store struct {
	api  Doer
	base string
}

// stock goes through the interface in a field and reads the number only on 200.
func (s store) stock(cnk string) (int, error) {
	req, err := http.NewRequest(http.MethodGet, s.base+"/stock/"+cnk, nil)
	if err != nil {
		return 0, err
	}
	resp, err := s.api.Do(req) // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		var n int
		err := json.NewDecoder(resp.Body).Decode(&n)
		return n, err
	}
	return 0, fmt.Errorf("stock %s: %d", cnk, resp.StatusCode)
}

// Total adds up what stock says, so that it has a caller.
func (s store) Total(cnks ...string) (sum int, err error) {
	for _, c := range cnks {
		n, err := s.stock(c)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

type again struct{ inner Doer }

// Do is a Doer over a Doer that waits on 429 and leaves alone what it cannot rewind.
func (a again) Do(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		r := req.Clone(req.Context())
		if req.GetBody != nil {
			b, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			r.Body = b
		}
		resp, err := a.inner.Do(r)
		if err != nil || resp.StatusCode != 429 || i == 5 || (req.Body != nil && req.GetBody == nil) {
			return resp, err
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		time.Sleep(time.Duration(i+1) * time.Second)
	}
}

// Labels sends through the waiting Doer that it wraps around the plain one.
func Labels(base string) ([]string, error) {
	req, err := http.NewRequest(http.MethodGet, base+"/labels", nil)
	if err != nil {
		return nil, err
	}
	resp, err := again{inner: http.DefaultClient}.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("labels: %s", resp.Status)
	}
	var l []string
	return l, json.NewDecoder(resp.Body).Decode(&l)
}

// Package mptransport has the layers that our API clients are built from.
package mptransport

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"time"

	"golang.org/x/time/rate"
)

// MedipimUserAgent is sent with every request.
const MedipimUserAgent = "windkracht/3"

type layer = func(http.RoundTripper) http.RoundTripper

// Medipim stacks the layers, the outermost last.
func Medipim(layers ...layer) http.RoundTripper {
	rt := http.DefaultTransport
	for _, l := range layers {
		rt = l(rt)
	}
	return rt
}

// RetryMedipim repeats a throttled request.
type RetryMedipim struct {
	Next http.RoundTripper
	Max  int
}

func (t *RetryMedipim) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		r := req
		if n > 0 {
			r = req.Clone(req.Context())
			if req.GetBody != nil {
				b, err := req.GetBody()
				if err != nil {
					return nil, err
				}
				r.Body = b
			}
		}
		resp, err := t.Next.RoundTrip(r)
		if err != nil || n >= t.Max {
			return resp, err
		}
		switch resp.StatusCode {
		case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		default:
			return resp, nil
		}
		if req.Body != nil && req.Body != http.NoBody && req.GetBody == nil {
			return resp, nil // it cannot be sent again
		}
		io.Copy(io.Discard, io.LimitReader(resp.Body, 4<<10))
		resp.Body.Close()
		d := time.Second<<n + rand.N(300*time.Millisecond)
		if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && s > 0 {
			d = time.Duration(s) * time.Second
		}
		tm := time.NewTimer(d)
		select {
		case <-tm.C:
		case <-req.Context().Done():
			tm.Stop()
			return nil, req.Context().Err()
		}
	}
}

// LogMedipim notes what passes.
type LogMedipim struct {
	Next http.RoundTripper
	Log  *slog.Logger
}

func (t LogMedipim) RoundTrip(req *http.Request) (*http.Response, error) {
	start := time.Now()
	resp, err := t.Next.RoundTrip(req)
	if err != nil {
		t.Log.Error("roundtrip", "url", req.URL.Redacted(), "err", err)
		return nil, err
	}
	t.Log.Info("roundtrip", "url", req.URL.Redacted(), "status", resp.StatusCode, "took", time.Since(start))
	return resp, nil
}

// AuthMedipim adds the credentials.
type AuthMedipim struct {
	Next    http.RoundTripper
	ID, Key string
}

func (t AuthMedipim) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.SetBasicAuth(t.ID, t.Key)
	req.Header.Set("User-Agent", MedipimUserAgent)
	return t.Next.RoundTrip(req)
}

// LimitMedipim keeps to our share of the hundred a minute.
type LimitMedipim struct {
	Next http.RoundTripper
	Lim  *rate.Limiter
}

func (t LimitMedipim) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := t.Lim.Wait(req.Context()); err != nil {
		return nil, err
	}
	return t.Next.RoundTrip(req)
}

// StatusError is an answer that is not 2xx.
type StatusError struct {
	StatusCode int
	Body       []byte
}

func (e *StatusError) Error() string { return fmt.Sprintf("http %d: %.200s", e.StatusCode, e.Body) }

// ErrorMedipim makes errors of answers that are not 2xx.
type ErrorMedipim struct{ Next http.RoundTripper }

func (t ErrorMedipim) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.Next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		defer resp.Body.Close()
		b, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
		return nil, &StatusError{StatusCode: resp.StatusCode, Body: b}
	}
	return resp, nil
}

// GatewayMedipim is the retry of the old client: the gateway's errors only.
type GatewayMedipim struct {
	Next http.RoundTripper
}

func (t *GatewayMedipim) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.Next.RoundTrip(req)
	for i := 0; i < 3 && err == nil; i++ {
		if resp.StatusCode < 500 { // want medipimretry/incomplete
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Duration(i+1) * 500 * time.Millisecond)
		r := req.Clone(req.Context())
		if req.GetBody != nil {
			if r.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
		resp, err = t.Next.RoundTrip(r)
	}
	return resp, err
}

// HastyMedipim hammers.
type HastyMedipim struct{ Next http.RoundTripper }

func (t HastyMedipim) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil && req.Body != http.NoBody {
		return nil, errors.New("mptransport: HastyMedipim takes no bodies")
	}
	tries := 0
	for {
		resp, err := t.Next.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		tries++
		if resp.StatusCode != http.StatusTooManyRequests || tries > 20 { // want medipimretry/immediate
			return resp, nil
		}
		resp.Body.Close()
	}
}

// NewMedipimClient is what most of our programs use.
func NewMedipimClient(id, key string, log *slog.Logger) *http.Client {
	return &http.Client{
		Timeout: 2 * time.Minute,
		Transport: ErrorMedipim{
			Next: &RetryMedipim{
				Max:  5,
				Next: AuthMedipim{ID: id, Key: key, Next: LogMedipim{Next: http.DefaultTransport, Log: log}},
			},
		},
	}
}

// NewLenientMedipimClient retries, and leaves the status to the caller.
func NewLenientMedipimClient(id, key string) *http.Client {
	c := new(http.Client)
	c.Transport = &RetryMedipim{Max: 3, Next: AuthMedipim{Next: http.DefaultTransport, ID: id, Key: key}}
	return c
}

// NewLimitedMedipimClient counts on the limiter alone.
func NewLimitedMedipimClient(id, key string) *http.Client {
	lim := rate.NewLimiter(rate.Every(time.Second), 10)
	return &http.Client{Transport: LimitMedipim{Lim: lim, Next: AuthMedipim{Next: http.DefaultTransport, ID: id, Key: key}}}
}

// Alive asks without any layer.
func Alive(medipimURL string) bool {
	req, err := http.NewRequest(http.MethodGet, medipimURL, nil)
	if err != nil {
		return false
	}
	resp, err := http.DefaultTransport.RoundTrip(req) // want medipimretry/missing
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode < http.StatusInternalServerError
}

// Reachable asks with them.
func Reachable(medipimURL string) bool {
	c := NewLenientMedipimClient(os.Getenv("MP_ID"), os.Getenv("MP_KEY"))
	resp, err := c.Get(medipimURL)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode < http.StatusInternalServerError
}

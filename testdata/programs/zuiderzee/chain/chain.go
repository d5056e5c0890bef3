//medipimlint:client

// Package chain is a stack of middlewares round one Doer.
package chain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"golang.org/x/time/rate"
)

// Doer sends a request.
type Doer interface {
	Do(req *http.Request) (*http.Response, error)
}

// DoerFunc is a function that sends.
type DoerFunc func(*http.Request) (*http.Response, error)

func (f DoerFunc) Do(req *http.Request) (*http.Response, error) { return f(req) }

// Layer wraps a Doer.
type Layer func(next Doer) Doer

// Stack puts the first layer outermost.
func Stack(d Doer, layers ...Layer) Doer {
	for i := len(layers) - 1; i >= 0; i-- {
		d = layers[i](d)
	}
	return d
}

// Patient waits on 429, 502, 503 and 504.
func Patient(tries int) Layer {
	return func(next Doer) Doer {
		return DoerFunc(func(req *http.Request) (*http.Response, error) {
			for n := 0; ; n++ {
				if n > 0 && req.GetBody != nil {
					b, err := req.GetBody()
					if err != nil {
						return nil, err
					}
					req.Body = b
				}
				resp, err := next.Do(req)
				if err != nil || n == tries {
					return resp, err
				}
				switch resp.StatusCode {
				case 429, 502, 503, 504:
				default:
					return resp, nil
				}
				resp.Body.Close()
				pause := time.Duration(1<<n)*time.Second + rand.N(time.Second)
				if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
					pause = max(pause, time.Duration(s)*time.Second)
				}
				select {
				case <-req.Context().Done():
					return nil, req.Context().Err()
				case <-time.After(pause):
				}
			}
		})
	}
}

// Stubborn is the older layer: it was written in the week in which the gateway was down.
func Stubborn(tries int) Layer {
	return func(next Doer) Doer {
		return DoerFunc(func(req *http.Request) (*http.Response, error) {
			for n := 0; ; n++ {
				if n > 0 && req.GetBody != nil {
					b, err := req.GetBody()
					if err != nil {
						return nil, err
					}
					req.Body = b
				}
				resp, err := next.Do(req)
				if err != nil || n == tries {
					return resp, err
				}
				switch resp.StatusCode {
				case 502, 503, 504: // want medipimretry/incomplete
					resp.Body.Close()
					time.Sleep(time.Duration(n+1) * time.Second)
				default:
					return resp, nil
				}
			}
		})
	}
}

// Login adds the key.
func Login(key, secret string) Layer {
	return func(next Doer) Doer {
		return DoerFunc(func(req *http.Request) (*http.Response, error) {
			req.SetBasicAuth(key, secret)
			return next.Do(req)
		})
	}
}

// Paced waits for its turn.
func Paced(l *rate.Limiter) Layer {
	return func(next Doer) Doer {
		return DoerFunc(func(req *http.Request) (*http.Response, error) {
			if err := l.Wait(req.Context()); err != nil {
				return nil, err
			}
			return next.Do(req)
		})
	}
}

// Logged logs.
func Logged(log *slog.Logger) Layer {
	return func(next Doer) Doer {
		return DoerFunc(func(req *http.Request) (*http.Response, error) {
			start := time.Now()
			resp, err := next.Do(req)
			if err != nil {
				return nil, err
			}
			log.Info("sent", "path", req.URL.Path, "status", resp.StatusCode, "took", time.Since(start))
			return resp, nil
		})
	}
}

// ErrStatus is the error of Strict.
type ErrStatus struct {
	HTTP int
	Body []byte
}

func (e *ErrStatus) Error() string { return fmt.Sprintf("HTTP %d", e.HTTP) }

// Strict makes an error of what is no success.
func Strict(next Doer) Doer {
	return DoerFunc(func(req *http.Request) (*http.Response, error) {
		resp, err := next.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 400 {
			defer resp.Body.Close()
			b, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
			return nil, &ErrStatus{resp.StatusCode, b}
		}
		return resp, nil
	})
}

// API is what the programs hold.
type API struct {
	d    Doer
	base string
}

func NewAPI(base, key, secret string, log *slog.Logger) *API {
	hc := &http.Client{Timeout: 30 * time.Second}
	return &API{
		d:    Stack(hc, Strict, Patient(4), Paced(rate.NewLimiter(rate.Every(600*time.Millisecond), 5)), Logged(log), Login(key, secret)),
		base: base,
	}
}

// Ping sends through the whole stack.
func (a *API) Ping(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.base+"/v4/ping", nil)
	if err != nil {
		return err
	}
	resp, err := a.d.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Touch posts a body through the whole stack.
func (a *API) Touch(ctx context.Context, ids []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.base+"/v4/products/touch", bytes.NewReader(ids))
	if err != nil {
		return err
	}
	resp, err := a.d.Do(req)
	if s, ok := errors.AsType[*ErrStatus](err); ok && s.HTTP == http.StatusUnprocessableEntity {
		return fmt.Errorf("touch refused: %s", s.Body)
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// ---- transports, for the programs that want an *http.Client ----

// Waiting retries 429 in the transport.
type Waiting struct {
	Base  http.RoundTripper
	Tries int
}

func (t *Waiting) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		try := req.Clone(req.Context())
		if n > 0 && req.GetBody != nil {
			b, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			try.Body = b
		}
		resp, err := t.Base.RoundTrip(try)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n >= t.Tries {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Duration(n+1) * 3 * time.Second)
	}
}

// Agent names the program to the server.
type Agent struct {
	Name string
	Base http.RoundTripper
}

func (t *Agent) RoundTrip(req *http.Request) (*http.Response, error) {
	r := req.Clone(req.Context())
	r.Header.Set("User-Agent", t.Name)
	return t.Base.RoundTrip(r)
}

// Refusing makes errors of what is no success.
type Refusing struct{ Base http.RoundTripper }

func (t Refusing) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.Base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode/100 != 2 {
		resp.Body.Close()
		return nil, fmt.Errorf("%s: %s", req.URL.Path, resp.Status)
	}
	return resp, nil
}

// Package medipimstack builds an http.Client out of small round trippers. It is meant to be right.
package medipimstack

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"golang.org/x/time/rate"
)

// Tripper is a function that is a RoundTripper.
type Tripper func(*http.Request) (*http.Response, error)

// RoundTrip calls t.
func (t Tripper) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }

// Layer wraps a RoundTripper.
type Layer func(http.RoundTripper) http.RoundTripper

// Stack puts layers around base, the first one outermost.
func Stack(base http.RoundTripper, layers ...Layer) http.RoundTripper {
	for i := len(layers) - 1; i >= 0; i-- {
		base = layers[i](base)
	}
	return base
}

// Auth adds credentials.
func Auth(key, secret string) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		return Tripper(func(r *http.Request) (*http.Response, error) {
			r = r.Clone(r.Context())
			r.SetBasicAuth(key, secret)
			return next.RoundTrip(r)
		})
	}
}

// Logged writes a line per exchange.
func Logged(log *slog.Logger) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		return Tripper(func(r *http.Request) (*http.Response, error) {
			begin := time.Now()
			resp, err := next.RoundTrip(r)
			if err != nil {
				log.Error("request failed", "url", r.URL, "err", err)
				return nil, err
			}
			log.Debug("request", "url", r.URL, "status", resp.StatusCode, "took", time.Since(begin))
			return resp, nil
		})
	}
}

// Paced stays under n requests a minute.
func Paced(n int) Layer {
	lim := rate.NewLimiter(rate.Every(time.Minute/time.Duration(n)), 5)
	return func(next http.RoundTripper) http.RoundTripper {
		return Tripper(func(r *http.Request) (*http.Response, error) {
			if err := lim.Wait(r.Context()); err != nil {
				return nil, err
			}
			return next.RoundTrip(r)
		})
	}
}

// Patient waits out a 429.
func Patient(tries int) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		return Tripper(func(r *http.Request) (*http.Response, error) {
			for n := 1; ; n++ {
				resp, err := next.RoundTrip(r)
				if err != nil || resp.StatusCode != http.StatusTooManyRequests || n >= tries {
					return resp, err
				}
				if r.Body != nil && r.Body != http.NoBody {
					if r.GetBody == nil {
						return resp, nil
					}
					fresh, err := r.GetBody()
					if err != nil {
						return resp, nil
					}
					r = r.Clone(r.Context())
					r.Body = fresh
				}
				io.Copy(io.Discard, io.LimitReader(resp.Body, 4096))
				resp.Body.Close()
				select {
				case <-r.Context().Done():
					return nil, r.Context().Err()
				case <-time.After(delay(resp.Header, n)):
				}
			}
		})
	}
}

func delay(h http.Header, n int) time.Duration {
	d := time.Duration(n*n) * time.Second
	if s := h.Get("Retry-After"); s != "" {
		if secs, err := strconv.ParseUint(s, 10, 16); err == nil && secs > 0 {
			d = time.Duration(secs) * time.Second
		}
	}
	return d
}

// StatusError is what Strict makes of anything that is not 2xx.
type StatusError struct {
	Status int
	Raw    []byte
}

func (e *StatusError) Error() string { return fmt.Sprintf("pim: %d: %.200s", e.Status, e.Raw) }

// Strict turns everything but 2xx into an error.
func Strict(next http.RoundTripper) http.RoundTripper {
	return Tripper(func(r *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 200 || resp.StatusCode > 299 {
			defer resp.Body.Close()
			raw, _ := io.ReadAll(resp.Body)
			return nil, &StatusError{resp.StatusCode, raw}
		}
		return resp, nil
	})
}

// Client has its whole policy in its transport.
type Client struct {
	base string
	hc   *http.Client
}

// New wires it up.
func New(base, key, secret string) *Client {
	return &Client{base: base, hc: &http.Client{
		Transport: Stack(http.DefaultTransport, Strict, Patient(6), Paced(90), Logged(slog.Default()), Auth(key, secret)),
		Timeout:   2 * time.Minute,
	}}
}

// Brand decodes without a look: Strict has looked.
func (c *Client) Brand(ctx context.Context, id string) (map[string]any, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/v4/brands/find?id="+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var m map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return nil, err
	}
	return m, nil
}

// Query is as trusting as Brand.
func (c *Client) Query(ctx context.Context, q string) (ids []string, err error) {
	resp, err := c.hc.Post(c.base+"/v4/products/query", "application/json", strings.NewReader(q))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	dec := json.NewDecoder(resp.Body)
	for dec.More() {
		var row struct {
			ID string `json:"id"`
		}
		if err := dec.Decode(&row); err != nil {
			return nil, err
		}
		ids = append(ids, row.ID)
	}
	return ids, nil
}

// Leaflet hands out bytes.
func (c *Client) Leaflet(id string) ([]byte, error) {
	resp, err := c.hc.Get(c.base + "/v4/media/" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

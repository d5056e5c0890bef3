// Package chain builds the transport for Medipim from layers.
package chain

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Func is a round tripper.
type Func func(*http.Request) (*http.Response, error)

// RoundTrip calls f.
func (f Func) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Layer puts something around a round tripper.
type Layer func(http.RoundTripper) http.RoundTripper

// Stack puts layers around the default transport, the first outermost.
func Stack(layers ...Layer) http.RoundTripper {
	rt := http.DefaultTransport
	for i := len(layers) - 1; i >= 0; i-- {
		rt = layers[i](rt)
	}
	return rt
}

// Auth signs.
func Auth(key, secret string) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		return Func(func(r *http.Request) (*http.Response, error) {
			r = r.Clone(r.Context())
			r.SetBasicAuth(key, secret)
			return next.RoundTrip(r)
		})
	}
}

// Throttled waits and repeats.
func Throttled(tries int) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		return Func(func(r *http.Request) (*http.Response, error) {
			var body []byte
			if r.Body != nil {
				b, err := io.ReadAll(r.Body)
				if err != nil {
					return nil, err
				}
				body = b
			}
			for i := 0; ; i++ {
				if body != nil {
					r.Body = io.NopCloser(bytes.NewReader(body))
				}
				resp, err := next.RoundTrip(r)
				if err != nil || resp.StatusCode != http.StatusTooManyRequests || i >= tries {
					return resp, err
				}
				resp.Body.Close()
				time.Sleep(time.Second << i)
			}
		})
	}
}

// Gateways repeats what gateways answer.
func Gateways(tries int) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		return Func(func(r *http.Request) (*http.Response, error) {
			for i := 0; ; i++ {
				resp, err := next.RoundTrip(r)
				if err != nil || i >= tries || !gateway(resp) {
					return resp, err
				}
				resp.Body.Close()
				time.Sleep(time.Second << i)
			}
		})
	}
}

func gateway(resp *http.Response) bool {
	return resp.StatusCode == http.StatusBadGateway || resp.StatusCode == http.StatusGatewayTimeout // want medipimretry/incomplete
}

// Medipim is the client with a full stack.
func Medipim(key, secret string) *http.Client {
	return &http.Client{Transport: Stack(Auth(key, secret), Throttled(4))}
}

// MedipimGateways is one that leaves 429 out.
func MedipimGateways() *http.Client {
	return &http.Client{Transport: Gateways(4)(http.DefaultTransport)}
}

// Ping goes through the full stack.
func Ping() error {
	resp, err := Medipim("key", "secret").Get("https://api.medipim.be/v4/ping")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("ping: %s", resp.Status)
	}
	return nil
}

// PingGateways goes through the other.
func PingGateways() error {
	resp, err := MedipimGateways().Get("https://api.medipim.be/v4/ping")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("ping: %s", resp.Status)
	}
	return nil
}

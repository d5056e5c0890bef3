//medipimlint:client

package middleware

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"time"
)

type roundTripFunc func(*http.Request) (*http.Response, error)

func (f roundTripFunc) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

type logged struct{ next http.RoundTripper }

// RoundTrip writes a line and passes the answer through.
func (l logged) RoundTrip(r *http.Request) (*http.Response, error) {
	begin := time.Now()
	resp, err := l.next.RoundTrip(r)
	if err != nil {
		slog.Error("api", "path", r.URL.Path, "err", err)
		return nil, err
	}
	slog.Info("api", "path", r.URL.Path, "status", resp.StatusCode, "took", time.Since(begin))
	return resp, nil
}

type authed struct {
	next       http.RoundTripper
	id, secret string
}

// RoundTrip sets the credentials and passes the answer through.
func (a authed) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.SetBasicAuth(a.id, a.secret)
	return a.next.RoundTrip(r)
}

type waiting struct{ next http.RoundTripper }

// RoundTrip waits on 429 and sends the rewound request again.
func (w waiting) RoundTrip(r *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		try := r.Clone(r.Context())
		if r.GetBody != nil {
			b, err := r.GetBody()
			if err != nil {
				return nil, err
			}
			try.Body = b
		}
		resp, err := w.next.RoundTrip(try)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			return resp, err
		}
		if r.Body != nil && r.GetBody == nil {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-time.After(time.Second << n):
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
}

// Plain is the chain without patience.
type Plain struct{ hc *http.Client }

// NewPlain logs and authenticates.
func NewPlain(id, secret string) *Plain {
	return &Plain{hc: &http.Client{Transport: logged{authed{http.DefaultTransport, id, secret}}}}
}

// Media goes through a chain that only passes through.
func (p *Plain) Media(url string) ([]string, error) {
	resp, err := p.hc.Get(url) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("media: %s", resp.Status)
	}
	var v []string
	return v, json.NewDecoder(resp.Body).Decode(&v)
}

// Calm is the chain with patience at its end.
type Calm struct{ hc *http.Client }

// NewCalm logs, authenticates and waits.
func NewCalm(id, secret string) *Calm {
	return &Calm{hc: &http.Client{Transport: logged{authed{waiting{http.DefaultTransport}, id, secret}}}}
}

// Media goes through a chain whose last link waits.
func (c *Calm) Media(url string) ([]string, error) {
	resp, err := c.hc.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("media: %s", resp.Status)
	}
	var v []string
	return v, json.NewDecoder(resp.Body).Decode(&v)
}

// agent names the program in each request and passes the answer through.
func agent(next http.RoundTripper) http.RoundTripper {
	return roundTripFunc(func(r *http.Request) (*http.Response, error) {
		r = r.Clone(r.Context())
		r.Header.Set("User-Agent", "depot/1")
		return next.RoundTrip(r)
	})
}

var plainClient = &http.Client{Transport: agent(http.DefaultTransport)}

// Photo goes through a client in a package variable, and its transport only adds a header.
func Photo(url string) (string, error) {
	resp, err := plainClient.Head(url) // want medipimretry/missing
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	if resp.StatusCode >= 400 {
		return "", fmt.Errorf("photo: %d", resp.StatusCode)
	}
	return resp.Header.Get("Content-Type"), nil
}

var calmClient = &http.Client{Transport: waiting{next: logged{next: http.DefaultTransport}}}

// PhotoCalm goes through a client in a package variable whose transport waits.
func PhotoCalm(url string) (string, error) {
	resp, err := calmClient.Head(url)
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	if resp.StatusCode >= 400 {
		return "", fmt.Errorf("photo: %d", resp.StatusCode)
	}
	return resp.Header.Get("Content-Type"), nil
}

package vervoer

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// Laag legt een transport om een ander.
type Laag func(http.RoundTripper) http.RoundTripper

// Stapel: de eerste laag is de buitenste.
func Stapel(onder http.RoundTripper, lagen ...Laag) http.RoundTripper {
	for i := len(lagen) - 1; i >= 0; i-- {
		onder = lagen[i](onder)
	}
	return onder
}

type functie func(*http.Request) (*http.Response, error)

func (f functie) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Aanmelden zet de sleutel op een kopie.
func Aanmelden(id, geheim string) Laag {
	return func(next http.RoundTripper) http.RoundTripper {
		return functie(func(r *http.Request) (*http.Response, error) {
			r = r.Clone(r.Context())
			r.SetBasicAuth(id, geheim)
			return next.RoundTrip(r)
		})
	}
}

// Temperen houdt ons onder de honderd per minuut.
func Temperen(l *rate.Limiter) Laag {
	return func(next http.RoundTripper) http.RoundTripper {
		return functie(func(r *http.Request) (*http.Response, error) {
			if err := l.Wait(r.Context()); err != nil {
				return nil, err
			}
			return next.RoundTrip(r)
		})
	}
}

type logTransport struct {
	next http.RoundTripper
	log  *slog.Logger
}

func (t *logTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	begin := time.Now()
	resp, err := t.next.RoundTrip(r)
	if err != nil {
		t.log.Error("request", "url", r.URL.Redacted(), "err", err)
		return nil, err
	}
	t.log.Info("request", "url", r.URL.Redacted(), "status", resp.StatusCode, "took", time.Since(begin))
	return resp, nil
}

type basicTransport struct {
	next       http.RoundTripper
	id, geheim string
}

func (t *basicTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.SetBasicAuth(t.id, t.geheim)
	return t.next.RoundTrip(r)
}

// Tellers telt en geeft alles door.
type Tellers struct {
	Goed, Fout atomic.Int64
}

func (c *Tellers) Laag(next http.RoundTripper) http.RoundTripper {
	return functie(func(r *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(r)
		if err == nil && resp.StatusCode < 400 {
			c.Goed.Add(1)
		} else {
			c.Fout.Add(1)
		}
		return resp, err
	})
}

// herhaal stuurt opnieuw wat nogmaals goedkeurt.
type herhaal struct {
	next     http.RoundTripper
	max      int
	nogmaals func(*http.Response, error) bool
}

func (t *herhaal) RoundTrip(r *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		poging := r.Clone(r.Context())
		if r.GetBody != nil {
			b, err := r.GetBody()
			if err != nil {
				return nil, err
			}
			poging.Body = b
		}
		resp, err := t.next.RoundTrip(poging)
		if n >= t.max || !t.nogmaals(resp, err) {
			return resp, err
		}
		if resp != nil {
			io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
			resp.Body.Close()
		}
		select {
		case <-time.After(time.Second << n):
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
}

// tijdelijk is het gewone oordeel.
func tijdelijk(resp *http.Response, err error) bool {
	if err != nil {
		return true
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable:
		return true
	}
	return false
}

// snelHerhaal is ouder: hij vergeet dat de body al gelezen is.
type snelHerhaal struct {
	next http.RoundTripper
}

func (t snelHerhaal) RoundTrip(r *http.Request) (*http.Response, error) {
	var resp *http.Response
	var err error
	for _, d := range []time.Duration{time.Second, 4 * time.Second, 16 * time.Second} {
		resp, err = t.next.RoundTrip(r) // want medipimretry/unrewound
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			break
		}
		resp.Body.Close()
		time.Sleep(d)
	}
	return resp, err
}

// opVerzoek herhaalt wanneer de server zegt wanneer.
type opVerzoek struct {
	next http.RoundTripper
}

func (t opVerzoek) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if s := resp.Header.Get("Retry-After"); s != "" && r.Body == nil { // want medipimretry/header
		d, err := strconv.Atoi(s)
		if err != nil {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Duration(d) * time.Second)
		return t.next.RoundTrip(r)
	}
	return resp, nil
}

var errGeweigerd = errors.New("geweigerd")

// alleenGoed maakt van al het andere een fout.
type alleenGoed struct {
	next http.RoundTripper
}

func (t alleenGoed) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode/100 != 2 {
		b, _ := io.ReadAll(io.LimitReader(resp.Body, 1024))
		resp.Body.Close()
		return nil, fmt.Errorf("%w: %s: %s", errGeweigerd, resp.Status, b)
	}
	return resp, nil
}

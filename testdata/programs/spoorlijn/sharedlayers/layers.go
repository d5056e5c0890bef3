// Package medipimlayers puts the same layers around one another in different ways.
package medipimlayers

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"
)

// layer logs, retries or signs: what it does is told by its fields.
type layer struct {
	next http.RoundTripper
	key  string
}

func (l *layer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("X-Key", l.key)
	return l.next.RoundTrip(r)
}

// patient waits on 429.
type patient struct{ next http.RoundTripper }

func (p *patient) RoundTrip(r *http.Request) (*http.Response, error) {
	for try := 0; ; try++ {
		resp, err := p.next.RoundTrip(r)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || try == 4 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << try)
	}
}

func wrap(next http.RoundTripper, key string) http.RoundTripper {
	return &layer{next: next, key: key}
}

func chain(base http.RoundTripper, wraps ...func(http.RoundTripper) http.RoundTripper) http.RoundTripper {
	for _, w := range wraps {
		base = w(base)
	}
	return base
}

func signed(next http.RoundTripper) http.RoundTripper { return &layer{next: next, key: "k"} }
func slow(next http.RoundTripper) http.RoundTripper   { return &patient{next} }

// Stock asks with patience under its key.
type Stock struct{ c *http.Client }

// NewStock makes one.
func NewStock() *Stock {
	return &Stock{&http.Client{Transport: wrap(&patient{http.DefaultTransport}, "stock")}}
}

// Get is fine.
func (s *Stock) Get(out any) error {
	resp, err := s.c.Get("https://api.medipim.be/v4/stock")
	if err != nil {
		return err
	}
	return read(resp, out)
}

// Price asks under its key alone.
type Price struct{ c *http.Client }

// NewPrice makes one.
func NewPrice() *Price { return &Price{&http.Client{Transport: wrap(http.DefaultTransport, "price")}} }

// Get is not.
func (s *Price) Get(out any) error {
	resp, err := s.c.Get("https://api.medipim.be/v4/price") // want medipimretry/missing
	if err != nil {
		return err
	}
	return read(resp, out)
}

var (
	chained = &http.Client{Transport: chain(http.DefaultTransport, slow, signed)}
	bare    = &http.Client{Transport: chain(http.DefaultTransport, signed)}
)

// Chained is fine.
func Chained(out any) error {
	resp, err := chained.Get("https://api.medipim.be/v4/media")
	if err != nil {
		return err
	}
	return read(resp, out)
}

// Bare is not.
func Bare(out any) error {
	resp, err := bare.Get("https://api.medipim.be/v4/media") // want medipimretry/missing
	if err != nil {
		return err
	}
	return read(resp, out)
}

// client makes one with what it is given.
func client(rt http.RoundTripper) *http.Client {
	c := &http.Client{Timeout: time.Minute}
	c.Transport = &layer{next: rt, key: "c"}
	return c
}

// Given is fine.
func Given(out any) error {
	resp, err := client(&patient{http.DefaultTransport}).Get("https://api.medipim.be/v4/brands")
	if err != nil {
		return err
	}
	return read(resp, out)
}

// GivenBare is not.
func GivenBare(out any) error {
	resp, err := client(http.DefaultTransport).Get("https://api.medipim.be/v4/brands") // want medipimretry/missing
	if err != nil {
		return err
	}
	return read(resp, out)
}

// plainClient is the same for all.
func plainClient() *http.Client { return &http.Client{Timeout: time.Minute} }

// After is fine: its transport is set later.
func After(out any) error {
	c := plainClient()
	c.Transport = &patient{http.DefaultTransport}
	resp, err := c.Get("https://api.medipim.be/v4/brands")
	if err != nil {
		return err
	}
	return read(resp, out)
}

// AfterBare is not.
func AfterBare(out any) error {
	c := plainClient()
	resp, err := c.Get("https://api.medipim.be/v4/brands") // want medipimretry/missing
	if err != nil {
		return err
	}
	return read(resp, out)
}

func equip(c *http.Client, rt http.RoundTripper) { c.Transport = rt }

// Equipped is fine.
func Equipped(out any) error {
	c := plainClient()
	equip(c, &patient{http.DefaultTransport})
	resp, err := c.Get("https://api.medipim.be/v4/organizations")
	if err != nil {
		return err
	}
	return read(resp, out)
}

// EquippedBare is not.
func EquippedBare(out any) error {
	c := plainClient()
	equip(c, &layer{http.DefaultTransport, "e"})
	resp, err := c.Get("https://api.medipim.be/v4/organizations") // want medipimretry/missing
	if err != nil {
		return err
	}
	return read(resp, out)
}

// Option sets a client up.
type Option func(*http.Client)

// WithPatience waits.
func WithPatience() Option {
	return func(c *http.Client) { c.Transport = &patient{c.Transport} }
}

// WithTimeout does not.
func WithTimeout(d time.Duration) Option { return func(c *http.Client) { c.Timeout = d } }

func build(opts ...Option) *http.Client {
	c := &http.Client{Transport: http.DefaultTransport}
	for _, o := range opts {
		o(c)
	}
	return c
}

// Optional is fine.
func Optional(out any) error {
	resp, err := build(WithTimeout(time.Minute), WithPatience()).Get("https://api.medipim.be/v4/organizations")
	if err != nil {
		return err
	}
	return read(resp, out)
}

func read(resp *http.Response, out any) error {
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

// Package medipimshared sets several clients up with one function.
package medipimshared

import (
	"errors"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-retryablehttp"
)

// Option sets a client up.
type Option func(*resty.Client)

// WithRetries retries what the condition says.
func WithRetries(n int, when resty.RetryConditionFunc) Option {
	return func(c *resty.Client) {
		c.SetRetryCount(n).SetRetryWaitTime(time.Second).AddRetryCondition(when)
	}
}

// WithTimeout limits a request.
func WithTimeout(d time.Duration) Option { return func(c *resty.Client) { c.SetTimeout(d) } }

func newClient(opts ...Option) *resty.Client {
	c := resty.New().SetBaseURL("https://api.medipim.be")
	for _, o := range opts {
		o(c)
	}
	return c
}

func busy(r *resty.Response, err error) bool {
	return err != nil || r.StatusCode() == http.StatusTooManyRequests
}

func down(r *resty.Response, err error) bool {
	return err != nil || r.StatusCode() >= 500 // want medipimretry/incomplete
}

// Products is fine.
type Products struct{ c *resty.Client }

// NewProducts makes one.
func NewProducts() *Products { return &Products{newClient(WithRetries(3, busy))} }

// Find finds.
func (p *Products) Find(id string) (string, error) {
	return text(p.c.R().Get("/v4/products/find?id=" + id))
}

// Brands leaves 429 out.
type Brands struct{ c *resty.Client }

// NewBrands makes one.
func NewBrands() *Brands { return &Brands{newClient(WithTimeout(time.Minute), WithRetries(3, down))} }

// Find finds.
func (b *Brands) Find(id string) (string, error) {
	return text(b.c.R().Get("/v4/brands/find?id=" + id))
}

// Media has no retries.
type Media struct{ c *resty.Client }

// NewMedia makes one.
func NewMedia() *Media { return &Media{newClient(WithTimeout(time.Minute))} }

// Find finds.
func (m *Media) Find(id string) (string, error) {
	return text(m.c.R().Get("/v4/media/find?id=" + id)) // want medipimretry/missing
}

func text(r *resty.Response, err error) (string, error) {
	if err != nil {
		return "", err
	}
	if r.IsError() {
		return "", errors.New(r.Status())
	}
	return r.String(), nil
}

// tuned is given what there is to set.
func tuned(retries int) *retryablehttp.Client {
	c := retryablehttp.NewClient()
	c.RetryMax = retries
	return c
}

// Stock retries.
func Stock() error {
	resp, err := tuned(5).Get("https://api.medipim.be/v4/stock")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

// settings come from a type.
type settings struct {
	retries int
	when    resty.RetryConditionFunc
}

func (s settings) client() *resty.Client {
	return resty.New().SetBaseURL("https://api.medipim.fr").SetRetryCount(s.retries).AddRetryCondition(s.when)
}

// French is fine.
func French() (string, error) {
	return text(settings{3, busy}.client().R().Get("/v4/ping"))
}

// equip sets up what it is given.
func equip(c *resty.Client, n int) *resty.Client {
	return c.SetRetryCount(n).AddRetryCondition(busy)
}

// Equipped is fine.
func Equipped() (string, error) {
	return text(equip(newClient(), 4).R().Get("/v4/ping"))
}

// Clone is a client of its own.
func Clone() (string, error) {
	c := newClient()
	return text(c.R().Get("/v4/clone")) // want medipimretry/missing
}

// byName are the clients by what they are for.
var byName = map[string]*resty.Client{
	"a": newClient(WithRetries(3, busy)),
	"b": equip(newClient(), 2),
}

// Named is fine.
func Named(name string) (string, error) { return text(byName[name].R().Get("/v4/ping")) }

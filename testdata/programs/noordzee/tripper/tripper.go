//medipimlint:client

// Package tripper collects the transports that our teams wrote over the years.
package tripper

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strconv"
	"time"
)

// Config comes from the environment.
type Config struct {
	BaseURL     string
	Key, Secret string
}

func okOnly(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode < 200 || resp.StatusCode >= 300 {
		return nil, fmt.Errorf("unexpected answer %s: %s", resp.Status, b)
	}
	return b, nil
}

// ---- team catalog: retries when the server fails

type serverErrorRetry struct {
	base  http.RoundTripper
	tries int
}

func (t *serverErrorRetry) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := t.base.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == t.tries { // want medipimretry/incomplete
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Duration(n+1) * time.Second)
	}
}

// Catalog reads products.
type Catalog struct {
	cfg Config
	hc  *http.Client
}

// NewCatalog makes a Catalog.
func NewCatalog(cfg Config) *Catalog {
	return &Catalog{cfg, &http.Client{Transport: &serverErrorRetry{http.DefaultTransport, 3}}}
}

// Product finds a product.
func (c *Catalog) Product(ctx context.Context, id string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", c.cfg.BaseURL+"/v4/products/find?id="+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return nil, err
	}
	return okOnly(resp)
}

// Brand finds a brand.
func (c *Catalog) Brand(ctx context.Context, id string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", c.cfg.BaseURL+"/v4/brands/find?id="+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return nil, err
	}
	return okOnly(resp)
}

// ---- team media: knocks until the door opens

type knocking struct{ http.RoundTripper }

func (k knocking) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := k.RoundTripper.RoundTrip(req)
	for i := 0; i < 25 && err == nil && resp.StatusCode == http.StatusTooManyRequests; i++ { // want medipimretry/immediate
		resp.Body.Close()
		resp, err = k.RoundTripper.RoundTrip(req)
	}
	return resp, err
}

// Media reads pictures.
type Media struct {
	cfg Config
	hc  http.Client
}

// NewMedia makes a Media.
func NewMedia(cfg Config) *Media {
	m := &Media{cfg: cfg}
	m.hc.Transport = knocking{http.DefaultTransport}
	return m
}

// Picture gets the bytes of a picture.
func (m *Media) Picture(id string) ([]byte, error) {
	resp, err := m.hc.Get(m.cfg.BaseURL + "/v4/media/" + id)
	if err != nil {
		return nil, err
	}
	return okOnly(resp)
}

// ---- team orders: waits, and then sends an empty body

type waiting struct {
	next http.RoundTripper
	log  *log.Logger
}

func (w *waiting) RoundTrip(req *http.Request) (*http.Response, error) {
	d := time.Second
	for {
		resp, err := w.next.RoundTrip(req) // want medipimretry/unrewound
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || d > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		w.log.Printf("429 on %s, waiting %v", req.URL.Path, d)
		time.Sleep(d)
		d *= 2
	}
}

// Orders posts queries.
type Orders struct {
	cfg Config
	hc  *http.Client
}

// NewOrders makes an Orders.
func NewOrders(cfg Config) *Orders {
	return &Orders{cfg: cfg, hc: &http.Client{Transport: &waiting{http.DefaultTransport, log.Default()}}}
}

// Query posts a query.
func (o *Orders) Query(ctx context.Context, q any) ([]byte, error) {
	b, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, "POST", o.cfg.BaseURL+"/v4/products/query", bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(o.cfg.Key, o.cfg.Secret)
	resp, err := o.hc.Do(req)
	if err != nil {
		return nil, err
	}
	return okOnly(resp)
}

// ---- team labels: waiting as it should be

type rewinding struct{ next http.RoundTripper }

func (w *rewinding) RoundTrip(req *http.Request) (*http.Response, error) {
	for d := time.Second; ; d *= 2 {
		try := req.Clone(req.Context())
		if req.GetBody != nil {
			b, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			try.Body = b
		}
		resp, err := w.next.RoundTrip(try)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || d > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-time.After(d):
		case <-req.Context().Done():
			return nil, req.Context().Err()
		}
	}
}

// Labels posts labels.
type Labels struct {
	cfg Config
	hc  *http.Client
}

// NewLabels makes a Labels.
func NewLabels(cfg Config) *Labels {
	return &Labels{cfg, &http.Client{Transport: &rewinding{http.DefaultTransport}, Timeout: 3 * time.Minute}}
}

// Query posts a query.
func (l *Labels) Query(ctx context.Context, q []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, l.cfg.BaseURL+"/v4/labels/query", bytes.NewReader(q))
	if err != nil {
		return nil, err
	}
	resp, err := l.hc.Do(req)
	if err != nil {
		return nil, err
	}
	return okOnly(resp)
}

// ---- team audit: decorates, and nobody retries

type logging struct{ base http.RoundTripper }

func (l logging) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := l.base.RoundTrip(req)
	if err == nil && resp.StatusCode >= 400 {
		log.Printf("audit: %s %s: %s", req.Method, req.URL, resp.Status)
	}
	return resp, err
}

type signing struct {
	base http.RoundTripper
	cfg  Config
}

func (s signing) RoundTrip(req *http.Request) (*http.Response, error) {
	signed := req.Clone(req.Context())
	signed.SetBasicAuth(s.cfg.Key, s.cfg.Secret)
	return s.base.RoundTrip(signed)
}

// Audit asks who changed what.
type Audit struct {
	cfg Config
	hc  *http.Client
}

// NewAudit makes an Audit.
func NewAudit(cfg Config) *Audit {
	return &Audit{cfg, &http.Client{Transport: logging{signing{http.DefaultTransport, cfg}}}}
}

// Changes lists the changes.
func (a *Audit) Changes(ctx context.Context) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.cfg.BaseURL+"/v4/audit", nil)
	if err != nil {
		return nil, err
	}
	resp, err := a.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	return okOnly(resp)
}

// ---- team widget: never shows an error to a visitor

type soothing struct{ base http.RoundTripper }

func (s soothing) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := s.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		resp.Body.Close()
		return &http.Response{
			Status: "204 No Content", StatusCode: http.StatusNoContent,
			Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
			Header: http.Header{}, Body: http.NoBody, Request: req,
		}, nil
	}
	return resp, nil
}

// Widget shows a product on a web page.
type Widget struct {
	cfg Config
	hc  *http.Client
}

// NewWidget makes a Widget.
func NewWidget(cfg Config) *Widget {
	return &Widget{cfg, &http.Client{Transport: soothing{http.DefaultTransport}}}
}

// Card gets what the card shows.
func (w *Widget) Card(ctx context.Context, id string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, w.cfg.BaseURL+"/v4/cards/"+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := w.hc.Do(req)
	if err != nil {
		return nil, err
	}
	return okOnly(resp)
}

// ---- team search: a transport that says so

// ErrTooMany is what Search fails with when the limit is reached.
var ErrTooMany = errors.New("too many requests")

type telling struct{ base http.RoundTripper }

func (t telling) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == 429 {
		resp.Body.Close()
		return nil, ErrTooMany
	}
	return resp, nil
}

// Search searches.
type Search struct {
	cfg Config
	hc  *http.Client
}

// NewSearch makes a Search.
func NewSearch(cfg Config) *Search {
	return &Search{cfg, &http.Client{Transport: telling{http.DefaultTransport}}}
}

// Find searches for words.
func (s *Search) Find(ctx context.Context, words string) ([]byte, error) {
	body, err := json.Marshal(map[string]string{"search": words})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.cfg.BaseURL+"/v4/search", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := s.hc.Do(req)
	if err != nil {
		return nil, err
	}
	return okOnly(resp)
}

// ---- team export: believes in a header that is not documented

type obedient struct{ base http.RoundTripper }

func (o obedient) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := o.base.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || n == 5 {
			return resp, nil
		}
		after := resp.Header.Get("Retry-After")
		if after == "" { // want medipimretry/header
			return resp, nil
		}
		resp.Body.Close()
		secs, err := strconv.Atoi(after)
		if err != nil {
			secs = 5
		}
		time.Sleep(time.Duration(max(secs, 1)) * time.Second)
	}
}

// Export fetches exports.
type Export struct {
	cfg Config
	hc  *http.Client
}

// NewExport makes an Export.
func NewExport(cfg Config) *Export {
	return &Export{cfg, &http.Client{Transport: obedient{http.DefaultTransport}}}
}

// Fetch fetches an export.
func (e *Export) Fetch(ctx context.Context, id string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, e.cfg.BaseURL+"/v4/exports/"+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := e.hc.Do(req)
	if err != nil {
		return nil, err
	}
	return okOnly(resp)
}

// ---- team prices: takes the header when it is there

type polite struct{ base http.RoundTripper }

func (p polite) RoundTrip(req *http.Request) (*http.Response, error) {
	wait := 2 * time.Second
	for {
		resp, err := p.base.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || wait > 2*time.Minute {
			return resp, nil
		}
		resp.Body.Close()
		d := wait
		if after := resp.Header.Get("Retry-After"); after != "" {
			if secs, err := strconv.Atoi(after); err == nil {
				d = max(d, time.Duration(secs)*time.Second)
			}
		}
		wait *= 2
		time.Sleep(d)
	}
}

// Prices fetches prices.
type Prices struct {
	cfg Config
	hc  *http.Client
}

// NewPrices makes a Prices.
func NewPrices(cfg Config) *Prices {
	hc := *http.DefaultClient
	hc.Transport = polite{logging{http.DefaultTransport}}
	return &Prices{cfg, &hc}
}

// Of fetches the price of one article.
func (p *Prices) Of(ctx context.Context, id string) (cents int, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.cfg.BaseURL+"/v4/prices/"+id, nil)
	if err != nil {
		return 0, err
	}
	resp, err := p.hc.Do(req)
	if err != nil {
		return 0, err
	}
	b, err := okOnly(resp)
	if err != nil {
		return 0, err
	}
	var v struct{ Cents int }
	err = json.Unmarshal(b, &v)
	return v.Cents, err
}

//medipimlint:client

// Package productsync keeps the product tables of the web shop up to date.
package productsync

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/go-resty/resty/v2"
)

const base = "https://api.medipim.be"

// Product is a product of the shop.
type Product struct {
	ID   string `json:"id"`
	CNK  string `json:"cnk"`
	Name string `json:"name"`
}

// Page is a page of products.
type Page struct {
	Results []Product `json:"results"`
}

func failed(r *resty.Response) error {
	return fmt.Errorf("%s %s: %s", r.Request.Method, r.Request.URL, r.Status())
}

// Queue sends the changes of one night.
type Queue struct{ rc *resty.Client }

// NewQueue makes a Queue. The retries have a pace, and nothing says when.
func NewQueue(key, secret string) *Queue {
	rc := resty.New(). // want medipimretry/library
				SetBaseURL(base).
				SetBasicAuth(key, secret).
				SetRetryCount(3).
				SetRetryWaitTime(2 * time.Second).
				SetRetryMaxWaitTime(20 * time.Second)
	return &Queue{rc: rc}
}

// Query asks for the products that changed since a moment.
func (q *Queue) Query(since time.Time) (*Page, error) {
	var page Page
	resp, err := q.rc.R().SetBody(map[string]any{"since": since.Unix()}).SetResult(&page).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, failed(resp)
	}
	return &page, nil
}

// Lookup finds single products. Its condition is right; how often was forgotten.
type Lookup struct {
	rest *resty.Client
}

// NewLookup makes a Lookup.
func NewLookup() Lookup {
	l := Lookup{rest: resty.NewWithClient(&http.Client{Timeout: time.Minute})} // want medipimretry/library
	l.rest.BaseURL = base
	l.rest.RetryWaitTime = time.Second
	l.rest.AddRetryCondition(func(r *resty.Response, err error) bool {
		return err != nil || r.StatusCode() == http.StatusTooManyRequests
	})
	return l
}

// ByCNK finds one product.
func (l Lookup) ByCNK(cnk string) (p Product, err error) {
	resp, err := l.rest.R().SetQueryParam("cnk", cnk).SetResult(&p).Get("/v4/products/find")
	switch {
	case err != nil:
		return Product{}, err
	case !resp.IsSuccess():
		return Product{}, failed(resp)
	}
	return p, nil
}

// Prices reads price changes.
type Prices struct{ c *resty.Client }

// NewPrices makes a Prices.
func NewPrices() *Prices {
	c := resty.New().SetBaseURL(base).SetRetryCount(5)
	c.AddRetryCondition(func(r *resty.Response, err error) bool {
		return err != nil || r.StatusCode() >= 500 // want medipimretry/incomplete
	})
	return &Prices{c}
}

// All reads them all.
func (p *Prices) All() ([]Product, error) {
	page := new(Page)
	resp, err := p.c.R().SetResult(page).SetBody(`{}`).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if code := resp.StatusCode(); code < 200 || code > 299 {
		return nil, failed(resp)
	}
	return page.Results, nil
}

// transient lists what passes by itself.
var transient = map[int]bool{
	http.StatusBadGateway:         true,
	http.StatusServiceUnavailable: true,
	http.StatusGatewayTimeout:     true,
}

func retryTransient(r *resty.Response, err error) bool {
	if err != nil {
		return true
	}
	if transient[r.StatusCode()] { // want medipimretry/incomplete
		return true
	}
	return false
}

// Media lists photos; the condition goes with each request.
type Media struct{ c *resty.Client }

// NewMedia makes a Media.
func NewMedia() *Media { return &Media{c: resty.New().SetBaseURL(base).SetRetryCount(2)} }

// List lists the photos of a product.
func (m *Media) List(id string) (urls []string, err error) {
	resp, err := m.c.R().
		AddRetryCondition(retryTransient).
		SetBody(map[string]string{"product": id}).
		SetResult(&urls).
		Post("/v4/media/query")
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, failed(resp)
	}
	return urls, nil
}

// statusLine is what the retry hook of the old client did: it gave up by
// returning an error, where resty wants a duration.
func statusLine(_ *resty.Client, r *resty.Response) (time.Duration, error) {
	return 0, fmt.Errorf("%s answered %s", r.Request.URL, r.Status())
}

func busy(r *resty.Response, err error) bool {
	return err != nil || r.StatusCode() == 429 || r.StatusCode() >= 500
}

// Labels reads label texts.
type Labels struct{ c *resty.Client }

// NewLabels makes a Labels.
func NewLabels() Labels {
	c := resty.New().SetBaseURL(base).SetRetryCount(3).AddRetryCondition(busy).SetRetryAfter(statusLine) // want medipimretry/library
	return Labels{c}
}

// Get reads one label.
func (l Labels) Get(id string) (string, error) {
	var out struct {
		Text string `json:"text"`
	}
	resp, err := l.c.R().SetResult(&out).SetPathParam("id", id).Get("/v4/labels/{id}")
	if err != nil {
		return "", err
	}
	if resp.IsError() {
		return "", failed(resp)
	}
	return out.Text, nil
}

var errNoHint = errors.New("no hint when to come back")

// hint waits as long as the server says; without word from it, it ends the retries.
func hint(_ *resty.Client, r *resty.Response) (time.Duration, error) {
	v := r.Header().Get("Retry-After")
	if v == "" { // want medipimretry/header
		return 0, errNoHint
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		return 0, nil
	}
	return time.Duration(n) * time.Second, nil
}

// Stock reads stock hints.
type Stock struct{ rc *resty.Client }

// NewStock makes a Stock.
func NewStock() *Stock {
	rc := resty.New().SetBaseURL(base)
	rc.SetRetryCount(4).SetRetryAfter(hint)
	rc.AddRetryCondition(busy)
	return &Stock{rc}
}

// Of reads the hint of one product.
func (s *Stock) Of(cnk string) (int, error) {
	var out struct {
		Hint int `json:"hint"`
	}
	resp, err := s.rc.R().SetResult(&out).SetQueryParam("cnk", cnk).Get("/v4/products/stock")
	if err != nil {
		return 0, err
	}
	if resp.IsError() {
		return 0, failed(resp)
	}
	return out.Hint, nil
}

// Organizations has a bare client: a time-out and nothing more.
type Organizations struct{ http *resty.Client }

// NewOrganizations makes an Organizations.
func NewOrganizations() *Organizations {
	return &Organizations{http: resty.New().SetBaseURL(base).SetTimeout(15 * time.Second)}
}

// Names lists the names of all organizations.
func (o *Organizations) Names() ([]string, error) {
	var out struct {
		Results []struct {
			Name string `json:"name"`
		} `json:"results"`
	}
	resp, err := o.http.R(). // want medipimretry/missing
					SetBody(map[string]any{"page": map[string]int{"size": 250}}).
					SetResult(&out).
					Post("/v4/organizations/query")
	if err != nil {
		return nil, fmt.Errorf("organizations: %w", err)
	}
	if resp.IsError() {
		return nil, failed(resp)
	}
	names := make([]string, 0, len(out.Results))
	for _, r := range out.Results {
		names = append(names, r.Name)
	}
	slices.Sort(names)
	return names, nil
}

// Hooked turns every error answer into a Go error in a response middleware: an
// error like any other, whatever the status was.
type Hooked struct{ c *resty.Client }

// NewHooked makes a Hooked.
func NewHooked() *Hooked {
	c := resty.New().SetBaseURL(base)
	c.OnAfterResponse(func(_ *resty.Client, r *resty.Response) error {
		if r.IsError() {
			return failed(r)
		}
		return nil
	})
	return &Hooked{c}
}

// Find finds one product.
func (h *Hooked) Find(cnk string) (*Product, error) {
	var p Product
	if _, err := h.c.R().SetResult(&p).SetQueryParam("cnk", cnk).Get("/v4/products/find"); err != nil { // want medipimretry/missing
		return nil, err
	}
	return &p, nil
}

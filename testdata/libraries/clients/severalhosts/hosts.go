// Package severalhosts talks to several APIs through clients that know their base URL.
package severalhosts

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"

	"github.com/go-resty/resty/v2"
	"github.com/imroc/req/v3"
	"github.com/valyala/fasthttp"
	resty3 "resty.dev/v3"
)

const (
	catalogue = "https://api.medipim.be"
	courier   = "https://api.parcels.example"
)

type notice struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// connect makes a client for any of them.
func connect(base string) *resty.Client {
	return resty.New().SetBaseURL(base + "/v4").SetError(&notice{})
}

type Courier struct{ rc *resty.Client }

func NewCourier() *Courier { return &Courier{connect(courier)} }

func (c *Courier) Parcel(id string) (bool, error) {
	resp, err := c.rc.R().Get("/parcels/" + id)
	if err != nil {
		return false, err
	}
	if n, ok := resp.Error().(*notice); ok && n.Error.Status == 404 {
		return false, nil
	}
	return true, nil
}

type Catalogue struct{ rc *resty.Client }

func NewCatalogue() *Catalogue { return &Catalogue{connect(catalogue)} }

func (c *Catalogue) Product(id string) (bool, error) {
	resp, err := c.rc.R().Get("/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return false, err
	}
	if n, ok := resp.Error().(*notice); ok && n.Error.Status == 404 { // want medipimstatus/branch
		return false, nil
	}
	return true, nil
}

// A base URL that the environment may replace says what it is for.
func base(fallback string) string {
	if set := os.Getenv("BASE"); set != "" {
		return set
	}
	return fallback
}

var (
	parcels  = req.C().SetBaseURL(base(courier)).SetCommonRetryCount(3)
	products = req.C().SetCommonRetryCount(3).SetBaseURL(catalogue) // want medipimretry/library
)

func Send(ctx context.Context, parcel any) error {
	resp, err := parcels.R().SetContext(ctx).SetBody(parcel).Post("/parcels")
	if err != nil {
		return err
	}
	var n notice
	if json.Unmarshal(resp.Bytes(), &n) == nil && n.Error.Code == "unauthorized" {
		return errors.New("no key")
	}
	return nil
}

func Query(ctx context.Context, query any) error {
	resp, err := products.R().SetContext(ctx).SetBody(query).Post("/v4/products/query")
	if err != nil {
		return err
	}
	var n notice
	if json.Unmarshal(resp.Bytes(), &n) == nil && n.Error.Code == "unauthorized" { // want medipimcode/unknown
		return errors.New("no key")
	}
	return nil
}

// Two clients of one type, told their hosts by the caller.
type Shop struct{ parcels, products *resty3.Client }

func NewShop() Shop {
	var s Shop
	s.parcels = resty3.New()
	s.parcels.SetBaseURL(courier)
	s.products = resty3.New()
	s.products.SetBaseURL(catalogue)
	return s
}

func (s Shop) Parcels(body any) (int, error) {
	res, err := s.parcels.R().SetBody(body).SetResultError(&notice{}).Post("/v1/parcels")
	if err != nil {
		return 0, err
	}
	if n, ok := res.ResultError().(*notice); ok && n.Error.Status == http.StatusNotFound {
		return 0, nil
	}
	return len(res.String()), nil
}

func (s Shop) Products(body any) (int, error) {
	res, err := s.products.R().SetBody(body).SetResultError(&notice{}).Post("/v4/products/query") // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	if n, ok := res.ResultError().(*notice); ok && n.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return 0, nil
	}
	return len(res.Header()), nil
}

// A full address stands before the base URL.
func (c *Catalogue) Tracked(id string) (bool, error) {
	resp, err := c.rc.R().SetError(&notice{}).Get(courier + "/tracked/" + id)
	if err != nil {
		return false, err
	}
	n, ok := resp.Error().(*notice)
	return ok && n.Error.Status == 404, nil
}

// A request of fasthttp leads where its URI does.
type Lane struct{ hc fasthttp.Client }

func fill(r *fasthttp.Request, base, path string) {
	r.SetRequestURI(base + path)
	r.Header.SetMethod(fasthttp.MethodPost)
}

func (l *Lane) Query() ([]byte, error) {
	r, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	fill(r, catalogue, "/v4/products/query")
	if err := l.hc.Do(r, resp); err != nil { // want medipimretry/missing
		return nil, err
	}
	var p struct{ Results []json.RawMessage }
	if err := json.Unmarshal(resp.Body(), &p); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return p.Results[0], nil
}

func (l *Lane) Track() ([]byte, error) {
	r, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	fill(r, courier, "/tracks")
	if err := l.hc.Do(r, resp); err != nil {
		return nil, err
	}
	var p struct{ Results []json.RawMessage }
	if err := json.Unmarshal(resp.Body(), &p); err != nil {
		return nil, err
	}
	return p.Results[0], nil
}

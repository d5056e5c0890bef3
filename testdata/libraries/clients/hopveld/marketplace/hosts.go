package marketplace

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/imroc/req/v3"
	"github.com/tidwall/gjson"
)

const (
	catalogue = "https://api.medipim.fr"
	courier   = "https://api.parcels.example"
	weather   = "https://api.weather.example/v1/now"
)

// Parcel is plain data.
type Parcel struct {
	ID string `json:"id"`
}

// notice is the courier's error answer, which happens to look like others.
type notice struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Courier talks to another API: all its mistakes are its own affair.
type Courier struct{ rc *resty.Client }

// NewCourier lacks a condition, for the courier: silent.
func NewCourier() *Courier {
	return &Courier{resty.New().SetBaseURL(courier).SetRetryCount(3)}
}

// Parcel reads the body's status and a code of the courier's: silent.
func (c *Courier) Parcel(id string) (*Parcel, error) {
	resp, err := c.rc.R().SetError(&notice{}).Get("/parcels/" + id)
	if err != nil {
		return nil, err
	}
	if n, ok := resp.Error().(*notice); ok && n.Error.Status == 404 {
		return nil, nil
	}
	var p Parcel
	return &p, json.Unmarshal(resp.Body(), &p)
}

// Weather sends to a third API without any care: silent.
func Weather() (float64, error) {
	resp, err := req.C().R().Get(weather)
	if err != nil {
		return 0, err
	}
	var now struct {
		Celsius float64 `json:"celsius"`
	}
	return now.Celsius, resp.Into(&now)
}

// Catalogue is the one of this package's clients that is meant.
type Catalogue struct{ rc *resty.Client }

// NewCatalogue lacks a condition, as NewCourier does, and for the catalogue: reported.
func NewCatalogue() *Catalogue {
	return &Catalogue{resty.New().SetBaseURL(catalogue).SetRetryCount(3)} // want medipimretry/library
}

// Titles goes through that client; the report is at its constructor.
func (c *Catalogue) Titles(ctx context.Context) (int64, error) {
	resp, err := c.rc.R().SetContext(ctx).SetBody(`{}`).Post("/v4/products/query")
	if err != nil {
		return 0, err
	}
	if resp.IsError() {
		return 0, fmt.Errorf("titles: %s", resp.Status())
	}
	return gjson.GetBytes(resp.Body(), "meta.total").Int(), nil
}

// ErrLater is made for the rate limit.
var ErrLater = errors.New("marketplace: later")

// Leaflet goes to the catalogue by its full address, and hands the sentinel up; its decode lets other errors through: reported there.
func Leaflet(id string) (map[string]any, error) {
	resp, err := resty.New().SetTimeout(time.Minute).R().SetQueryParam("id", id).Get(catalogue + "/v4/products/find")
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() == http.StatusTooManyRequests {
		return nil, ErrLater
	}
	doc := map[string]any{}
	err = json.Unmarshal(resp.Body(), &doc) // want medipimunchecked/partial
	return doc, err
}

// Route goes to the courier by its full address with the same code: silent.
func Route(id string) (map[string]any, error) {
	resp, err := resty.New().SetTimeout(time.Minute).R().SetQueryParam("id", id).Get(courier + "/routes")
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() == http.StatusTooManyRequests {
		return nil, nil
	}
	doc := map[string]any{}
	err = json.Unmarshal(resp.Body(), &doc)
	return doc, err
}

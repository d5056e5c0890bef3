// Package restyhuis uses resty for everything.
package restyhuis

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
)

const host = "https://api.medipim.fr"

// Fault is the error document.
type Fault struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
	Violations []any `json:"violations"`
}

// Client reads products.
type Client struct{ rc *resty.Client }

// New makes a Client that waits when it must.
func New(key, secret string) *Client {
	rc := resty.New().
		SetBaseURL(host).
		SetBasicAuth(key, secret).
		SetTimeout(20 * time.Second).
		SetRetryCount(5).
		SetRetryWaitTime(time.Second).
		SetRetryMaxWaitTime(30 * time.Second).
		AddRetryCondition(func(r *resty.Response, err error) bool {
			return err != nil || r.StatusCode() == http.StatusTooManyRequests || r.StatusCode() >= 500
		})
	return &Client{rc: rc}
}

// ErrNone says that nothing matches.
var ErrNone = errors.New("no such product")

// Refused is a query that makes no sense to the API.
type Refused struct {
	Why string
	All []any
}

func (r Refused) Error() string { return fmt.Sprint(r.Why, ": ", r.All) }

// Product is a product.
type Product struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// Query runs a query.
func (c *Client) Query(ctx context.Context, filter map[string]any) ([]Product, error) {
	var page struct {
		Results []Product `json:"results"`
	}
	var fault Fault
	res, err := c.rc.R().SetContext(ctx).
		SetBody(map[string]any{"filter": filter}).
		SetResult(&page).
		SetError(&fault).
		Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if res.IsError() {
		return nil, c.translate(res, fault)
	}
	return page.Results, nil
}

// translate looks at the answer, and at the fault for what the answer does not say.
func (c *Client) translate(res *resty.Response, f Fault) error {
	switch res.StatusCode() {
	case http.StatusNotFound:
		if f.Error.Code == "not_found" {
			return ErrNone
		}
	case http.StatusUnprocessableEntity:
		return Refused{Why: f.Error.Message, All: f.Violations}
	case http.StatusUnauthorized:
		switch f.Error.Code {
		case "authentication.not_authenticated", "authentication.invalid_api_secret":
			return errors.New("fix the configuration: " + f.Error.Message)
		case "authentication.api_key_not_found", "authentication.api_key_is_not_active":
			return errors.New("ask for a new key: " + f.Error.Message)
		}
	}
	return fmt.Errorf("%s (body: %d %s)", res.Status(), f.Error.Status, f.Error.Code)
}

// Brands lists the brands, with a client of its own because it takes so long.
func Brands(ctx context.Context) (map[string]int, error) {
	slow := resty.New(). // want medipimretry/library
				SetBaseURL(host).
				SetTimeout(5 * time.Minute).
				SetRetryCount(3)
	out := map[string]int{}
	res, err := slow.R().SetContext(ctx).SetResult(&out).Get("/v4/brands/find")
	if err != nil {
		return nil, err
	}
	if !res.IsSuccess() {
		return nil, fmt.Errorf("brands: %s: %s", res.Status(), res.Body())
	}
	return out, nil
}

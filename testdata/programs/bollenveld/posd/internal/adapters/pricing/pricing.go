// Package pricing reads public prices.
package pricing

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"resty.dev/v3"

	"example.com/bollenveld/posd/internal/domain"
)

const baseURL = "https://api.medipim.be/v4"

type problem struct {
	Error struct {
		Status     int    `json:"status"`
		Code       string `json:"code"`
		Message    string `json:"message"`
		Violations []any  `json:"violations"`
	} `json:"error"`
}

type priceList struct {
	Results []struct {
		CNK   domain.CNK   `json:"cnk"`
		Price domain.Cents `json:"publicPrice"`
	} `json:"results"`
}

// Source implements ports.Prices.
type Source struct {
	day   *resty.Client
	night *resty.Client
}

// New returns a source.
func New(key, secret string) *Source {
	day := resty.New(). // want medipimretry/library
				SetBaseURL(baseURL).
				SetBasicAuth(key, secret).
				SetTimeout(5*time.Second).
				SetRetryCount(2).
				SetRetryWaitTime(200*time.Millisecond).
				AddRetryConditions(resty.RetryConditionStatusTooManyRequests, resty.RetryConditionStatus5XX)
	night := resty.New().
		SetBaseURL(baseURL).
		SetBasicAuth(key, secret).
		SetRetryCount(8).
		SetRetryWaitTime(time.Second).
		SetRetryMaxWaitTime(2 * time.Minute).
		SetRetryAllowNonIdempotent(true).
		AddRetryConditions(func(r *resty.Response, err error) bool {
			return err != nil || r.StatusCode() == http.StatusTooManyRequests || r.StatusCode() >= 500
		})
	return &Source{day: day, night: night}
}

// Prices implements ports.Prices.
func (s *Source) Prices(ctx context.Context, cnks ...domain.CNK) (map[domain.CNK]domain.Cents, error) {
	return query(ctx, s.day, cnks)
}

func query(ctx context.Context, c *resty.Client, cnks []domain.CNK) (map[domain.CNK]domain.Cents, error) {
	resp, err := c.R().
		SetContext(ctx).
		SetBody(map[string]any{"filter": map[string]any{"cnk": cnks}, "fields": []string{"cnk", "publicPrice"}}).
		SetResult(&priceList{}).
		SetResultError(&problem{}).
		Post("/products/query")
	if err != nil {
		return nil, fmt.Errorf("prices: %w", err)
	}
	if resp.IsStatusFailure() {
		return nil, failure(resp)
	}
	out := map[domain.CNK]domain.Cents{}
	if list, ok := resp.Result().(*priceList); ok {
		for _, r := range list.Results {
			out[r.CNK] = r.Price
		}
	}
	return out, nil
}

func failure(resp *resty.Response) error {
	status := resp.StatusCode()
	p, ok := resp.ResultError().(*problem)
	if ok {
		status = p.Error.Status
	}
	up := &domain.Upstream{Op: "prices", Status: resp.StatusCode()}
	switch status { // want medipimstatus/mixed
	case http.StatusForbidden, http.StatusUnauthorized:
		return errors.Join(domain.ErrDenied, up)
	case http.StatusNotFound:
		return domain.ErrNotFound
	}
	if ok {
		up.Detail = p.Error.Message
	}
	return up
}

// Reload reads the list of all prices, for the shelf labels.
func (s *Source) Reload(ctx context.Context, put func(domain.CNK, domain.Cents)) error {
	var list priceList
	var p problem
	resp, err := s.night.R().SetContext(ctx).SetBody(map[string]any{"page": map[string]int{"size": 10000}}).
		SetResult(&list).SetResultError(&p).Post("/products/query")
	if err != nil {
		return fmt.Errorf("labels: %w", err)
	}
	switch {
	case resp.IsStatusSuccess():
		for _, r := range list.Results {
			put(r.CNK, r.Price)
		}
		return nil
	case resp.StatusCode() == http.StatusUnprocessableEntity:
		return &domain.Invalid{Op: "labels", Fields: resp.Bytes()}
	case resp.StatusCode() == http.StatusForbidden && p.Error.Code == "not_authorized":
		return domain.ErrDenied
	case p.Error.Code == "internal_server_error": // want medipimcode/unknown
		return fmt.Errorf("labels: the supplier is ill: %s", p.Error.Message)
	}
	return fmt.Errorf("labels: %d %s", resp.StatusCode(), p.Error.Code)
}

package medipimresty

import (
	"fmt"
	"net/http"

	"github.com/go-resty/resty/v2"
)

const base = "https://api.medipim.be"

// Query is the body of a search; nothing is sent here.
type Query struct {
	Text string `json:"text"`
	Page int    `json:"page"`
}

// Page is one page of results; plain data.
type Page struct {
	Results []Product `json:"results"`
	Total   int       `json:"total"`
}

// Product is one result; plain data.
type Product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type problem struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// failure makes one plain text of any error answer, so it treats no status in a way of its own.
func failure(op string, resp *resty.Response) error {
	if p, ok := resp.Error().(*problem); ok && p.Error.Code != "" {
		return fmt.Errorf("%s: %s (%s)", op, resp.Status(), p.Error.Code)
	}
	return fmt.Errorf("%s: %s", op, resp.Status())
}

// throttled is the complete half: it knows the rate limit.
func throttled(r *resty.Response, _ error) bool {
	return r != nil && r.StatusCode() == http.StatusTooManyRequests
}

// flaky is the only condition of Depot's client, and the rate limit is not in it.
func flaky(r *resty.Response, err error) bool {
	if err != nil {
		return true
	}
	return r.StatusCode() >= http.StatusInternalServerError // want medipimretry/incomplete
}

// gateway is always installed together with throttled, so it may stay narrow.
func gateway(r *resty.Response, _ error) bool {
	return r != nil && r.StatusCode() == http.StatusBadGateway
}

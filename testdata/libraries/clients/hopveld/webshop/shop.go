package webshop

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"strings"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/cenkalti/backoff/v4"
	"github.com/go-resty/resty/v2"
	"github.com/tidwall/gjson"
)

// complaint is the error answer of the shop's own API.
type complaint struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// base is a host of no interest.
const base = "https://api.shop.example"

// Orders makes most mistakes at once, for another API: silent.
func Orders() ([]string, error) {
	resp, err := resty.New().SetBaseURL(base).SetRetryCount(2).R().SetError(&complaint{}).Get("/orders")
	if err != nil {
		return nil, err
	}
	if c, ok := resp.Error().(*complaint); ok {
		switch {
		case c.Error.Status == http.StatusTooManyRequests:
			log.Fatal("slow down")
		case c.Error.Code == "rate_limit_exceeded", strings.Contains(c.Error.Message, "limit"):
			return nil, nil
		case resp.StatusCode() == http.StatusUnprocessableEntity:
			return nil, errors.New("invalid")
		}
	}
	var ids []string
	return ids, json.Unmarshal(resp.Body(), &ids)
}

// Prices leaves the rate limit out, for another API: silent.
func Prices(hc *http.Client) (string, error) {
	hc.Transport = rehttp.NewTransport(nil, rehttp.RetryStatuses(502), rehttp.ConstDelay(time.Second))
	var text string
	err := backoff.Retry(func() error {
		resp, err := hc.Get(base + "/prices")
		if err == nil {
			text = resp.Status
			resp.Body.Close()
		}
		return err
	}, backoff.NewExponentialBackOff())
	return text, err
}

// Gone reads a path of another API's answer: silent.
func Gone(body []byte) bool { return gjson.GetBytes(body, "error.status").Int() == 404 }

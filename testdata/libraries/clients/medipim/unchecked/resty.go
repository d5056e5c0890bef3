// Package unchecked decodes answers as data, with and without a look at their
// status, through the clients' own ways to look and to decode.
package unchecked

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	restyv2 "github.com/go-resty/resty/v2"
	restyv3 "resty.dev/v3"
)

const products = "https://api.medipim.be/v4/products/query"

type page struct {
	Results []struct {
		ID string `json:"id"`
	} `json:"results"`
}

type envelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var (
	resty2 = restyv2.New().SetRetryCount(4).AddRetryCondition(func(r *restyv2.Response, err error) bool {
		return err != nil || r.StatusCode() == http.StatusTooManyRequests
	})
	resty3 = restyv3.New().SetRetryCount(4).SetRetryAllowNonIdempotent(true).
		AddRetryConditions(restyv3.RetryConditionStatusTooManyRequests)
)

func resty2Unchecked(query any) (*page, error) {
	resp, err := resty2.R().SetBody(query).Post(products)
	if err != nil {
		return nil, err
	}
	p := new(page)
	return p, json.Unmarshal(resp.Body(), p) // want medipimunchecked/unchecked
}

func resty2Bytes(query any) ([]byte, error) {
	resp, err := resty2.R().SetBody(query).Post(products)
	if err != nil {
		return nil, err
	}
	return resp.Body(), nil // want medipimunchecked/unchecked
}

func resty2Partial(query any) (*page, error) {
	resp, err := resty2.R().SetBody(query).Post(products)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() == http.StatusUnauthorized {
		return nil, errors.New("products: log in")
	}
	p := new(page)
	if err := json.Unmarshal(resp.Body(), p); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return p, nil
}

func resty3Unchecked(query any) (*page, error) {
	resp, err := resty3.R().SetBody(query).Post(products)
	if err != nil {
		return nil, err
	}
	p := new(page)
	if err := json.Unmarshal(resp.Bytes(), p); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return p, nil
}

func resty3Stream(query any) (*page, error) {
	resp, err := resty3.R().SetBody(query).Post(products)
	if err != nil {
		return nil, err
	}
	p := new(page)
	if err := json.NewDecoder(resp.Body).Decode(p); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return p, nil
}

// What follows is not reported.

func resty2IsError(query any) (*page, error) {
	resp, err := resty2.R().SetBody(query).Post(products)
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, errors.New(resp.Status())
	}
	p := new(page)
	return p, json.Unmarshal(resp.Body(), p)
}

func resty2IsSuccess(query any) (*page, error) {
	resp, err := resty2.R().SetBody(query).Post(products)
	if err != nil {
		return nil, err
	}
	if !resp.IsSuccess() {
		return nil, fmt.Errorf("products: %s", resp.Status())
	}
	p := new(page)
	return p, json.Unmarshal(resp.Body(), p)
}

// resty2Raw looks at the response that resty got.
func resty2Raw(query any) (*page, error) {
	resp, err := resty2.R().SetBody(query).Post(products)
	if err != nil {
		return nil, err
	}
	if resp.RawResponse.StatusCode >= 400 {
		return nil, errors.New(resp.Status())
	}
	p := new(page)
	return p, json.Unmarshal(resp.Body(), p)
}

// resty2Envelope decodes the error's own shape, and no data.
func resty2Envelope(query any) error {
	resp, err := resty2.R().SetBody(query).Post(products)
	if err != nil {
		return err
	}
	var env envelope
	if err := json.Unmarshal(resp.Body(), &env); err != nil {
		return err
	}
	if env.Error.Code != "" {
		return errors.New(env.Error.Message)
	}
	return nil
}

// resty2Together returns the bytes with their status.
func resty2Together(query any) (int, []byte, error) {
	resp, err := resty2.R().SetBody(query).Post(products)
	if err != nil {
		return 0, nil, err
	}
	return resp.StatusCode(), resp.Body(), nil
}

func resty3IsStatusFailure(query any) (*page, error) {
	resp, err := resty3.R().SetBody(query).Post(products)
	if err != nil {
		return nil, err
	}
	if resp.IsStatusFailure() {
		return nil, errors.New(resp.Status())
	}
	p := new(page)
	return p, json.Unmarshal(resp.Bytes(), p)
}

// resty3Result is filled by resty, for 2xx alone.
func resty3Result(query any) (*page, error) {
	resp, err := resty3.R().SetBody(query).SetResult(&page{}).Post(products)
	if err != nil {
		return nil, err
	}
	if !resp.IsStatusSuccess() {
		return nil, errors.New(resp.Status())
	}
	return resp.Result().(*page), nil
}

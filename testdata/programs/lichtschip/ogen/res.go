// Package ogen mirrors what ogen made of our description of the API: one Go type per
// answer, sealed by an interface.
package ogen

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// QueryProductsRes is any documented answer.
type QueryProductsRes interface{ queryProductsRes() }

type (
	// QueryProductsOK is 200.
	QueryProductsOK struct {
		Results []Product `json:"results"`
	}
	// QueryProductsNotFound is 404.
	QueryProductsNotFound ErrorBody
	// QueryProductsUnprocessableEntity is 422.
	QueryProductsUnprocessableEntity ErrorBody
	// QueryProductsTooManyRequests is 429.
	QueryProductsTooManyRequests ErrorBody
)

// Product is ref: #/components/schemas/Product
type Product struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// ErrorBody is ref: #/components/schemas/Error
type ErrorBody struct {
	Error struct {
		Status     int               `json:"status"`
		Code       string            `json:"code"`
		Message    string            `json:"message"`
		Violations []json.RawMessage `json:"violations"`
	} `json:"error"`
	Violations []json.RawMessage `json:"violations"`
}

func (*QueryProductsOK) queryProductsRes()                  {}
func (*QueryProductsNotFound) queryProductsRes()            {}
func (*QueryProductsUnprocessableEntity) queryProductsRes() {}
func (*QueryProductsTooManyRequests) queryProductsRes()     {}

// ErrorStatusCode wraps ErrorBody with StatusCode.
type ErrorStatusCode struct {
	StatusCode int
	Response   ErrorBody
}

func (s *ErrorStatusCode) Error() string {
	return fmt.Sprintf("code %d: %+v", s.StatusCode, s.Response)
}

func decodeQueryProductsResponse(resp *http.Response) (QueryProductsRes, error) {
	buf, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	into := func(v QueryProductsRes) (QueryProductsRes, error) {
		if err := json.Unmarshal(buf, v); err != nil {
			return nil, fmt.Errorf("decode %T: %w", v, err)
		}
		return v, nil
	}
	switch resp.StatusCode {
	case 200:
		return into(&QueryProductsOK{})
	case 404:
		return into(&QueryProductsNotFound{})
	case 422:
		return into(&QueryProductsUnprocessableEntity{})
	case 429:
		// The body of a 429 may be anything; the type alone is the message.
		res := &QueryProductsTooManyRequests{}
		_ = json.Unmarshal(buf, res)
		return res, nil
	}
	def := &ErrorStatusCode{StatusCode: resp.StatusCode}
	_ = json.Unmarshal(buf, &def.Response)
	return nil, def
}

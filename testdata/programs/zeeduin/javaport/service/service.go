// Package service mirrors be.apotheek.catalog.service.
package service

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"strings"

	"example.com/zeeduin/javaport/client"
	"example.com/zeeduin/javaport/exceptions"
)

// ProductDto is a row.
type ProductDto struct {
	Id   int    `json:"id"`
	Name string `json:"name"`
}

// ProductService is what controllers see.
type ProductService interface {
	FindByCnk(ctx context.Context, cnk string) (*ProductDto, error)
}

// ProductServiceImpl implements it.
type ProductServiceImpl struct {
	httpClient client.MedipimHttpClient
	exceptions *exceptions.ExceptionFactory
	logger     *log.Logger
}

// NewProductServiceImpl wires it.
func NewProductServiceImpl(httpClient client.MedipimHttpClient, logger *log.Logger) *ProductServiceImpl {
	return &ProductServiceImpl{httpClient: httpClient, exceptions: exceptions.NewExceptionFactory(), logger: logger}
}

// ErrProductUnknown replaces Optional.empty().
var ErrProductUnknown = errors.New("product unknown")

func (s *ProductServiceImpl) query(ctx context.Context, payload any) ([]ProductDto, error) {
	response, err := s.httpClient.Execute(ctx, "/v4/products/query", payload)
	if err != nil {
		return nil, err
	}
	// The getter has the name of the other one, and is that of the line.
	if response.GetStatusCode() == http.StatusNotFound {
		return nil, ErrProductUnknown
	}
	if !response.IsSuccessful() {
		return nil, s.exceptions.CreateFrom(response.GetBody())
	}
	var page struct {
		Results []ProductDto `json:"results"`
	}
	if err := json.Unmarshal(response.GetBody(), &page); err != nil {
		return nil, err
	}
	return page.Results, nil
}

// FindByCnk implements ProductService.
func (s *ProductServiceImpl) FindByCnk(ctx context.Context, cnk string) (*ProductDto, error) {
	products, err := s.query(ctx, map[string]string{"cnk": cnk})
	var failure *exceptions.HttpFailureException
	if errors.As(err, &failure) && failure.GetHttpStatus() == http.StatusForbidden {
		return nil, failure
	}
	var apiException exceptions.MedipimApiException
	if errors.As(err, &apiException) {
		s.logger.Printf("status=%d code=%s message=%q", apiException.GetStatusCode(), apiException.GetErrorCode(), apiException.GetLocalizedMessage())
		if apiException.GetStatusCode() == http.StatusNotFound { // want medipimstatus/branch
			return nil, ErrProductUnknown
		}
		return nil, apiException
	}
	if err != nil {
		return nil, err
	}
	if len(products) == 0 {
		return nil, ErrProductUnknown
	}
	return &products[0], nil
}

// ExceptionMapper was a JAX-RS provider.
type ExceptionMapper struct{ fallback int }

// ToResponse tells a controller what to answer.
func (m ExceptionMapper) ToResponse(e exceptions.MedipimApiException) (int, string) {
	switch {
	case e.GetErrorCode().IsAuthentication():
		return http.StatusBadGateway, "credentials"
	case e.GetErrorCode().EqualsIgnoreCase("NOT_AUTHORISED"): // want medipimcode/unknown
		return http.StatusBadGateway, "permissions"
	case e.GetErrorCode().EqualsIgnoreCase("ENDPOINT_NOT_FOUND"):
		return http.StatusBadGateway, "routing"
	case e.GetErrorCode() == exceptions.UNSPECIFIED:
		return m.fallback, "unspecified"
	case e.GetLocalizedMessage() == "Unknown API key": // want medipimmessage/text
		return http.StatusBadGateway, "key"
	case exceptions.IsClientError(e.GetStatusCode()): // want medipimstatus/branch
		return http.StatusBadRequest, "client"
	}
	return m.fallback, e.GetLocalizedMessage()
}

// ToResponseOf does it for a raw answer.
func (m ExceptionMapper) ToResponseOf(r *client.HttpResponse) (int, string) {
	if exceptions.IsClientError(r.GetStatusCode()) {
		return http.StatusBadRequest, "client"
	}
	return m.fallback, ""
}

// SupportTicket is what the Java version mailed.
type SupportTicket struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Subject string `json:"subject"`
}

// NewSupportTicket copies what is known.
func NewSupportTicket(r *client.HttpResponse, e exceptions.MedipimApiException) SupportTicket {
	t := SupportTicket{Status: r.GetStatusCode(), Code: string(e.GetErrorCode()), Subject: e.GetLocalizedMessage()}
	if t.Status >= 500 {
		t.Subject = "[urgent] " + t.Subject
	}
	if t.Subject == "" {
		t.Subject = strings.ToUpper(t.Code)
	}
	return t
}

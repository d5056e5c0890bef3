package medipimsdk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
)

// ProductsService handles products.
type ProductsService service

// OrganizationsService handles organizations.
type OrganizationsService service

// Product is a product.
type Product struct {
	ID     int64  `json:"id"`
	Status string `json:"status"`
	Code   string `json:"code"`
}

// Organization is a company.
type Organization struct {
	ID int64 `json:"id"`
}

// List leaves the status to Do.
func (s *ProductsService) List(ctx context.Context, filter any) ([]*Product, *Response, error) {
	req, err := s.client.NewRequest(http.MethodPost, "products/query", filter)
	if err != nil {
		return nil, nil, err
	}
	var page struct {
		Results []*Product `json:"results"`
	}
	resp, err := s.client.Do(ctx, req, &page)
	if err != nil {
		return nil, resp, err
	}
	return page.Results, resp, nil
}

// Get leaves the status to Do; the product's own code is no error code.
func (s *ProductsService) Get(ctx context.Context, cnk string) (*Product, *Response, error) {
	req, err := s.client.NewRequest(http.MethodGet, "products/find?cnk="+url.QueryEscape(cnk), nil)
	if err != nil {
		return nil, nil, err
	}
	p := new(Product)
	resp, err := s.client.Do(ctx, req, p)
	if err != nil {
		return nil, resp, err
	}
	if p.Code == "withdrawn" || p.Status == "404" {
		return nil, resp, errors.New("withdrawn")
	}
	return p, resp, nil
}

// Exists compares the body's number, which is a string of digits here.
func (s *OrganizationsService) Exists(ctx context.Context, id string) (bool, error) {
	req, err := s.client.NewRequest(http.MethodGet, "organizations/find?id="+url.QueryEscape(id), nil)
	if err != nil {
		return false, err
	}
	_, err = s.client.Do(ctx, req, new(Organization))
	var er *ErrorResponse
	if errors.As(err, &er) {
		if er.Err.Status == "404" { // want medipimstatus/branch
			return false, nil
		}
		if er.Response.StatusCode == http.StatusNotFound {
			return false, nil
		}
	}
	return err == nil, err
}

package catalog

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

type Product struct {
	ID   int               `json:"id"`
	CNK  string            `json:"cnk"`
	Name map[string]string `json:"name"`
}

type page struct {
	Meta struct {
		Total int `json:"total"`
	} `json:"meta"`
	Results []Product `json:"results"`
}

var ErrNoProduct = errors.New("catalog: no such product")

// ByCNK uses resty's own decoding, which fills the result on a 2xx only.
func (c *Client) ByCNK(ctx context.Context, cnk string) (*Product, error) {
	var out struct {
		Product Product `json:"product"`
	}
	r, err := c.http.R().SetContext(ctx).SetQueryParam("cnk", cnk).SetResult(&out).SetError(&fault{}).Get("/v4/products/find")
	if err != nil {
		return nil, err
	}
	if r.StatusCode() == http.StatusNotFound {
		return nil, ErrNoProduct
	}
	if r.IsError() {
		return nil, toError(r)
	}
	return &out.Product, nil
}

// Search is the first version of the search box.
func (c *Client) Search(ctx context.Context, text string) ([]Product, error) {
	r, err := c.http.R().SetContext(ctx).SetBody(map[string]any{"search": text}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	var p page
	if err := json.Unmarshal(r.Body(), &p); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return p.Results, nil
}

// SearchBrand looks at the key only.
func (c *Client) SearchBrand(ctx context.Context, brand int) (int, error) {
	r, err := c.http.R().SetContext(ctx).SetBody(map[string]any{"brand": brand}).Post("/v4/products/query")
	if err != nil {
		return 0, err
	}
	if r.StatusCode() == http.StatusUnauthorized || r.StatusCode() == http.StatusForbidden {
		return 0, toError(r)
	}
	p := new(page)
	dec := json.NewDecoder(strings.NewReader(r.String()))
	if err := dec.Decode(p); err != nil { // want medipimunchecked/partial
		return 0, err
	}
	return p.Meta.Total, nil
}

// Export hands the export file to the download handler.
func (c *Client) Export(ctx context.Context, filter map[string]any) ([]byte, error) {
	r, err := c.http.R().SetContext(ctx).SetBody(filter).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	return r.Body(), nil // want medipimunchecked/unchecked
}

// Probe leaves the judgement to the caller, who gets the status too.
func (c *Client) Probe(ctx context.Context) (int, []byte, error) {
	r, err := c.http.R().SetContext(ctx).Get("/v4/brands/find?id=1")
	if err != nil {
		return 0, nil, err
	}
	return r.StatusCode(), r.Body(), nil
}

// Count decodes first and looks before it uses anything.
func (c *Client) Count(ctx context.Context) (int, error) {
	r, err := c.http.R().SetContext(ctx).SetBody(`{"filter":{}}`).Post("/v4/products/query")
	if err != nil {
		return 0, err
	}
	var p page
	derr := json.Unmarshal(r.Body(), &p)
	if r.StatusCode() >= 300 {
		return 0, toError(r)
	}
	if derr != nil {
		return 0, derr
	}
	return p.Meta.Total, nil
}

// All goes through the helper of client.go.
func (c *Client) All(ctx context.Context) ([]Product, error) {
	r, err := c.http.R().SetContext(ctx).SetError(&fault{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if err := check(r); err != nil {
		return nil, err
	}
	var p page
	if err := json.Unmarshal(r.Body(), &p); err != nil {
		return nil, err
	}
	return p.Results, nil
}

// Names reads the raw response of net/http below resty.
func (c *Client) Names(ctx context.Context) (map[string]string, error) {
	r, err := c.http.R().SetContext(ctx).Get("/v4/products/names")
	switch {
	case err != nil:
		return nil, err
	case r.RawResponse.StatusCode/100 != 2:
		return nil, toError(r)
	}
	names := map[string]string{}
	return names, json.Unmarshal(r.Body(), &names)
}

// Save shows the editor what is wrong with the form.
func (c *Client) Save(ctx context.Context, p Product) error {
	var f fault
	r, err := c.http.R().SetContext(ctx).SetBody(p).SetError(&f).Put("/v4/products")
	if err != nil {
		return err
	}
	if r.StatusCode() == http.StatusUnprocessableEntity {
		return &FormError{Problems: f.Error.Violations}
	}
	return check(r)
}

// FormError is shown in the editor.
type FormError struct{ Problems []json.RawMessage }

func (e *FormError) Error() string { return "catalog: the form has errors" }

// Publish was copied from Save by a colleague.
func (c *Client) Publish(ctx context.Context, id int) error {
	r, err := c.http.R().SetContext(ctx).SetBody(map[string]int{"id": id}).SetError(&struct {
		Error struct{ Code, Message string }
	}{}).Post("/v4/products/publish")
	if err != nil {
		return err
	}
	if r.StatusCode() == 422 { // want medipimviolations/dropped
		return errors.New("catalog: this product cannot be published")
	}
	if r.IsError() {
		return errors.New("catalog: publish: " + r.Status())
	}
	return nil
}

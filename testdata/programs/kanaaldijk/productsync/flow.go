package productsync

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"strings"
	"time"

	"github.com/go-resty/resty/v2"
)

// Nightly walks the changed products, one by one.
type Nightly struct{ rc *resty.Client }

// NewNightly makes a Nightly.
func NewNightly() *Nightly { return &Nightly{rc: resty.New().SetBaseURL(base)} }

// One reads one product. The night is short: what is throttled waits for tomorrow.
func (n *Nightly) One(cnk string) (*Product, error) {
	var p Product
	resp, err := n.rc.R().SetResult(&p).SetQueryParam("cnk", cnk).Get("/v4/products/find")
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() == http.StatusTooManyRequests { // want medipimretry/swallowed
		log.Printf("throttled, %s comes tomorrow", cnk)
		return nil, nil
	}
	if resp.IsError() {
		return nil, failed(resp)
	}
	return &p, nil
}

// Again asks again, at once.
func (n *Nightly) Again(cnk string) (*Product, error) {
	for range 10 {
		p := new(Product)
		resp, err := n.rc.R().SetResult(p).SetQueryParam("cnk", cnk).Get("/v4/products/find")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode() == 429 { // want medipimretry/immediate
			continue
		}
		if resp.IsError() {
			return nil, failed(resp)
		}
		return p, nil
	}
	return nil, errors.New("no luck in ten tries")
}

// Desk is the client of the customer desk. Its posts share one helper.
type Desk struct{ rc *resty.Client }

// NewDesk makes a Desk.
func NewDesk() *Desk { return &Desk{rc: resty.New().SetBaseURL(base)} }

func (d *Desk) post(ctx context.Context, path string, body any) (*resty.Response, error) {
	return d.rc.R().SetContext(ctx).SetBody(body).Post(path)
}

// Search searches, and knows how to wait.
func (d *Desk) Search(ctx context.Context, q string) (*Page, error) {
	wait := time.Second
	for try := 1; ; try++ {
		resp, err := d.post(ctx, "/v4/products/query", map[string]string{"search": q})
		if err != nil {
			return nil, err
		}
		if resp.StatusCode() == http.StatusTooManyRequests && try < 5 {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(wait):
			}
			wait *= 2
			continue
		}
		if resp.IsError() {
			return nil, failed(resp)
		}
		var page Page
		return &page, json.Unmarshal(resp.Body(), &page)
	}
}

// Suggest suggests, and does not.
func (d *Desk) Suggest(ctx context.Context, q string) ([]string, error) {
	resp, err := d.post(ctx, "/v4/products/suggest", map[string]string{"prefix": q}) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, failed(resp)
	}
	var out []string
	return out, json.Unmarshal(resp.Body(), &out)
}

// patient retries whatever comes back as an error.
func patient() *resty.Client {
	return resty.New().
		SetBaseURL(base).
		SetRetryCount(4).
		SetRetryWaitTime(time.Second).
		AddRetryAfterErrorCondition()
}

// Export copies products to the warehouse.
type Export struct{ c *resty.Client }

// NewExport makes an Export.
func NewExport() *Export { return &Export{c: patient()} }

// Batch reads a batch of products.
func (e *Export) Batch(ids ...string) ([]Product, error) {
	resp, err := e.c.R().SetBody(map[string]any{"ids": ids}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	var page Page
	if err := json.Unmarshal(resp.Body(), &page); err != nil { // want medipimunchecked/unchecked
		return nil, fmt.Errorf("batch of %d: %w", len(ids), err)
	}
	return page.Results, nil
}

// apiFault is the error body, as resty fills it in.
type apiFault struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Exists says if a product exists.
func (e *Export) Exists(cnk string) (bool, error) {
	resp, err := e.c.R().SetError(&apiFault{}).SetQueryParam("cnk", cnk).Get("/v4/products/find")
	if err != nil {
		return false, err
	}
	if f, ok := resp.Error().(*apiFault); ok && f != nil && resp.IsError() {
		if f.Error.Status == http.StatusNotFound { // want medipimstatus/branch
			return false, nil
		}
		return false, failed(resp)
	}
	return true, nil
}

// Rename gives a product another name; the desk sees why it did not work.
func (e *Export) Rename(id, name string) error {
	fault := new(apiFault)
	resp, err := e.c.R().SetError(fault).SetBody(map[string]string{"name": name}).Put("/v4/products/" + id)
	if err != nil {
		return err
	}
	if resp.IsSuccess() {
		return nil
	}
	switch fault.Error.Code {
	case "not_authorized":
		return errors.New("our key may not rename products")
	case "unauthenticated": // want medipimcode/unknown
		return errors.New("log in first")
	}
	if strings.HasPrefix(fault.Error.Message, "No credentials") { // want medipimmessage/text
		return errors.New("no key is set")
	}
	return failed(resp)
}

// Replace sends a whole product.
func (e *Export) Replace(p Product) error {
	resp, err := e.c.R().SetBody(p).Put("/v4/products/" + p.ID)
	if err != nil {
		return err
	}
	if resp.StatusCode() == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return fmt.Errorf("product %s is not valid", p.ID)
	}
	if resp.IsError() {
		return failed(resp)
	}
	return nil
}

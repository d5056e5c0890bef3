package medipimresty

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
)

// Search goes out through a client without any retry: reported on the send.
func (b *Bare) Search(ctx context.Context, q Query) (*Page, error) {
	var page Page
	r := b.rc.R().SetContext(ctx).SetBody(q).SetResult(&page).SetError(&problem{})
	resp, err := r.Post("/v4/products/query") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, failure("search", resp)
	}
	return &page, nil
}

// SearchPatiently uses the same bare client inside a loop that waits: silent.
func (b *Bare) SearchPatiently(ctx context.Context, q Query) (*Page, error) {
	for wait := time.Second; wait < time.Minute; wait *= 2 {
		resp, err := b.rc.R().SetContext(ctx).SetBody(q).SetResult(&Page{}).SetError(&problem{}).Post("/v4/products/query")
		switch {
		case err != nil:
			return nil, err
		case throttled(resp, nil):
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		case resp.IsSuccess():
			return resp.Result().(*Page), nil
		default:
			return nil, failure("search", resp)
		}
	}
	return nil, errors.New("search: the rate limit did not go away")
}

// Brands is one of two sends of Counter; the one report is at its constructor.
func (c *Counter) Brands(q Query) (*Page, error) {
	resp, err := c.rc.R().SetBody(q).SetResult(&Page{}).SetError(&problem{}).Post("/v4/brands/query")
	if err != nil {
		return nil, err
	}
	if !resp.IsSuccess() {
		return nil, failure("brands", resp)
	}
	return resp.Result().(*Page), nil
}

// Media is the other send of Counter; see its constructor.
func (c *Counter) Media(q Query) (*Page, error) {
	return ask(c.rc.R().SetBody(q), "/v4/media/query")
}

// ask is shared by clients whose constructors decide about the rate limit.
func ask(r *resty.Request, path string) (*Page, error) {
	resp, err := r.SetResult(&Page{}).SetError(&problem{}).Post(path)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode() != http.StatusOK {
		return nil, failure(path, resp)
	}
	return resp.Result().(*Page), nil
}

// Search of Wisher is reported at its constructor.
func (w *Wisher) Search(q Query) (*Page, error) {
	resp, err := w.rc.R().SetBody(q).SetResult(&Page{}).SetError(&problem{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, failure("search", resp)
	}
	return resp.Result().(*Page), nil
}

// Search of Depot is reported in the condition flaky.
func (d *Depot) Search(q Query) (*Page, error) {
	resp, err := d.rc.R().SetBody(q).SetResult(&Page{}).SetError(&problem{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, failure("search", resp)
	}
	return resp.Result().(*Page), nil
}

// Search of Patient goes through a client that covers the rate limit: silent.
func (p *Patient) Search(q Query) (*Page, error) {
	resp, err := p.R().SetBody(q).SetResult(&Page{}).SetError(&problem{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, failure("search", resp)
	}
	return resp.Result().(*Page), nil
}

// Search of AnyError goes through the library's own error condition: silent.
func (a *AnyError) Search(q Query) (*Page, error) {
	resp, err := a.rc.R().SetBody(q).SetResult(&Page{}).SetError(&problem{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, failure("search", resp)
	}
	return resp.Result().(*Page), nil
}

// Search of FieldCount is reported at its constructor.
func (f *FieldCount) Search(q Query) (*Page, error) {
	resp, err := f.rc.R().SetBody(q).SetResult(&Page{}).SetError(&problem{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, failure("search", resp)
	}
	return resp.Result().(*Page), nil
}

// Search of Tuned is right under its option: silent.
func (t *Tuned) Search(q Query) (*Page, error) {
	resp, err := t.rc.R().SetBody(q).SetResult(&Page{}).SetError(&problem{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, failure("search", resp)
	}
	return resp.Result().(*Page), nil
}

// Search of Configured is right under its configuration: silent.
func (c *Configured) Search(q Query) (*Page, error) {
	resp, err := c.rc.R().SetBody(q).SetResult(&Page{}).SetError(&problem{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, failure("search", resp)
	}
	return resp.Result().(*Page), nil
}

// Ask brings the condition that its client lacks: silent.
func (a *Asker) Ask(q Query) (*Page, error) {
	r := a.rc.R().SetBody(q).SetResult(&Page{}).SetError(&problem{})
	resp, err := r.AddRetryCondition(throttled).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsError() {
		return nil, failure("ask", resp)
	}
	return resp.Result().(*Page), nil
}

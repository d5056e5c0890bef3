package leaflets

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/imroc/req/v3"
)

// medipimFine is the client that the others should have been.
type medipimFine struct{ c *req.Client }

// MedipimEndless retries as long as it takes.
// ok: a negative count is without end
func MedipimEndless(product string) ([]Leaflet, error) {
	c := req.C().SetBaseURL(medipimBase).SetCommonRetryCount(-1).SetCommonRetryFixedInterval(2 * time.Second)
	c.AddCommonRetryCondition(func(r *req.Response, err error) bool { return r.GetStatusCode() == http.StatusTooManyRequests })
	return (&medipimFine{c}).query(product)
}

func (m *medipimFine) query(product string) ([]Leaflet, error) {
	var out []Leaflet
	resp, err := m.c.R().SetSuccessResult(&out).SetBody(map[string]string{"product": product}).Post("/v4/leaflets/query")
	if err != nil {
		return nil, err
	}
	if resp.IsErrorState() {
		return nil, statusOf(resp)
	}
	return out, nil
}

// MedipimGood uses the shared set-up.
// ok: count, condition and backoff
func MedipimGood(product string) ([]Leaflet, error) {
	return (&medipimFine{good()}).query(product)
}

// MedipimOnRequest has it all on the request.
// ok: count, interval and condition on the request
func MedipimOnRequest(id int) (*Leaflet, error) {
	var l Leaflet
	resp, err := req.C().R().
		SetRetryCount(3).
		SetRetryInterval(func(resp *req.Response, attempt int) time.Duration {
			if d, err := time.ParseDuration(resp.GetHeader("Retry-After") + "s"); err == nil {
				return d
			}
			return time.Duration(attempt) * time.Second
		}).
		SetRetryCondition(func(resp *req.Response, err error) bool {
			return err != nil || resp.StatusCode == http.StatusTooManyRequests
		}).
		SetSuccessResult(&l).
		Get(fmt.Sprintf("%s/v4/leaflets/%d", medipimBase, id))
	if err != nil {
		return nil, err
	}
	if resp.IsErrorState() {
		return nil, statusOf(resp)
	}
	return &l, nil
}

// MedipimInto reads with Into, which is an error for an error answer.
// ok: Into looks at the status itself
func MedipimInto(id int) (*Leaflet, error) {
	l := new(Leaflet)
	resp, err := good().R().Get(fmt.Sprint("/v4/leaflets/", id))
	if err != nil {
		return nil, err
	}
	if err := resp.Into(l); err != nil {
		return nil, fmt.Errorf("leaflet %d: %w", id, err)
	}
	return l, nil
}

// MedipimAll reads page after page.
// ok: UnmarshalJson after IsErrorState
func MedipimAll(ctx context.Context) (all []Leaflet, err error) {
	c := good()
	for page := 1; ; page++ {
		resp, err := c.R().SetContext(ctx).SetBody(map[string]int{"page": page}).Post("/v4/leaflets/query")
		if err != nil {
			return all, err
		}
		if resp.IsErrorState() {
			return all, statusOf(resp)
		}
		var part []Leaflet
		if err := resp.UnmarshalJson(&part); err != nil {
			return all, err
		}
		if len(part) == 0 {
			return all, nil
		}
		all = append(all, part...)
	}
}

// MedipimTouch tells a 429 from the rest.
// ok: a result made for it
func MedipimTouch(id int) (retryLater bool, err error) {
	resp, err := req.C().R().Post(fmt.Sprintf("%s/v4/leaflets/%d/touch", medipimBase, id))
	switch {
	case err != nil:
		return false, err
	case resp.StatusCode == http.StatusTooManyRequests:
		return true, ErrMedipimSlow
	case resp.IsErrorState():
		return false, statusOf(resp)
	}
	return false, nil
}

// MedipimCheck hands the violations on.
// ok: violations in the error; the body's status is only printed
func MedipimCheck(l Leaflet) error {
	f := &medipimFault{}
	resp, err := good().R().SetErrorResult(f).SetBody(l).Post("/v4/leaflets/check")
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusUnprocessableEntity && f.Error != nil {
		return fmt.Errorf("leaflet %d: %v", l.ID, f.Error.Violations)
	}
	if resp.IsErrorState() {
		if f.Error != nil {
			return fmt.Errorf("%d %s: %s", f.Error.Status, f.Error.Code, f.Error.Message)
		}
		return statusOf(resp)
	}
	return nil
}

// Register reads the agency's register.
// ok: another host; its codes and retries are its own business
func Register(id string) (string, error) {
	var out struct {
		Name string `json:"name"`
	}
	resp, err := req.C().SetCommonRetryCount(3).R().Get("https://register.example.org/v1/leaflets/" + id)
	if err != nil {
		return "", err
	}
	if err := resp.UnmarshalJson(&out); err != nil {
		return "", err
	}
	return out.Name, nil
}

// Mirror copies the leaflets of a product.
func Mirror(ctx context.Context, key, secret, product string) error {
	ls, err := newReader(key, secret).of(ctx, product)
	if err != nil {
		return err
	}
	w := newWriter()
	for _, l := range ls {
		if _, err := newTitles().get(l.ID); err != nil {
			return err
		}
		if err := w.put(l); err != nil {
			return err
		}
	}
	return nil
}

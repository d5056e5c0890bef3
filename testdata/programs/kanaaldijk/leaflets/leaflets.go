// Package leaflets mirrors the patient leaflets. Next to Medipim's they come
// from the agency's register, which has an API of its own.
package leaflets

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/imroc/req/v3"
)

const medipimBase = "https://api.medipim.be"

// Leaflet is a leaflet.
type Leaflet struct {
	ID   int    `json:"id"`
	Lang string `json:"language"`
	URL  string `json:"url"`
}

// medipimFault is the error body.
type medipimFault struct {
	Error *struct {
		Status     int    `json:"status"`
		Code       string `json:"code"`
		Message    string `json:"message"`
		Violations []any  `json:"violations"`
	} `json:"error"`
}

func statusOf(r *req.Response) error {
	return fmt.Errorf("medipim: %s %s: %s", r.Request.Method, r.Request.RawURL, r.GetStatus())
}

// medipimReader reads leaflets.
type medipimReader struct{ c *req.Client }

// newReader counts its retries, and has no condition: then req looks at errors only.
func newReader(key, secret string) *medipimReader {
	c := req.C(). // want medipimretry/library
			SetBaseURL(medipimBase).
			SetCommonBasicAuth(key, secret).
			SetCommonRetryCount(3).
			SetCommonRetryBackoffInterval(time.Second, 30*time.Second)
	return &medipimReader{c: c}
}

func (m *medipimReader) of(ctx context.Context, product string) ([]Leaflet, error) {
	var out []Leaflet
	resp, err := m.c.R().SetContext(ctx).SetSuccessResult(&out).SetBody(map[string]string{"product": product}).Post("/v4/leaflets/query")
	if err != nil {
		return nil, err
	}
	if resp.IsErrorState() {
		return nil, statusOf(resp)
	}
	return out, nil
}

// medipimWriter writes leaflets.
type medipimWriter struct{ cl *req.Client }

func newWriter() medipimWriter {
	cl := req.C().SetBaseURL(medipimBase).SetCommonRetryCount(5)
	cl.SetCommonRetryCondition(func(resp *req.Response, err error) bool {
		if err != nil {
			return true
		}
		return resp.GetStatusCode() > 499 // want medipimretry/incomplete
	})
	return medipimWriter{cl}
}

func (w medipimWriter) put(l Leaflet) error {
	resp, err := w.cl.R().SetBodyJsonMarshal(l).Put(fmt.Sprintf("/v4/leaflets/%d", l.ID))
	if err != nil {
		return err
	}
	if !resp.IsSuccessState() {
		return statusOf(resp)
	}
	return nil
}

// medipimTitles has a condition, and no count.
type medipimTitles struct{ c *req.Client }

func newTitles() *medipimTitles {
	t := &medipimTitles{}
	t.c = req.NewClient() // want medipimretry/library
	t.c.SetBaseURL(medipimBase)
	t.c.AddCommonRetryCondition(func(resp *req.Response, err error) bool {
		return err != nil || resp.StatusCode == http.StatusTooManyRequests
	})
	return t
}

func (t *medipimTitles) get(id int) (string, error) {
	var out struct {
		Title string `json:"title"`
	}
	resp, err := t.c.R().SetSuccessResult(&out).Get(fmt.Sprint("/v4/leaflets/", id))
	if err != nil {
		return "", err
	}
	if resp.IsErrorState() {
		return "", statusOf(resp)
	}
	return out.Title, nil
}

// good covers 429 and counts.
func good() *req.Client {
	return req.C().
		SetBaseURL(medipimBase).
		SetCommonRetryCount(4).
		SetCommonRetryBackoffInterval(500*time.Millisecond, 20*time.Second).
		SetCommonRetryCondition(func(resp *req.Response, err error) bool {
			return err != nil || resp.GetStatusCode() == http.StatusTooManyRequests || resp.GetStatusCode() >= 500
		})
}

// MedipimLanguages lists languages; SetRetryCondition takes the place of the
// conditions of the client.
func MedipimLanguages(ctx context.Context) ([]string, error) {
	var out []string
	r := good().R().SetContext(ctx).SetSuccessResult(&out)
	r.SetRetryCount(2).SetRetryCondition(func(resp *req.Response, err error) bool {
		return err != nil || resp.GetStatusCode() == http.StatusGatewayTimeout // want medipimretry/incomplete
	})
	resp, err := r.Get("/v4/languages")
	if err != nil {
		return nil, err
	}
	if resp.IsErrorState() {
		return nil, statusOf(resp)
	}
	return out, nil
}

// MedipimPing has a client without anything.
func MedipimPing() error {
	resp := req.C().SetTimeout(5 * time.Second).R().MustGet(medipimBase + "/v4/ping") // want medipimretry/missing
	if resp.IsErrorState() {
		return statusOf(resp)
	}
	return nil
}

// MedipimHurry retries in no time.
func MedipimHurry(id int) (*Leaflet, error) {
	c := req.C().SetCommonRetryCount(3).SetCommonRetryFixedInterval(0).SetCommonRetryCondition(func(r *req.Response, _ error) bool { return r.GetStatusCode() == 429 }) // want medipimretry/immediate
	var l Leaflet
	resp, err := c.R().SetSuccessResult(&l).Get(fmt.Sprintf("%s/v4/leaflets/%d", medipimBase, id))
	if err != nil {
		return nil, err
	}
	if resp.IsErrorState() {
		return nil, statusOf(resp)
	}
	return &l, nil
}

// ErrMedipimSlow is the answer to a 429.
var ErrMedipimSlow = errors.New("medipim wants us to slow down")

// MedipimVersions reads the versions; the deployment checks the key with it.
func MedipimVersions(id int) ([]int, error) {
	resp, err := req.C().R().Get(fmt.Sprintf("%s/v4/leaflets/%d/versions", medipimBase, id))
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		return nil, ErrMedipimSlow
	case http.StatusUnauthorized:
		return nil, errors.New("the key does not fit")
	}
	var out struct {
		Versions []int `json:"versions"`
	}
	err = resp.UnmarshalJson(&out) // want medipimunchecked/partial
	return out.Versions, err
}

// MedipimDrop removes a leaflet.
func MedipimDrop(id int) error {
	var f medipimFault
	resp, err := good().R().SetErrorResult(&f).Delete(fmt.Sprintf("/v4/leaflets/%d", id))
	if err != nil {
		return err
	}
	if resp.IsSuccessState() || f.Error == nil {
		return nil
	}
	gone := f.Error.Status == 404 // want medipimstatus/branch
	slog.Info("drop", "leaflet", id, "gone", gone)
	if gone {
		return nil
	}
	return statusOf(resp)
}

// medipimBrief is as much of the error body as the publisher needs.
type medipimBrief struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// MedipimPublish publishes a leaflet.
func MedipimPublish(id int) error {
	resp, err := good().R().SetErrorResult(new(medipimBrief)).Post(fmt.Sprintf("/v4/leaflets/%d/publish", id))
	if err != nil {
		return err
	}
	if resp.IsSuccessState() {
		return nil
	}
	if f, ok := resp.ErrorResult().(*medipimBrief); ok {
		switch f.Error.Code {
		case "validation_failed": // want medipimviolations/dropped
			return fmt.Errorf("leaflet %d is not complete", id)
		case "leaflet_not_found": // want medipimcode/unknown
			return fmt.Errorf("leaflet %d does not exist", id)
		}
	}
	return statusOf(resp)
}

// Package restydesk is what the editors use; all of it is on resty.
package restydesk

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
)

const host = "https://api.au.medipim.com"

// Editors edit texts. Their client has no retry at all.
type Editors struct{ rc *resty.Client }

func NewEditors(key, secret string) *Editors {
	return &Editors{resty.New().SetBaseURL(host).SetBasicAuth(key, secret).SetTimeout(20 * time.Second)}
}

func (e *Editors) get(path string) (*resty.Response, error) {
	return e.rc.R().Get(path) // want medipimretry/missing
}

type text struct {
	ID   int64  `json:"id"`
	HTML string `json:"html"`
}

func (e *Editors) Text(id string) (t text, err error) {
	resp, err := e.get("/v4/texts/" + id)
	if err != nil {
		return t, err
	}
	err = json.Unmarshal(resp.Body(), &t) // want medipimunchecked/unchecked
	return t, err
}

func (e *Editors) Draft(id string) (t text, err error) {
	resp, err := e.get("/v4/drafts/" + id)
	if err != nil {
		return t, err
	}
	if resp.IsError() {
		return t, errors.New(resp.Status())
	}
	err = json.Unmarshal(resp.Body(), &t)
	return t, err
}

func (e *Editors) Source(id string) ([]byte, error) {
	resp, err := e.get("/v4/sources/" + id)
	if err != nil {
		return nil, err
	}
	return resp.Body(), nil // want medipimunchecked/unchecked
}

func (e *Editors) Proof(id string) ([]byte, error) {
	resp, err := e.get("/v4/proofs/" + id)
	if err != nil {
		return nil, err
	}
	if !resp.IsSuccess() {
		return nil, fmt.Errorf("proof %s: %s", id, resp.Status())
	}
	return resp.Body(), nil
}

// Printers have a client that retries.
type Printers struct{ rc *resty.Client }

func NewPrinters() *Printers {
	rc := resty.New().SetBaseURL(host)
	rc.SetRetryCount(4).SetRetryWaitTime(2 * time.Second).SetRetryMaxWaitTime(30 * time.Second)
	rc.AddRetryCondition(func(r *resty.Response, err error) bool {
		return err != nil || r.StatusCode() == http.StatusTooManyRequests || r.StatusCode() >= 500
	})
	return &Printers{rc}
}

func (p *Printers) Order(v map[string]string) error {
	resp, err := p.rc.R().SetBody(v).Post("/v4/orders/save")
	if err != nil {
		return err
	}
	if resp.StatusCode() == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return errors.New("the order is not valid")
	}
	if resp.IsError() {
		return errors.New(resp.Status())
	}
	return nil
}

func (p *Printers) Reorder(v map[string]string) error {
	resp, err := p.rc.R().SetBody(v).Post("/v4/orders/again")
	if err != nil {
		return err
	}
	if resp.StatusCode() == http.StatusUnprocessableEntity {
		return fmt.Errorf("the order is not valid: %s", resp.String())
	}
	if resp.IsError() {
		return errors.New(resp.Status())
	}
	return nil
}

// NewBinders retries server errors.
func NewBinders() *resty.Client {
	return resty.New().
		SetBaseURL(host).
		SetRetryCount(3).
		AddRetryCondition(func(r *resty.Response, err error) bool { return err != nil || r.StatusCode() >= 500 }) // want medipimretry/incomplete
}

// NewFolders has a count, and no condition.
func NewFolders() *resty.Client {
	rc := resty.New() // want medipimretry/library
	rc.SetBaseURL(host)
	rc.SetRetryCount(3)
	rc.SetRetryWaitTime(time.Second)
	return rc
}

// NewCutters has a condition, and no count.
func NewCutters() *resty.Client {
	rc := resty.New() // want medipimretry/library
	rc.SetBaseURL(host)
	rc.AddRetryCondition(func(r *resty.Response, _ error) bool { return r.StatusCode() == 429 })
	return rc
}

// NewGluers has both: resty's own condition takes every error answer.
func NewGluers() *resty.Client {
	rc := resty.New()
	rc.SetBaseURL(host)
	rc.SetRetryCount(3)
	rc.AddRetryAfterErrorCondition()
	return rc
}

// NewPackers names its condition.
func NewPackers() *resty.Client {
	rc := resty.New()
	rc.SetBaseURL(host)
	rc.RetryCount = 3
	rc.AddRetryCondition(throttledOrDown)
	return rc
}

func throttledOrDown(r *resty.Response, err error) bool {
	if err != nil || r == nil {
		return true
	}
	switch r.StatusCode() {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable:
		return true
	default:
		return false
	}
}

// Shop uses each of them once.
func Shop() error {
	for _, rc := range []*resty.Client{NewGluers(), NewPackers()} {
		if r, err := rc.R().Get("/v4/ping"); err != nil || r.IsError() {
			return errors.Join(err, errors.New("no ping"))
		}
	}
	binders := NewBinders()
	if r, err := binders.R().Get("/v4/ping"); err != nil || r.IsError() {
		return errors.Join(err, errors.New("no ping"))
	}
	folders := NewFolders()
	if r, err := folders.R().Get("/v4/ping"); err != nil || r.IsError() {
		return errors.Join(err, errors.New("no ping"))
	}
	cutters := NewCutters()
	if r, err := cutters.R().Get("/v4/ping"); err != nil || r.IsError() {
		return errors.Join(err, errors.New("no ping"))
	}
	return nil
}

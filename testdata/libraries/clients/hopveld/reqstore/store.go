package reqstore

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/imroc/req/v3"
)

// medipimBase is the Australian catalogue.
const medipimBase = "https://api.au.medipim.com"

type fault struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Hits is plain data.
type Hits struct {
	Results []struct {
		ID string `json:"id"`
	} `json:"results"`
}

// describe only formats.
func describe(resp *req.Response) error {
	if f, ok := resp.ErrorResult().(*fault); ok {
		return fmt.Errorf("%s: %s %d", resp.GetStatus(), f.Error.Code, f.Error.Status)
	}
	return errors.New(resp.GetStatus())
}

// shared is reported where it is made: this library repeats errors only, unless a condition is set.
var shared = req.C().SetBaseURL(medipimBase).SetCommonRetryCount(3).SetCommonRetryFixedInterval(2 * time.Second) // want medipimretry/library

// Search goes through shared; the report is there.
func Search(ctx context.Context, body any) (*Hits, error) {
	var hits Hits
	resp, err := shared.R().SetContext(ctx).SetBody(body).SetSuccessResult(&hits).SetErrorResult(&fault{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if !resp.IsSuccessState() {
		return nil, describe(resp)
	}
	return &hits, nil
}

// Store has a complete client: endless retries are retries.
type Store struct{ *req.Client }

// NewStore sets a negative count, which means without end: silent.
func NewStore() Store {
	return Store{req.C().SetBaseURL(medipimBase).
		SetCommonErrorResult(&fault{}).
		SetCommonRetryCount(-1).
		SetCommonRetryBackoffInterval(time.Second, time.Minute).
		SetCommonRetryCondition(crowded)}
}

// crowded knows the rate limit.
func crowded(resp *req.Response, err error) bool {
	return err != nil || resp.GetStatusCode() == http.StatusTooManyRequests
}

// Search goes through a complete client: silent.
func (s Store) Search(body any) (*Hits, error) {
	var hits Hits
	resp, err := s.R().SetBody(body).SetSuccessResult(&hits).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsErrorState() {
		return nil, describe(resp)
	}
	return &hits, nil
}

// Overridden adds a good condition and then sets another, which in this library throws the first away.
type Overridden struct{ c *req.Client }

// NewOverridden ends up with the second condition alone.
func NewOverridden() *Overridden {
	c := req.C().SetBaseURL(medipimBase).SetCommonRetryCount(3)
	c.AddCommonRetryCondition(crowded)
	c.SetCommonRetryCondition(func(resp *req.Response, err error) bool {
		return err == nil && resp.StatusCode >= 500 // want medipimretry/incomplete
	})
	return &Overridden{c}
}

// Search goes through what is left of the conditions; the report is there.
func (o *Overridden) Search(body any) (*Hits, error) {
	var hits Hits
	resp, err := o.c.R().SetBody(body).SetSuccessResult(&hits).SetErrorResult(&fault{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsErrorState() {
		return nil, describe(resp)
	}
	return &hits, nil
}

// Layered sets first and adds after, so both conditions stay.
type Layered struct{ c *req.Client }

// NewLayered keeps the good condition: silent.
func NewLayered() *Layered {
	c := req.C().SetBaseURL(medipimBase).SetCommonRetryCount(3)
	c.SetCommonRetryCondition(func(resp *req.Response, err error) bool {
		return err == nil && resp.StatusCode >= 500
	})
	c.AddCommonRetryCondition(crowded)
	return &Layered{c}
}

// Search goes through both conditions: silent.
func (l *Layered) Search(body any) (*Hits, error) {
	var hits Hits
	resp, err := l.c.R().SetBody(body).SetSuccessResult(&hits).SetErrorResult(&fault{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsErrorState() {
		return nil, describe(resp)
	}
	return &hits, nil
}

// plainMedipim has no retry option of its own.
var plainMedipim = req.C().SetBaseURL(medipimBase)

// PerRequest sets count and condition on the request: silent.
func PerRequest(body any) (*Hits, error) {
	var hits Hits
	r := plainMedipim.R().SetBody(body).SetSuccessResult(&hits).SetErrorResult(&fault{})
	r.SetRetryCount(5).SetRetryBackoffInterval(time.Second, 30*time.Second).SetRetryCondition(crowded)
	resp, err := r.Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsErrorState() {
		return nil, describe(resp)
	}
	return &hits, nil
}

// Raw reads the answer as data whatever it is, and no retry is set: reported on the send and on the decode.
func Raw(body any) (*Hits, error) {
	resp, err := plainMedipim.R().SetBody(body).Post("/v4/products/query") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	var hits Hits
	err = resp.UnmarshalJson(&hits) // want medipimunchecked/unchecked
	return &hits, err
}

// Wishful has the condition and no count, which switches retries off.
type Wishful struct{ c *req.Client }

// NewWishful is where the count is lacking.
func NewWishful() (w Wishful) {
	w.c = req.C().SetBaseURL(medipimBase) // want medipimretry/library
	w.c.SetCommonRetryCondition(crowded)
	return w
}

// Search goes through a client that never repeats; the report is at its constructor.
func (w Wishful) Search(body any) (*Hits, error) {
	var hits Hits
	resp, err := w.c.R().SetBody(body).SetSuccessResult(&hits).SetErrorResult(&fault{}).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if resp.IsErrorState() {
		return nil, describe(resp)
	}
	return &hits, nil
}

// Absent reads the status that the body repeats: reported there; the rate limit is handled by the Store's client.
func (s Store) Absent(body any) (bool, error) {
	resp, err := s.R().SetBody(body).Post("/v4/products/query")
	if err != nil {
		return false, err
	}
	if f, ok := resp.ErrorResult().(*fault); ok && f.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return true, nil
	}
	if resp.IsErrorState() {
		return false, describe(resp)
	}
	return false, nil
}

// Missing reads the status line through the embedded response: silent.
func (s Store) Missing(body any) (bool, error) {
	resp, err := s.R().SetBody(body).Post("/v4/products/query")
	if err != nil {
		return false, err
	}
	if f, ok := resp.ErrorResult().(*fault); ok && resp.StatusCode == http.StatusNotFound {
		return f.Error.Code == "not_found", nil
	}
	if resp.IsErrorState() {
		return false, describe(resp)
	}
	return false, nil
}

// Save says that the data was refused and not which: reported on the condition.
func (s Store) Save(body any) error {
	resp, err := s.R().SetBody(body).Post("/v4/products/query")
	switch {
	case err != nil:
		return err
	case resp.IsErrorState() && resp.GetStatusCode() == http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return errors.New("save: the data was refused")
	case resp.IsErrorState():
		return describe(resp)
	}
	return nil
}

// SaveAndTell hands the raw body on with the refusal: silent.
func (s Store) SaveAndTell(body any) error {
	resp, err := s.R().SetBody(body).Post("/v4/products/query")
	switch {
	case err != nil:
		return err
	case resp.IsErrorState() && resp.GetStatusCode() == http.StatusUnprocessableEntity:
		return fmt.Errorf("save: the data was refused: %s", resp.String())
	case resp.IsErrorState():
		return describe(resp)
	}
	return nil
}

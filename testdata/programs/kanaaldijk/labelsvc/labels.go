// Package labelsvc prints shelf labels.
package labelsvc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/avast/retry-go/v4"
	retry5 "github.com/avast/retry-go/v5"
)

// MedipimLabels makes labels of Medipim's data.
type MedipimLabels struct {
	base  string
	hc    *http.Client
	tries uint
}

// NewMedipimLabels makes a MedipimLabels.
func NewMedipimLabels() *MedipimLabels {
	return &MedipimLabels{base: "https://api.medipim.be", hc: &http.Client{}, tries: 4}
}

// StatusError is an answer that is not a success.
type StatusError struct {
	Status int
	Body   string
}

func (e StatusError) Error() string { return fmt.Sprintf("status %d", e.Status) }

// Label is a label.
type Label struct {
	CNK  string `json:"cnk"`
	Text string `json:"text"`
}

func label(resp *http.Response) (*Label, error) {
	defer resp.Body.Close()
	if resp.StatusCode < 200 || resp.StatusCode >= 300 {
		return nil, StatusError{Status: resp.StatusCode}
	}
	var l Label
	if err := json.NewDecoder(resp.Body).Decode(&l); err != nil {
		return nil, err
	}
	return &l, nil
}

// One reads a label; the library sees errors of the network only.
func (m *MedipimLabels) One(ctx context.Context, cnk string) (*Label, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, m.base+"/v4/labels/find?cnk="+url.QueryEscape(cnk), nil)
	if err != nil {
		return nil, err
	}
	var resp *http.Response
	err = retry.Do(func() (err error) { // want medipimretry/library
		resp, err = m.hc.Do(req)
		return err
	}, retry.Attempts(m.tries), retry.Delay(time.Second), retry.Context(ctx))
	if err != nil {
		return nil, err
	}
	return label(resp)
}

// Two makes errors of error answers, and a condition that lets some of them be.
func (m *MedipimLabels) Two(ctx context.Context, cnk string) (*Label, error) {
	return retry.DoWithData(func() (*Label, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, m.base+"/v4/labels/find?cnk="+cnk, nil)
		if err != nil {
			return nil, retry.Unrecoverable(err)
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		return label(resp)
	}, retry.Attempts(m.tries), retry.RetryIf(func(err error) bool {
		var se StatusError
		if !errors.As(err, &se) {
			return true
		}
		return se.Status >= 500 // want medipimretry/incomplete
	}))
}

// Three is One with the library's next version.
func (m *MedipimLabels) Three(ctx context.Context, cnk string) (*Label, error) {
	var resp *http.Response
	err := retry5.New(retry5.Attempts(5), retry5.Context(ctx)).Do(func() error { // want medipimretry/library
		var err error
		resp, err = m.hc.Get(m.base + "/v4/labels/find?cnk=" + cnk)
		return err
	})
	if err != nil {
		return nil, err
	}
	return label(resp)
}

// Four gives up on what it takes for its own fault.
func (m *MedipimLabels) Four(cnk string) (*Label, error) {
	r := retry5.NewWithData[*Label](retry5.Attempts(5), retry5.DelayType(retry5.FullJitterBackoffDelay))
	return r.Do(func() (*Label, error) {
		resp, err := m.hc.Get(m.base + "/v4/labels/find?cnk=" + cnk)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode/100 == 4 { // want medipimretry/incomplete
			resp.Body.Close()
			return nil, retry5.Unrecoverable(StatusError{Status: resp.StatusCode})
		}
		return label(resp)
	})
}

// Print has a label printed; the form is read up by the first try.
func (m *MedipimLabels) Print(l Label) error {
	form := strings.NewReader(url.Values{"cnk": {l.CNK}, "text": {l.Text}}.Encode())
	return retry.Do(func() error {
		resp, err := m.hc.Post(m.base+"/v4/labels/print", "application/x-www-form-urlencoded", form) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		_, err = label(resp)
		return err
	}, retry.Attempts(m.tries), retry.Delay(2*time.Second))
}

// errTooFast is a 429.
var errTooFast = errors.New("too fast")

func (m *MedipimLabels) count() (int, error) {
	resp, err := m.hc.Get(m.base + "/v4/labels/count")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return 0, errTooFast
	case resp.StatusCode != http.StatusOK:
		return 0, StatusError{Status: resp.StatusCode}
	}
	var n int
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

// Summary says how many labels there are, if it happens to know.
func (m *MedipimLabels) Summary() (string, error) {
	n, err := m.count()
	if errors.Is(err, errTooFast) { // want medipimretry/swallowed
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d labels", n), nil
}

// Counted knows sooner or later.
func (m *MedipimLabels) Counted() (int, error) {
again:
	n, err := m.count()
	if errors.Is(err, errTooFast) { // want medipimretry/immediate
		goto again
	}
	return n, err
}

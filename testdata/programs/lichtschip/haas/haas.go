// Package haas is in a hurry: when an answer takes longer than most, it asks again and
// takes whichever comes first.
package haas

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Hare asks MedipimURL.
type Hare struct {
	MedipimURL string
	Client     *http.Client
	Patience   time.Duration // before the second request
}

// run is how one of the requests ended.
type run struct {
	lane   int
	status int
	body   []byte
	err    error
}

func (h *Hare) start(ctx context.Context, lane int, query string, out chan<- run) {
	r := run{lane: lane}
	defer func() { out <- r }()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, h.MedipimURL+query, nil)
	if err != nil {
		r.err = err
		return
	}
	resp, err := h.Client.Do(req)
	if err != nil {
		r.err = err
		return
	}
	defer resp.Body.Close()
	r.status = resp.StatusCode
	r.body, r.err = io.ReadAll(resp.Body)
}

// final tells if there is no point in waiting for the other hare.
func (r run) final() bool {
	return r.err == nil && r.status != http.StatusTooManyRequests && r.status < 500
}

// race returns the first final answer, or the last one that there was.
func (h *Hare) race(ctx context.Context, query string) run {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(errors.New("the other one won"))
	out := make(chan run, 2)
	go h.start(ctx, 0, query, out)
	running, hedged := 1, false
	hedge := time.After(h.Patience)
	var last run
	for running > 0 {
		select {
		case <-hedge:
			if !hedged {
				hedged = true
				running++
				go h.start(ctx, 1, query, out)
			}
		case last = <-out:
			running--
			// Being throttled is no reason to send even more.
			hedged = hedged || last.status == http.StatusTooManyRequests
			if last.final() {
				return last
			}
		}
	}
	return last
}

// answerError is an answer that is not data.
type answerError struct {
	Status int `json:"-"`
	Body   struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
		Violations any `json:"violations"`
	}
}

func (e *answerError) Error() string {
	if e.Body.Error.Message != "" {
		return fmt.Sprintf("%d: %s", e.Status, e.Body.Error.Message)
	}
	return http.StatusText(e.Status)
}

// translated tells if the answer went through the old proxy, which makes a 502 of
// everything, and leaves the body as it was.
func (e *answerError) translated() bool {
	return e.Status == http.StatusBadGateway && e.Body.Error.Status == http.StatusNotFound //nolint:medipimstatus // the proxy ate the status line
}

// Find fills into. It has as much time as ctx.
func (h *Hare) Find(ctx context.Context, query string, into any) error {
	for cool := 300 * time.Millisecond; ; cool = min(2*cool, 5*time.Second) {
		r := h.race(ctx, query)
		switch {
		case r.err != nil:
			return fmt.Errorf("lane %d: %w", r.lane, r.err)
		case r.status == http.StatusTooManyRequests:
			t := time.NewTimer(cool)
			select {
			case <-t.C:
				continue
			case <-ctx.Done():
				t.Stop()
				return context.Cause(ctx)
			}
		case r.status != http.StatusOK:
			e := &answerError{}
			_ = json.Unmarshal(r.body, &e.Body)
			e.Status = r.status
			return e
		}
		return json.Unmarshal(r.body, into)
	}
}

// Exists tells if the product is there.
func (h *Hare) Exists(ctx context.Context, id string) (bool, error) {
	var found map[string]any
	err := h.Find(ctx, "?id="+id, &found)
	var ae *answerError
	if errors.As(err, &ae) && ae.Status == http.StatusNotFound && ae.Body.Error.Code != "endpoint_not_found" {
		return false, nil
	}
	if ae != nil && ae.translated() {
		return false, nil
	}
	return err == nil, err
}

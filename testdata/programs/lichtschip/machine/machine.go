// Package machine copies brands with a hand-made state machine, in the style of the
// lexer talk: each state is a function that returns the next one.
package machine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// MedipimBrand is a brand as it comes.
type MedipimBrand struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// Run is one copy of all brands.
type Run struct {
	HTTP *http.Client
	Base string
	Sink func([]MedipimBrand) error

	ctx     context.Context
	pageNo  int
	resp    *http.Response
	strikes int
	err     error
	trace   []string
}

type state func(*Run) state

// Do runs the machine.
func (r *Run) Do(ctx context.Context) error {
	r.ctx = ctx
	for s := state(fetching); s != nil; {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		s = s(r)
	}
	return r.err
}

func (r *Run) fail(err error) state {
	r.err = fmt.Errorf("page %d: %w (trace %v)", r.pageNo, err, r.trace)
	return nil
}

func fetching(r *Run) state {
	r.trace = append(r.trace, "fetch")
	body, _ := json.Marshal(map[string]any{"page": map[string]int{"no": r.pageNo, "size": 50}})
	req, err := http.NewRequestWithContext(r.ctx, "POST", r.Base+"/v4/brands/query", bytes.NewReader(body))
	if err != nil {
		return r.fail(err)
	}
	if r.resp, err = r.HTTP.Do(req); err != nil {
		return r.fail(err)
	}
	return judging
}

func judging(r *Run) state {
	switch c := r.resp.StatusCode; {
	case c == http.StatusTooManyRequests:
		r.resp.Body.Close()
		return throttled
	case c == http.StatusNoContent:
		r.resp.Body.Close()
		return nil
	case c < 200, c > 299:
		return failing
	}
	r.strikes = 0
	return reading
}

func throttled(r *Run) state {
	r.trace = append(r.trace, "wait")
	if r.strikes++; r.strikes > 7 {
		return r.fail(errors.New("rate limit does not go away"))
	}
	wait := time.Second << r.strikes
	select {
	case <-time.After(wait):
		return fetching
	case <-r.ctx.Done():
		return r.fail(r.ctx.Err())
	}
}

func failing(r *Run) state {
	defer r.resp.Body.Close()
	raw, _ := io.ReadAll(r.resp.Body)
	var e struct {
		Error struct {
			Status        int
			Code, Message string
		}
	}
	if json.Unmarshal(raw, &e) != nil || e.Error.Code == "" {
		return r.fail(fmt.Errorf("%s: %q", r.resp.Status, raw))
	}
	return r.fail(fmt.Errorf("%s: %s: %s", r.resp.Status, e.Error.Code, raw))
}

func reading(r *Run) state {
	r.trace = append(r.trace, "read")
	defer r.resp.Body.Close()
	var page struct {
		Results []MedipimBrand `json:"results"`
	}
	if err := json.NewDecoder(r.resp.Body).Decode(&page); err != nil {
		return r.fail(err)
	}
	if err := r.Sink(page.Results); err != nil {
		return r.fail(err)
	}
	if len(page.Results) < 50 {
		return nil
	}
	r.pageNo++
	return fetching
}

// Package batch refreshes thousands of products at night.
package batch

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"
)

// medipimBatch is the client of the nightly job.
type medipimBatch struct {
	root    string
	hc      *http.Client
	workers int
}

// NewMedipimBatch returns the client.
func NewMedipimBatch(root string, workers int) *medipimBatch {
	return &medipimBatch{root: root, hc: &http.Client{Timeout: time.Minute}, workers: workers}
}

type failed struct {
	Error *detail `json:"error"`
}

type detail struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Outcome is what became of one item.
type Outcome[T any] struct {
	Key    string
	Value  T
	HTTP   int
	Body   int
	Reason string
	Err    error
}

var errThrottled = errors.New("batch: still throttled")

func (m *medipimBatch) send(ctx context.Context, path string, payload []byte) (*http.Response, error) {
	for wait := time.Second; wait < time.Minute; wait *= 2 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, m.root+path, bytes.NewReader(payload))
		if err != nil {
			return nil, err
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(wait):
		}
	}
	return nil, errThrottled
}

func one[T any](ctx context.Context, m *medipimBatch, key string) Outcome[T] {
	o := Outcome[T]{Key: key}
	payload, _ := json.Marshal(map[string]any{"filter": map[string]string{"id": key}})
	resp, err := m.send(ctx, "/v4/products/query", payload)
	if err != nil {
		o.Reason, o.Err = "no_answer", err
		return o
	}
	defer resp.Body.Close()
	o.HTTP = resp.StatusCode
	if resp.StatusCode != http.StatusOK {
		var r failed
		if err := json.NewDecoder(resp.Body).Decode(&r); err != nil || r.Error == nil {
			o.Err = fmt.Errorf("batch: %s", resp.Status)
			return o
		}
		o.Body, o.Reason, o.Err = r.Error.Status, r.Error.Code, errors.New(r.Error.Message)
		return o
	}
	o.Err = json.NewDecoder(resp.Body).Decode(&o.Value)
	return o
}

// All refreshes all keys.
func All[T any](ctx context.Context, m *medipimBatch, keys []string) iter.Seq[Outcome[T]] {
	return func(yield func(Outcome[T]) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		var g errgroup.Group
		g.SetLimit(m.workers)
		out := make(chan Outcome[T])
		go func() {
			for _, k := range keys {
				g.Go(func() error {
					select {
					case out <- one[T](ctx, m, k):
					case <-ctx.Done():
					}
					return nil
				})
			}
			g.Wait()
			close(out)
		}()
		for o := range out {
			if !yield(o) {
				return
			}
		}
	}
}

// Report counts.
type Report struct {
	OK, Gone, Denied, Broken, Dead int
	Statuses                       map[int]int
	Redo                           []string
}

func among[T comparable](v T, set ...T) bool { return slices.Contains(set, v) }

// Summarise makes the mail of seven o'clock.
func Summarise[T any](all iter.Seq[Outcome[T]]) Report {
	r := Report{Statuses: map[int]int{}}
	for o := range all {
		r.Statuses[o.Body]++
		if o.Err == nil {
			r.OK++
			continue
		}
		switch {
		case o.Reason == "no_answer":
			r.Redo = append(r.Redo, o.Key)
		case o.HTTP == http.StatusNotFound:
			r.Gone++
		case among(o.HTTP, http.StatusUnauthorized, http.StatusForbidden):
			r.Denied++
		case among(o.Body, 502, 503, 504): // want medipimstatus/branch
			r.Redo = append(r.Redo, o.Key)
		case o.Reason == "internal_error": // want medipimcode/unknown
			r.Redo = append(r.Redo, o.Key)
		case slices.Index([]int{400, 405}, o.Body) >= 0: // want medipimstatus/branch
			r.Dead++
		default:
			r.Broken++
		}
	}
	return r
}

// Denied picks what the key may not see.
func Denied(outcomes []Outcome[json.RawMessage]) (keys []string, disabled bool) {
	for _, o := range outcomes {
		if o.HTTP != http.StatusUnauthorized {
			continue
		}
		if o.Reason == "authentication.api_key_is_not_active" {
			disabled = true
		}
		if o.Reason == "not_authorized" { // want medipimpair/impossible
			keys = append(keys, o.Key)
		}
	}
	return keys, disabled
}

// streamLine is one line of the export.
type streamLine struct {
	Meta   map[string]any  `json:"meta"`
	Result json.RawMessage `json:"result"`
	Error  *detail         `json:"error"`
}

// Export streams everything; items that fail have their error in their own line.
func (m *medipimBatch) Export(ctx context.Context, each func(json.RawMessage) error) (skipped int, err error) {
	resp, err := m.send(ctx, "/v4/products/stream", []byte(`{}`))
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return 0, nil
	}
	if resp.StatusCode != http.StatusOK {
		var r failed
		if json.NewDecoder(resp.Body).Decode(&r) == nil && r.Error != nil {
			return 0, fmt.Errorf("export: %s (%s)", r.Error.Message, r.Error.Code)
		}
		return 0, fmt.Errorf("export: %s", resp.Status)
	}
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() {
		var l streamLine
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return skipped, err
		}
		if l.Error != nil {
			if l.Error.Status == http.StatusNotFound && l.Error.Code == "not_found" {
				skipped++
				continue
			}
			return skipped, fmt.Errorf("export: %d %s", l.Error.Status, l.Error.Code)
		}
		if err := each(l.Result); err != nil {
			return skipped, err
		}
	}
	return skipped, lines.Err()
}

// Package planner runs jobs on a schedule. A job that is refused for the rate limit is
// planned again, a little later, without losing its place in the table.
package planner

import (
	"bytes"
	"container/heap"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"
)

// Job does something every now and then.
type Job struct {
	Name  string
	Every time.Duration
	Run   func(context.Context) error

	next    time.Time
	delayed int
}

type agenda []*Job

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].next.Before(a[j].next) }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)        { *a = append(*a, x.(*Job)) }
func (a *agenda) Pop() any {
	old := *a
	j := old[len(old)-1]
	*a = old[:len(old)-1]
	return j
}

// Throttled is the error of a job that wants to be run again soon.
type Throttled struct{ After time.Duration }

func (t *Throttled) Error() string { return "throttled, again after " + t.After.String() }

// Loop runs the jobs until ctx ends.
func Loop(ctx context.Context, jobs ...*Job) error {
	a := agenda(jobs)
	heap.Init(&a)
	for a.Len() > 0 {
		j := a[0]
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Until(j.next)):
		}
		j.plan(time.Now(), j.Run(ctx))
		heap.Fix(&a, 0)
	}
	return nil
}

// plan decides on the next run.
func (j *Job) plan(now time.Time, err error) {
	var t *Throttled
	switch {
	case err == nil:
		j.delayed = 0
		j.next = now.Add(j.Every)
	case errors.As(err, &t):
		j.delayed++
		j.next = now.Add(t.After * time.Duration(j.delayed))
		slog.Info("throttled", "job", j.Name, "next", j.next)
	default:
		slog.Error("job failed", "job", j.Name, "err", err)
		j.next = now.Add(j.Every)
	}
}

// medipimWriter writes products for the nightly job.
type medipimWriter struct {
	base   string
	client *http.Client
}

// invalid is an error that lists what was wrong with a product.
type invalid struct {
	text       string
	violations []map[string]string
}

func (i *invalid) Error() string { return fmt.Sprintf("%s: %v", i.text, i.violations) }

func (w *medipimWriter) put(ctx context.Context, doc any) error {
	raw, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, w.base+"/v4/products", bytes.NewReader(raw))
	if err != nil {
		return err
	}
	resp, err := w.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 == 2 {
		return nil
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		after := time.Minute
		if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && s > 0 {
			after = time.Duration(s) * time.Second
		}
		return &Throttled{After: after}
	}
	var env struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
		Violations []map[string]string `json:"violations"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return errors.New(resp.Status)
	}
	if env.Error.Code == "validation_failed" {
		return &invalid{text: env.Error.Message, violations: env.Violations}
	}
	return fmt.Errorf("%s: %s", resp.Status, env.Error.Message)
}

// Export is the nightly job: what was written is removed from the outbox.
func Export(base string, outbox map[string]any) *Job {
	w := &medipimWriter{base: base, client: &http.Client{Timeout: time.Minute}}
	return &Job{Name: "export", Every: 24 * time.Hour, Run: func(ctx context.Context) error {
		for id, doc := range outbox {
			if err := w.put(ctx, doc); err != nil {
				return fmt.Errorf("product %s: %w", id, err)
			}
			delete(outbox, id)
		}
		return nil
	}}
}

// Package wachtrij enriches products from a queue. A job that meets the rate limit goes
// back to the queue with a delay; the worker takes the next one.
package wachtrij

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"
)

const endpoint = "https://api.medipim.be/v4/products/find"

// Verdict is what is to be done with a job.
type Verdict uint8

// The verdicts.
const (
	Done Verdict = iota
	Later
	Bury
)

// Outcome is the result of one attempt; there are no errors in this package.
type Outcome struct {
	Verdict Verdict
	After   time.Duration // for Later
	Note    string
	Name    string
}

// Job is one product to enrich.
type Job struct {
	CNK   string
	Tries int
}

// Queue is a channel that can be pushed to later.
type Queue struct {
	ch chan Job
	wg sync.WaitGroup
}

// NewQueue makes a Queue with room for n jobs.
func NewQueue(n int) *Queue { return &Queue{ch: make(chan Job, n)} }

// PushAfter makes j available after d.
func (q *Queue) PushAfter(j Job, d time.Duration) {
	q.wg.Add(1)
	time.AfterFunc(d, func() {
		defer q.wg.Done()
		q.ch <- j
	})
}

// Worker takes jobs.
type Worker struct {
	Queue *Queue
	HTTP  *http.Client
	Key   [2]string
	Log   *slog.Logger
	Store func(cnk, name string)
	Grave func(j Job, why string)
}

// attempt asks once. It never waits: that is what the queue is for.
func (w *Worker) attempt(ctx context.Context, j Job) Outcome {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint+"?cnk="+url.QueryEscape(j.CNK), nil)
	if err != nil {
		return Outcome{Verdict: Bury, Note: err.Error()}
	}
	req.SetBasicAuth(w.Key[0], w.Key[1])
	resp, err := w.HTTP.Do(req)
	if err != nil {
		return Outcome{Verdict: Later, After: time.Minute, Note: err.Error()}
	}
	defer resp.Body.Close()

	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return Outcome{Verdict: Later, After: time.Duration(j.Tries+1) * 20 * time.Second, Note: "rate limit"}
	case resp.StatusCode >= 500:
		return Outcome{Verdict: Later, After: 5 * time.Minute, Note: resp.Status}
	case resp.StatusCode >= 400:
		return Outcome{Verdict: Bury, Note: describe(resp)}
	}
	var product struct {
		Name string `json:"name"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&product); err != nil {
		return Outcome{Verdict: Bury, Note: "bad JSON: " + err.Error()}
	}
	return Outcome{Verdict: Done, Name: product.Name}
}

// describe writes what a human needs to dig the job up again.
func describe(resp *http.Response) string {
	var body struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return resp.Status
	}
	return fmt.Sprintf("%s [%d %s] %s", resp.Status, body.Error.Status, body.Error.Code, body.Error.Message)
}

// Run works until ctx ends.
func (w *Worker) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case j := <-w.Queue.ch:
			w.handle(ctx, j)
		}
	}
}

func (w *Worker) handle(ctx context.Context, j Job) {
	o := w.attempt(ctx, j)
	switch o.Verdict {
	case Done:
		w.Store(j.CNK, o.Name)
	case Later:
		if j.Tries >= 8 {
			w.Grave(j, "too many tries, last: "+o.Note)
			return
		}
		j.Tries++
		w.Log.Info("later", "cnk", j.CNK, "after", o.After, "why", o.Note)
		w.Queue.PushAfter(j, o.After)
	case Bury:
		w.Grave(j, o.Note)
	}
}

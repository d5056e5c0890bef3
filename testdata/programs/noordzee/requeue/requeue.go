//medipimlint:client

// Package requeue sends jobs and puts throttled ones back, to be tried later. Nothing in here is wrong.
package requeue

import (
	"bytes"
	"container/heap"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"
)

// Job is one thing to be sent.
type Job struct {
	Path    string
	Body    []byte
	tries   int
	readyAt time.Time
	done    chan<- Done
}

// Done is the outcome of a Job.
type Done struct {
	Job  Job
	Data json.RawMessage
	Err  error
}

func (j Job) request(ctx context.Context) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, "POST", os.Getenv("PIM_URL")+j.Path, bytes.NewReader(j.Body))
	if err == nil {
		req.SetBasicAuth(os.Getenv("PIM_KEY"), os.Getenv("PIM_SECRET"))
	}
	return req, err
}

func retryAfter(h http.Header, fallback time.Duration) time.Duration {
	if s, err := strconv.Atoi(h.Get("Retry-After")); err == nil {
		return max(time.Duration(s)*time.Second, fallback)
	}
	if t, err := http.ParseTime(h.Get("Retry-After")); err == nil {
		return max(time.Until(t), fallback)
	}
	return fallback
}

func failure(resp *http.Response) error {
	b, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<16))
	return fmt.Errorf("%s: %s", resp.Status, b)
}

// --- a channel that jobs come back to by themselves

// Loop is a single consumer whose throttled jobs return to the channel when a timer fires.
type Loop struct {
	HC *http.Client
	in chan Job
}

// Run consumes jobs until ctx ends.
func (l *Loop) Run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case j := <-l.in:
			l.one(ctx, j)
		}
	}
}

func (l *Loop) one(ctx context.Context, j Job) {
	req, err := j.request(ctx)
	if err != nil {
		j.done <- Done{Job: j, Err: err}
		return
	}
	resp, err := l.HC.Do(req)
	if err != nil {
		j.done <- Done{Job: j, Err: err}
		return
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests && j.tries < 8:
		j.tries++
		time.AfterFunc(retryAfter(resp.Header, time.Duration(j.tries)*2*time.Second), func() {
			select {
			case l.in <- j:
			case <-ctx.Done():
			}
		})
	case resp.StatusCode >= 300:
		j.done <- Done{Job: j, Err: failure(resp)}
	default:
		b, err := io.ReadAll(resp.Body)
		j.done <- Done{Job: j, Data: b, Err: err}
	}
}

// --- a heap ordered by the time at which a job may run

type agenda []Job

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].readyAt.Before(a[j].readyAt) }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)        { *a = append(*a, x.(Job)) }
func (a *agenda) Pop() any {
	old := *a
	last := old[len(old)-1]
	*a = old[:len(old)-1]
	return last
}

// Drain runs all jobs, the soonest first, and sleeps when none is due.
func Drain(ctx context.Context, hc *http.Client, jobs []Job) (ok []json.RawMessage, errs []error) {
	a := agenda(jobs)
	heap.Init(&a)
	for a.Len() > 0 {
		j := heap.Pop(&a).(Job)
		if d := time.Until(j.readyAt); d > 0 {
			select {
			case <-time.After(d):
			case <-ctx.Done():
				return ok, append(errs, ctx.Err())
			}
		}
		req, err := j.request(ctx)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		resp, err := hc.Do(req)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if resp.StatusCode == 429 {
			resp.Body.Close()
			j.readyAt = time.Now().Add(retryAfter(resp.Header, 5*time.Second))
			heap.Push(&a, j)
			continue
		}
		if resp.StatusCode != 200 && resp.StatusCode != 204 {
			errs = append(errs, failure(resp))
			resp.Body.Close()
			continue
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			errs = append(errs, err)
			continue
		}
		ok = append(ok, b)
	}
	return ok, errs
}

// --- a gate that closes for everybody

// Gate makes all senders wait until a moment.
type Gate struct {
	mu    sync.Mutex
	until time.Time
}

func (g *Gate) shut(d time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if t := time.Now().Add(d); t.After(g.until) {
		g.until = t
	}
}

func (g *Gate) pass(ctx context.Context) error {
	for {
		g.mu.Lock()
		d := time.Until(g.until)
		g.mu.Unlock()
		if d <= 0 {
			return ctx.Err()
		}
		t := time.NewTimer(d)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return ctx.Err()
		}
	}
}

// Gated sends j whenever the gate is open.
func (g *Gate) Gated(ctx context.Context, hc *http.Client, j Job) (json.RawMessage, error) {
	for {
		if err := g.pass(ctx); err != nil {
			return nil, err
		}
		req, err := j.request(ctx)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			g.shut(retryAfter(resp.Header, 3*time.Second))
			resp.Body.Close()
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode > 299 {
			return nil, failure(resp)
		}
		return io.ReadAll(resp.Body)
	}
}

// --- rounds: what was throttled makes up the next round

// Rounds sends all jobs; the throttled ones form a new, smaller batch after a pause.
func Rounds(ctx context.Context, hc *http.Client, batch []Job) error {
	var errs []error
	for round := 1; len(batch) > 0; round++ {
		var next []Job
		for _, j := range batch {
			again, err := try(ctx, hc, j)
			if again {
				next = append(next, j)
			} else if err != nil {
				errs = append(errs, err)
			}
		}
		if len(next) > 0 {
			slog.Info("throttled jobs remain", "round", round, "n", len(next))
			select {
			case <-ctx.Done():
				return errors.Join(append(errs, ctx.Err())...)
			case <-time.After(time.Duration(round) * 10 * time.Second):
			}
		}
		batch = next
	}
	return errors.Join(errs...)
}

func try(ctx context.Context, hc *http.Client, j Job) (again bool, err error) {
	req, err := j.request(ctx)
	if err != nil {
		return false, err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return true, nil
	}
	if resp.StatusCode >= 400 {
		return false, failure(resp)
	}
	return false, nil
}

// Package workers fetches many articles at the same time.
package workers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"
)

// MedipimPool is what all pools have in common.
type MedipimPool struct {
	base    string
	hc      *http.Client
	limiter *rate.Limiter
	sem     chan struct{}
	jobs    chan job
	results chan result
	waiting atomic.Int64
}

type job struct {
	id    string
	tries int
}

type result struct {
	job  job
	data json.RawMessage
	err  error
}

// ErrBusy is in the result of a job that was throttled.
var ErrBusy = errors.New("workers: busy")

func (p *MedipimPool) newRequest(ctx context.Context, id string) *http.Request {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.base+"/v4/products/find?id="+id, nil)
	if err != nil {
		panic("workers: base URL: " + err.Error())
	}
	return req
}

func take(resp *http.Response) (json.RawMessage, error) {
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, &httpErr{code: resp.StatusCode, body: b}
	}
	return b, nil
}

type httpErr struct {
	code int
	body []byte
}

func (e *httpErr) Error() string { return fmt.Sprintf("http %d: %s", e.code, e.body) }

// forgetful sends an empty result for a throttled job.
func (p *MedipimPool) forgetful(ctx context.Context, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range p.jobs {
		resp, err := p.hc.Do(p.newRequest(ctx, j.id))
		if err != nil {
			p.results <- result{job: j, err: err}
			continue
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
			resp.Body.Close()
			p.results <- result{job: j}
			continue
		}
		b, err := take(resp)
		p.results <- result{job: j, data: b, err: err}
	}
}

// spinning puts the job back in the queue at once.
func (p *MedipimPool) spinning(ctx context.Context) {
	for j := range p.jobs {
		resp, err := p.hc.Do(p.newRequest(ctx, j.id))
		if err != nil {
			p.results <- result{job: j, err: err}
			continue
		}
		switch {
		case resp.StatusCode == 429: // want medipimretry/immediate
			resp.Body.Close()
			j.tries++
			p.jobs <- j
		default:
			b, err := take(resp)
			p.results <- result{j, b, err}
		}
	}
}

// resting sleeps before it puts the job back.
func (p *MedipimPool) resting(ctx context.Context) {
	for j := range p.jobs {
		resp, err := p.hc.Do(p.newRequest(ctx, j.id))
		if err != nil {
			p.results <- result{job: j, err: err}
			continue
		}
		if resp.StatusCode == 429 {
			resp.Body.Close()
			time.Sleep(5 * time.Second)
			p.jobs <- j
			continue
		}
		b, err := take(resp)
		p.results <- result{j, b, err}
	}
}

// timed has a goroutine for each job that has to wait.
func (p *MedipimPool) timed(ctx context.Context) {
	for j := range p.jobs {
		resp, err := p.hc.Do(p.newRequest(ctx, j.id))
		if err != nil {
			p.results <- result{job: j, err: err}
			continue
		}
		if resp.StatusCode == http.StatusTooManyRequests && j.tries < 10 {
			resp.Body.Close()
			p.waiting.Add(1)
			j.tries++
			go func(j job) {
				defer p.waiting.Add(-1)
				select {
				case <-time.After(time.Duration(j.tries) * 4 * time.Second):
					p.jobs <- j
				case <-ctx.Done():
				}
			}(j)
			continue
		}
		b, err := take(resp)
		p.results <- result{j, b, err}
	}
}

// telling hands ErrBusy to whoever collects.
func (p *MedipimPool) telling(ctx context.Context, in <-chan job, out chan<- result) {
	for {
		var r result
		select {
		case <-ctx.Done():
			return
		case r.job = <-in:
		}
		resp, err := p.hc.Do(p.newRequest(ctx, r.job.id))
		switch {
		case err != nil:
			r.err = err
		case resp.StatusCode == http.StatusTooManyRequests:
			resp.Body.Close()
			r.err = ErrBusy
		default:
			r.data, r.err = take(resp)
		}
		out <- r
	}
}

// Collect resubmits what was throttled, after a while.
func (p *MedipimPool) Collect(ctx context.Context, ids []string) (map[string]json.RawMessage, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	in, out := make(chan job, len(ids)), make(chan result, len(ids))
	for range 4 {
		go p.telling(ctx, in, out)
	}
	for _, id := range ids {
		in <- job{id: id}
	}
	got := make(map[string]json.RawMessage, len(ids))
	for len(got) < len(ids) {
		r := <-out
		if errors.Is(r.err, ErrBusy) {
			time.AfterFunc(10*time.Second, func() { in <- r.job })
			continue
		}
		if r.err != nil {
			return nil, r.err
		}
		got[r.job.id] = r.data
	}
	return got, nil
}

// one is telling for a single id.
func (p *MedipimPool) one(ctx context.Context, id string) (json.RawMessage, error) {
	resp, err := p.hc.Do(p.newRequest(ctx, id))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return nil, fmt.Errorf("%s: %w", id, ErrBusy)
	}
	return take(resp)
}

// Warm fills a cache and does not care.
func (p *MedipimPool) Warm(ctx context.Context, ids []string, cache *sync.Map) error {
	for _, id := range ids {
		b, err := p.one(ctx, id)
		if errors.Is(err, ErrBusy) { // want medipimretry/swallowed
			log.Printf("warm: %v", err)
			continue
		}
		if err != nil {
			return err
		}
		cache.Store(id, b)
	}
	return nil
}

// Must fetches one id or ends the program.
func (p *MedipimPool) Must(ctx context.Context, id string) json.RawMessage {
	b, err := p.one(ctx, id)
	switch {
	case errors.Is(err, ErrBusy): // want medipimretry/fatal
		fmt.Fprintln(os.Stderr, "workers: the service is busy, try again later")
		os.Exit(75)
	case err != nil:
		log.Fatal(err)
	}
	return b
}

// Steady waits and asks again.
func (p *MedipimPool) Steady(ctx context.Context, id string) (json.RawMessage, error) {
	b, err := p.one(ctx, id)
	for errors.Is(err, ErrBusy) && ctx.Err() == nil {
		time.Sleep(2 * time.Second)
		b, err = p.one(ctx, id)
	}
	return b, err
}

// Stock has a limiter in front, which does not help against other users of the key.
func (p *MedipimPool) Stock(ctx context.Context, ids []string) ([]json.RawMessage, error) {
	out := make([]json.RawMessage, len(ids))
	for i, id := range ids {
		if err := p.limiter.Wait(ctx); err != nil {
			return nil, err
		}
		resp, err := p.hc.Do(p.newRequest(ctx, id)) // want medipimretry/missing
		if err != nil {
			return nil, err
		}
		if out[i], err = take(resp); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Spread has a semaphore instead.
func (p *MedipimPool) Spread(ctx context.Context, ids []string) []result {
	var wg sync.WaitGroup
	out := make([]result, len(ids))
	for i, id := range ids {
		p.sem <- struct{}{}
		wg.Go(func() {
			defer func() { <-p.sem }()
			resp, err := http.DefaultClient.Do(p.newRequest(ctx, id)) // want medipimretry/missing
			if err != nil {
				out[i] = result{err: err}
				return
			}
			b, err := take(resp)
			out[i] = result{job{id: id}, b, err}
		})
	}
	wg.Wait()
	return out
}

// plain is wrapped twice below.
func (p *MedipimPool) plain(ctx context.Context, id string) (json.RawMessage, error) {
	resp, err := p.hc.Do(p.newRequest(ctx, id))
	if err != nil {
		return nil, err
	}
	return take(resp)
}

// Group retries in its goroutines, when the server is to blame.
func (p *MedipimPool) Group(ctx context.Context, ids []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	for _, id := range ids {
		g.Go(func() error {
			for n := 1; ; n++ {
				b, err := p.plain(ctx, id)
				var he *httpErr
				if errors.As(err, &he) && he.code >= 500 && n < 4 { // want medipimretry/incomplete
					select {
					case <-time.After(time.Duration(n) * time.Second):
						continue
					case <-ctx.Done():
						return ctx.Err()
					}
				}
				if err == nil {
					p.results <- result{job: job{id: id}, data: b}
				}
				return err
			}
		})
	}
	return g.Wait()
}

// plainer is plain for the careful.
func (p *MedipimPool) plainer(ctx context.Context, id string) (json.RawMessage, error) {
	resp, err := p.hc.Do(p.newRequest(ctx, id))
	if err != nil {
		return nil, err
	}
	return take(resp)
}

// Careful is Group with the right condition.
func (p *MedipimPool) Careful(ctx context.Context, ids []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	for _, id := range ids {
		g.Go(func() error {
			var he *httpErr
			for n := 1; ; n++ {
				b, err := p.plainer(ctx, id)
				if err == nil {
					p.results <- result{job: job{id: id}, data: b}
					return nil
				}
				if !errors.As(err, &he) || he.code != http.StatusTooManyRequests && he.code < 500 || n > 5 {
					return err
				}
				time.Sleep(time.Duration(n) * time.Second)
			}
		})
	}
	return g.Wait()
}

// Panicky is for scripts.
func (p *MedipimPool) Panicky(ctx context.Context, id string) json.RawMessage {
	resp, err := p.hc.Do(p.newRequest(ctx, id))
	if err != nil {
		panic(err)
	}
	if s := resp.StatusCode; s == http.StatusTooManyRequests { // want medipimretry/fatal
		panic("you are going too fast")
	}
	b, err := take(resp)
	if err != nil {
		panic(err)
	}
	return b
}

// Start starts one pool of each kind.
func (p *MedipimPool) Start(ctx context.Context, n int) {
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		go p.forgetful(ctx, &wg)
		go p.spinning(ctx)
		go p.resting(ctx)
		go p.timed(ctx)
	}
	wg.Wait()
}

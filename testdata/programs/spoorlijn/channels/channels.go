//medipimlint:client

package channels

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"time"
)

type job struct {
	id       string
	attempts int
}

type outcome struct {
	job  job
	resp *http.Response
	err  error
}

type Pool struct {
	HTTP    *http.Client
	Base    string
	jobs    chan job
	results chan outcome
}

// work sends and hands the answers to the collector.
func (p *Pool) work(ctx context.Context) {
	for j := range p.jobs {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.Base+j.id, nil)
		if err != nil {
			p.results <- outcome{job: j, err: err}
			continue
		}
		resp, err := p.HTTP.Do(req)
		p.results <- outcome{job: j, resp: resp, err: err}
	}
}

// collect schedules what was throttled again.
func (p *Pool) collect(ctx context.Context) {
	for o := range p.results {
		if o.err != nil {
			log.Print(o.err)
			continue
		}
		o.resp.Body.Close()
		switch {
		case o.resp.StatusCode == http.StatusTooManyRequests:
			j := o.job
			j.attempts++
			time.AfterFunc(time.Second<<j.attempts, func() { p.jobs <- j })
		case o.resp.StatusCode >= 400:
			log.Printf("%s: %s", o.job.id, o.resp.Status)
		}
	}
}

func (p *Pool) Run(ctx context.Context) {
	go p.work(ctx)
	p.collect(ctx)
}

// Bad has a collector that schedules server errors again, and drops the rest.
type Bad struct {
	HTTP    *http.Client
	Base    string
	jobs    chan job
	results chan outcome
}

func (p *Bad) work(ctx context.Context) {
	for j := range p.jobs {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.Base+j.id, nil)
		if err != nil {
			p.results <- outcome{job: j, err: err}
			continue
		}
		resp, err := p.HTTP.Do(req) // want medipimretry/missing
		p.results <- outcome{job: j, resp: resp, err: err}
	}
}

func (p *Bad) collect(ctx context.Context) {
	for o := range p.results {
		if o.err != nil {
			log.Print(o.err)
			continue
		}
		o.resp.Body.Close()
		if o.resp.StatusCode >= 400 {
			log.Printf("%s: %s", o.job.id, o.resp.Status)
		}
	}
}

func (p *Bad) Run(ctx context.Context) {
	go p.work(ctx)
	p.collect(ctx)
}

// Local uses local channels and an error.
func Local(ctx context.Context, c *http.Client, base string, ids []string) {
	todo := make(chan string, len(ids))
	failed := make(chan error)
	for _, id := range ids {
		todo <- id
	}
	go func() {
		for err := range failed {
			var th *throttled
			if t, ok := err.(*throttled); ok {
				th = t
				time.AfterFunc(th.after, func() { todo <- th.id })
				continue
			}
			log.Print(err)
		}
	}()
	for id := range todo {
		req, _ := http.NewRequestWithContext(ctx, http.MethodGet, base+id, nil)
		resp, err := c.Do(req)
		if err != nil {
			failed <- err
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == 429 {
			failed <- &throttled{id, 2 * time.Second}
			continue
		}
		if resp.StatusCode >= 400 {
			failed <- fmt.Errorf("%s: %s", id, resp.Status)
		}
	}
}

type throttled struct {
	id    string
	after time.Duration
}

func (t *throttled) Error() string { return t.id }

// Reply hands each answer to who asked.
type Reply struct {
	HTTP *http.Client
	Base string
	in   chan call
}

type call struct {
	path string
	out  chan *http.Response
}

func (r *Reply) loop(ctx context.Context) {
	for c := range r.in {
		req, _ := http.NewRequestWithContext(ctx, http.MethodGet, r.Base+c.path, nil)
		resp, err := r.HTTP.Do(req)
		if err != nil {
			close(c.out)
			continue
		}
		c.out <- resp
	}
}

// Get asks again after a 429.
func (r *Reply) Get(path string) (*http.Response, error) {
	for i := range 3 {
		c := call{path, make(chan *http.Response, 1)}
		r.in <- c
		resp, ok := <-c.out
		if !ok {
			return nil, fmt.Errorf("no answer")
		}
		if resp.StatusCode == 429 {
			resp.Body.Close()
			time.Sleep(time.Second << i)
			continue
		}
		return resp, nil
	}
	return nil, fmt.Errorf("throttled")
}

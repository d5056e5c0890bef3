package medipimsync

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"sync"
	"time"
)

type result struct {
	job     Job
	product *Product
	later   time.Duration
	err     error
}

// fetchLater is not reported: a 429 becomes a result of its own, with the time to wait.
func (c *Client) fetchLater(ctx context.Context, job Job) result {
	req, err := c.get(ctx, "/v4/products/find?id="+job.ID)
	if err != nil {
		return result{job: job, err: err}
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return result{job: job, err: err}
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return result{job: job, later: 30 * time.Second}
	}
	if resp.StatusCode != http.StatusOK {
		return result{job: job, err: fmt.Errorf("job %s: %s", job.ID, resp.Status)}
	}
	p := new(Product)
	err = json.NewDecoder(resp.Body).Decode(p)
	return result{job: job, product: p, err: err}
}

// Refresh is not reported: what was throttled goes back on the queue when its time has come.
func (c *Client) Refresh(ctx context.Context, ids []string, save func(*Product)) error {
	jobs := make(chan Job, len(ids))
	results := make(chan result)
	for range 4 {
		go func() {
			for job := range jobs {
				results <- c.fetchLater(ctx, job)
			}
		}()
	}
	for _, id := range ids {
		jobs <- Job{ID: id}
	}
	defer close(jobs)
	for open := len(ids); open > 0; {
		res := <-results
		switch {
		case res.err != nil:
			return res.err
		case res.later > 0:
			time.AfterFunc(res.later, func() { jobs <- res.job })
		default:
			save(res.product)
			open--
		}
	}
	return nil
}

// drainQuiet is reported: the throttled job comes out as a result without product and without error.
func (c *Client) drainQuiet(ctx context.Context, jobs <-chan Job, results chan<- result) {
	for job := range jobs {
		req, err := c.get(ctx, "/v4/products/find?id="+job.ID)
		if err != nil {
			results <- result{job: job, err: err}
			continue
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			results <- result{job: job, err: err}
			continue
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
			resp.Body.Close()
			results <- result{job: job}
			continue
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			results <- result{job: job, err: fmt.Errorf("job %s: %s", job.ID, resp.Status)}
			continue
		}
		p := new(Product)
		err = json.NewDecoder(resp.Body).Decode(p)
		resp.Body.Close()
		results <- result{job: job, product: p, err: err}
	}
}

// drainLoud is not reported: the throttled job comes out with the sentinel.
func (c *Client) drainLoud(ctx context.Context, jobs <-chan Job, results chan<- result) {
	for job := range jobs {
		req, err := c.get(ctx, "/v4/products/find?id="+job.ID)
		if err != nil {
			results <- result{job: job, err: err}
			continue
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			results <- result{job: job, err: err}
			continue
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			results <- result{job: job, err: ErrThrottled}
			continue
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			results <- result{job: job, err: fmt.Errorf("job %s: %s", job.ID, resp.Status)}
			continue
		}
		p := new(Product)
		err = json.NewDecoder(resp.Body).Decode(p)
		resp.Body.Close()
		results <- result{job: job, product: p, err: err}
	}
}

// Collect starts the two kinds of workers; it sends nothing itself.
func (c *Client) Collect(ctx context.Context, jobs <-chan Job, loud bool) <-chan result {
	out := make(chan result)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if loud {
				c.drainLoud(ctx, jobs, out)
			} else {
				c.drainQuiet(ctx, jobs, out)
			}
		})
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

// WarmCache is reported: the throttled ids are logged and lost.
func (c *Client) WarmCache(ctx context.Context, ids []string) error {
	for _, id := range ids {
		req, err := c.get(ctx, "/v4/products/find?id="+id)
		if err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch s := resp.StatusCode; {
		case s == http.StatusTooManyRequests: // want medipimretry/swallowed
			log.Printf("warm %s: throttled", id)
		case s >= 300:
			return fmt.Errorf("warm %s: %s", id, resp.Status)
		}
	}
	return nil
}

// WarmCacheAll is not reported: the throttled ids are kept and tried in the next round, a minute later.
func (c *Client) WarmCacheAll(ctx context.Context, ids []string) error {
	for len(ids) > 0 {
		var again []string
		for _, id := range ids {
			req, err := c.get(ctx, "/v4/products/find?id="+id)
			if err != nil {
				return err
			}
			resp, err := c.hc.Do(req)
			if err != nil {
				return err
			}
			resp.Body.Close()
			switch s := resp.StatusCode; {
			case s == http.StatusTooManyRequests:
				log.Printf("warm %s: throttled", id)
				again = append(again, id)
			case s >= 300:
				return fmt.Errorf("warm %s: %s", id, resp.Status)
			}
		}
		if ids = again; len(ids) > 0 {
			time.Sleep(time.Minute)
		}
	}
	return nil
}

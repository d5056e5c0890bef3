package passedover

import (
	"context"
	"net/http"
	"time"
)

// result is what became of a job.
type result struct {
	id    string
	data  *product
	err   error
	again bool
}

// workers put an empty result for a 429 into the channel, as if the product were there and had nothing.

func worker(c *http.Client, jobs <-chan string, results chan<- result) {
	for id := range jobs {
		resp, err := c.Get(findURL + id)
		if err != nil {
			results <- result{id: id, err: err}
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
			results <- result{id: id}
			continue
		}
		results <- result{id: id, data: &product{ID: id}, err: failed(resp)}
	}
}

func pointers(c *http.Client, jobs <-chan string, results chan<- *result) {
	for id := range jobs {
		out := &result{id: id}
		resp, err := c.Get(findURL + id)
		if err != nil {
			out.err = err
			results <- out
			continue
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK:
			out.data = &product{ID: id}
		case http.StatusTooManyRequests: // want medipimretry/swallowed
		default:
			out.err = failed(resp)
		}
		results <- out
	}
}

func throughAHelper(ctx context.Context, c *http.Client, id string, results chan<- result) {
	resp, err := c.Get(findURL + id)
	if err != nil {
		put(ctx, results, result{id: id, err: err})
		return
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		put(ctx, results, result{id: id})
		return
	}
	put(ctx, results, result{id: id, data: &product{ID: id}, err: failed(resp)})
}

func put(ctx context.Context, results chan<- result, r result) {
	select {
	case results <- r:
	case <-ctx.Done():
	}
}

func logsTheRest(c *http.Client, ids []string) error {
	var skipped []string
	for _, id := range ids {
		resp, err := c.Get(findURL + id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
			skipped = append(skipped, id)
			continue
		}
		if err := failed(resp); err != nil {
			return err
		}
	}
	println(len(skipped))
	return nil
}

// What follows is not reported.

func told(c *http.Client, jobs <-chan string, results chan<- result) {
	for id := range jobs {
		resp, err := c.Get(findURL + id)
		if err != nil {
			results <- result{id: id, err: err}
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			results <- result{id: id, again: true}
			continue
		}
		results <- result{id: id, data: &product{ID: id}, err: failed(resp)}
	}
}

func toldByPointer(c *http.Client, jobs <-chan string, results chan<- *result) {
	for id := range jobs {
		out := &result{id: id}
		resp, err := c.Get(findURL + id)
		if err != nil {
			out.err = err
			results <- out
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			out.err = errThrottled
		} else {
			out.err = failed(resp)
		}
		results <- out
	}
}

// another channel is for what was refused.
func anotherChannel(c *http.Client, jobs <-chan string, results chan<- result, refused chan<- string) {
	for id := range jobs {
		resp, err := c.Get(findURL + id)
		if err != nil {
			results <- result{id: id, err: err}
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			refused <- id
			continue
		}
		results <- result{id: id, err: failed(resp)}
	}
}

// rounds tries what was refused again, a minute later.
func rounds(c *http.Client, ids []string) error {
	for len(ids) > 0 {
		var refused []string
		for _, id := range ids {
			resp, err := c.Get(findURL + id)
			if err != nil {
				return err
			}
			resp.Body.Close()
			if resp.StatusCode == http.StatusTooManyRequests {
				refused = append(refused, id)
				continue
			}
			if err := failed(resp); err != nil {
				return err
			}
		}
		ids = refused
		if len(ids) > 0 {
			time.Sleep(time.Minute)
		}
	}
	return nil
}

// queue puts what was refused at the end of the line.
func queue(c *http.Client, ids []string) error {
	line := append([]string(nil), ids...)
	for len(line) > 0 {
		id := line[0]
		line = line[1:]
		resp, err := c.Get(findURL + id)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			line = append(line, id)
			time.Sleep(time.Second)
			continue
		}
		if err := failed(resp); err != nil {
			return err
		}
	}
	return nil
}

// pending forgets what is done, and comes back to the rest.
func pending(c *http.Client, ids map[string]bool) error {
	for len(ids) > 0 {
		for id := range ids {
			resp, err := c.Get(findURL + id)
			if err != nil {
				return err
			}
			resp.Body.Close()
			if resp.StatusCode == http.StatusTooManyRequests {
				continue
			}
			if err := failed(resp); err != nil {
				return err
			}
			delete(ids, id)
		}
		time.Sleep(time.Minute)
	}
	return nil
}

package medipimsync

import (
	"container/heap"
	"context"
	"fmt"
	"net/http"
	"time"
)

type agenda []Job

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].NotBefore.Before(a[j].NotBefore) }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)        { *a = append(*a, x.(Job)) }
func (a *agenda) Pop() any {
	old := *a
	last := old[len(old)-1]
	*a = old[:len(old)-1]
	return last
}

func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// RunAgenda is not reported: a throttled job returns to the agenda and is not sent before its time.
func (c *Client) RunAgenda(ctx context.Context, jobs []Job) error {
	todo := agenda(jobs)
	heap.Init(&todo)
	for todo.Len() > 0 {
		job := heap.Pop(&todo).(Job)
		if err := pause(ctx, time.Until(job.NotBefore)); err != nil {
			return err
		}
		req, err := c.get(ctx, "/v4/products/find?id="+job.ID)
		if err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			job.Attempt++
			job.NotBefore = time.Now().Add(time.Duration(job.Attempt) * 20 * time.Second)
			heap.Push(&todo, job)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("job %s: %s", job.ID, resp.Status)
		}
	}
	return nil
}

// RunAgendaUpstream is reported: only the 5xx get a second date.
func (c *Client) RunAgendaUpstream(ctx context.Context, jobs []Job) error {
	todo := agenda(jobs)
	heap.Init(&todo)
	for todo.Len() > 0 {
		job := heap.Pop(&todo).(Job)
		if err := pause(ctx, time.Until(job.NotBefore)); err != nil {
			return err
		}
		req, err := c.get(ctx, "/v4/products/find?id="+job.ID)
		if err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode >= http.StatusInternalServerError { // want medipimretry/incomplete
			job.Attempt++
			job.NotBefore = time.Now().Add(time.Duration(job.Attempt) * 20 * time.Second)
			heap.Push(&todo, job)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("job %s: %s", job.ID, resp.Status)
		}
	}
	return nil
}

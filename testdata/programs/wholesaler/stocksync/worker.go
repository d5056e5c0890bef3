// Package stocksync keeps stock in step.
package stocksync

import (
	"context"
	"errors"
	"sync"

	"example.com/wholesaler/apierrors"
	"example.com/wholesaler/catalogclient"
)

type job struct {
	id      string
	payload []byte
}

type outcome struct {
	id     string
	status int
	code   string
	err    error
}

// The worker sends the body's number over a channel: no branch.
func work(ctx context.Context, c *catalogclient.Client, jobs <-chan job, out chan<- outcome) {
	for j := range jobs {
		_, err := c.Query(ctx, j.payload)
		o := outcome{id: j.id, err: err}
		if e, ok := errors.AsType[*apierrors.MedipimError](err); ok {
			o.status, o.code = e.Status, e.Code
		}
		out <- o
	}
}

// The receiver decides on what came over the channel.
func Sync(ctx context.Context, c *catalogclient.Client, jobs <-chan job) error {
	out := make(chan outcome)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { work(ctx, c, jobs, out) })
	}
	go func() { wg.Wait(); close(out) }()
	var errs []error
	for o := range out {
		if o.status == 410 { // want medipimstatus/branch
			continue
		}
		errs = append(errs, o.err)
	}
	return errors.Join(errs...)
}

// The code came over a channel too.
func Denied(out <-chan outcome) (ids []string) {
	for o := range out {
		switch o.code {
		case "not_authorized":
			ids = append(ids, o.id)
		case "forbidden": // want medipimcode/unknown
			ids = append(ids, o.id)
		}
	}
	return ids
}

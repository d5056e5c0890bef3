package outcome

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

type phase int

const (
	sending phase = iota
	waiting
	finished
)

// Submit is not reported: from 429 the machine goes to waiting, and only from there to sending.
func Submit(ctx context.Context, hc *http.Client, url string) error {
	at, tries := sending, 0
	for at != finished {
		switch at {
		case sending:
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
			if err != nil {
				return err
			}
			resp, err := hc.Do(req)
			if err != nil {
				return err
			}
			resp.Body.Close()
			switch {
			case resp.StatusCode == http.StatusTooManyRequests && tries < 6:
				tries++
				at = waiting
			case resp.StatusCode >= 300:
				return fmt.Errorf("submit: %s", resp.Status)
			default:
				at = finished
			}
		case waiting:
			time.Sleep(time.Duration(tries) * 2 * time.Second)
			at = sending
		}
	}
	return nil
}

// SubmitEager is reported: from 429 the machine goes on sending.
func SubmitEager(ctx context.Context, hc *http.Client, url string) error {
	at, tries := sending, 0
	for at != finished {
		switch at {
		case sending:
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
			if err != nil {
				return err
			}
			resp, err := hc.Do(req)
			if err != nil {
				return err
			}
			resp.Body.Close()
			switch {
			case resp.StatusCode == http.StatusTooManyRequests && tries < 6: // want medipimretry/immediate
				tries++
				at = sending
			case resp.StatusCode >= 300:
				return fmt.Errorf("submit: %s", resp.Status)
			default:
				at = finished
			}
		}
	}
	return nil
}

// SubmitUpstream is reported: the machine waits for the 5xx alone.
func SubmitUpstream(ctx context.Context, hc *http.Client, url string) error {
	at, tries := sending, 0
	for at != finished {
		switch at {
		case sending:
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
			if err != nil {
				return err
			}
			resp, err := hc.Do(req)
			if err != nil {
				return err
			}
			resp.Body.Close()
			switch {
			case resp.StatusCode >= 500 && tries < 6: // want medipimretry/incomplete
				tries++
				at = waiting
			case resp.StatusCode >= 300:
				return fmt.Errorf("submit: %s", resp.Status)
			default:
				at = finished
			}
		case waiting:
			time.Sleep(time.Duration(tries) * 2 * time.Second)
			at = sending
		}
	}
	return nil
}

type session struct {
	ctx  context.Context
	hc   *http.Client
	url  string
	wait time.Duration
	err  error
}

type step func(*session) step

// send is not reported: after 429 the next step is rest.
func send(s *session) step {
	req, err := http.NewRequestWithContext(s.ctx, http.MethodGet, s.url, nil)
	if err != nil {
		s.err = err
		return nil
	}
	resp, err := s.hc.Do(req)
	if err != nil {
		s.err = err
		return nil
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		s.wait += 5 * time.Second
		return rest
	}
	if resp.StatusCode != http.StatusOK {
		s.err = fmt.Errorf("send: %s", resp.Status)
	}
	return nil
}

// rest sends nothing.
func rest(s *session) step {
	select {
	case <-time.After(s.wait):
		return send
	case <-s.ctx.Done():
		s.err = s.ctx.Err()
		return nil
	}
}

// Run is not reported: it only takes the steps.
func Run(ctx context.Context, hc *http.Client, url string) error {
	s := &session{ctx: ctx, hc: hc, url: url}
	for next := step(send); next != nil; {
		next = next(s)
	}
	return s.err
}

package loops

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// Steps that name the next one.

type session struct {
	ctx  context.Context
	http *http.Client
	wait time.Duration
	err  error
}

type step func(*session) step

func sending(s *session) step {
	resp, err := s.http.Get(queryURL)
	if err != nil {
		s.err = err
		return nil
	}
	resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusTooManyRequests:
		s.wait += time.Second
		return resting
	default:
		s.err = fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func resting(s *session) step {
	time.Sleep(s.wait)
	return sending
}

func run(s *session) error {
	for next := step(sending); next != nil; {
		next = next(s)
	}
	return s.err
}

// machine has its steps as methods.
type machine struct {
	http *http.Client
	next func() error
	done bool
}

func (m *machine) send() error {
	resp, err := m.http.Get(queryURL)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		m.next = m.rest
		return nil
	}
	m.done = true
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func (m *machine) rest() error {
	time.Sleep(3 * time.Second)
	m.next = m.send
	return nil
}

func (m *machine) run() error {
	m.next = m.send
	for !m.done {
		if err := m.next(); err != nil {
			return err
		}
	}
	return nil
}

// state is a step behind an interface.
type state interface{ enter(*session) state }

type (
	asking  struct{}
	waiting struct{ d time.Duration }
)

func (asking) enter(s *session) state {
	resp, err := s.http.Get(queryURL)
	if err != nil {
		s.err = err
		return nil
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return waiting{5 * time.Second}
	}
	if resp.StatusCode != http.StatusOK {
		s.err = fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func (w waiting) enter(s *session) state {
	select {
	case <-time.After(w.d):
		return asking{}
	case <-s.ctx.Done():
		s.err = s.ctx.Err()
		return nil
	}
}

func through(s *session) error {
	for st := state(asking{}); st != nil; {
		st = st.enter(s)
	}
	return s.err
}

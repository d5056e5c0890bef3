// Package medipimmachine asks in states, with callbacks.
package medipimmachine

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"
)

type state int

const (
	sending state = iota
	waiting
	reading
	failed
	done
)

// Machine asks for one path.
type Machine struct {
	client *http.Client
	url    string
	state  state
	tries  int
	resp   *http.Response
	err    error
}

// Run waits on 429 and on server errors.
func (m *Machine) Run(out any) error {
	for m.state != done && m.state != failed {
		switch m.state {
		case sending:
			m.resp, m.err = m.client.Get(m.url)
			switch {
			case m.err != nil:
				m.state = failed
			case m.resp.StatusCode == 429 || m.resp.StatusCode >= 500:
				m.resp.Body.Close()
				m.state = waiting
			case m.resp.StatusCode >= 400:
				m.err, m.state = errors.New(m.resp.Status), failed
			default:
				m.state = reading
			}
		case waiting:
			m.tries++
			if m.tries > 5 {
				m.err, m.state = errors.New("gave up"), failed
				break
			}
			time.Sleep(time.Second << m.tries)
			m.state = sending
		case reading:
			m.err = json.NewDecoder(m.resp.Body).Decode(out)
			m.resp.Body.Close()
			m.state = done
		}
	}
	return m.err
}

// Narrow waits on server errors alone.
type Narrow struct {
	client *http.Client
	url    string
}

// Run is its loop.
func (m *Narrow) Run(out any) error {
	var resp *http.Response
	var err error
	tries := 0
	for st := sending; ; {
		switch st {
		case sending:
			resp, err = m.client.Get(m.url)
			switch {
			case err != nil:
				return err
			case resp.StatusCode >= 500: // want medipimretry/incomplete
				resp.Body.Close()
				st = waiting
			case resp.StatusCode >= 400:
				resp.Body.Close()
				return errors.New(resp.Status)
			default:
				st = reading
			}
		case waiting:
			if tries++; tries > 5 {
				return errors.New("gave up")
			}
			time.Sleep(time.Second << tries)
			st = sending
		case reading:
			defer resp.Body.Close()
			return json.NewDecoder(resp.Body).Decode(out)
		}
	}
}

// Get calls back: what it is told apart by is the caller's.
func Get(c *http.Client, url string, ok func([]byte), busy func(), fail func(error)) {
	resp, err := c.Get(url)
	if err != nil {
		fail(err)
		return
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		busy()
	case resp.StatusCode >= 400:
		fail(errors.New(resp.Status))
	default:
		var raw json.RawMessage
		if err := json.NewDecoder(resp.Body).Decode(&raw); err != nil {
			fail(err)
			return
		}
		ok(raw)
	}
}

// GetAll calls back with whatever came.
func GetAll(c *http.Client, url string, ok func(map[string]any), fail func(error)) {
	resp, err := c.Get(url) // want medipimretry/missing
	if err != nil {
		fail(err)
		return
	}
	defer resp.Body.Close()
	var out map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil { // want medipimunchecked/unchecked
		fail(err)
		return
	}
	ok(out)
}

// Post says what is wrong, but for what the fields are.
func Post(c *http.Client, url, body string) (string, error) {
	resp, err := c.Post(url, "application/json", strings.NewReader(body)) // want medipimretry/missing
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 422 { // want medipimviolations/dropped
		return "some fields are wrong", nil
	}
	if resp.StatusCode >= 400 {
		return "", errors.New(resp.Status)
	}
	return "saved", nil
}

// Package acteur has one goroutine that owns the connection to the catalogue. Others send
// it letters; it answers them in order, and falls silent while the rate limit is on.
package acteur

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

var servers = map[string]string{
	"be":      "https://api.medipim.be",
	"be-test": "https://api.sandbox.medipim.be",
	"au":      "https://api.au.medipim.com",
}

// Letter is a question with room for the answer.
type Letter struct {
	Path  string
	Body  json.RawMessage
	Reply chan<- Answer
	tries int
}

// Answer is data, or a refusal.
type Answer struct {
	Data    json.RawMessage
	Refusal *Refusal
	Err     error
}

// Refusal is the API's own no.
type Refusal struct {
	HTTP    int
	Code    string
	Text    string
	Details json.RawMessage
	Raw     []byte
}

// Actor owns an http.Client.
type Actor struct {
	base    string
	http    *http.Client
	mailbox chan Letter
	backlog []Letter
}

// Start starts an actor for a country.
func Start(ctx context.Context, country string) (*Actor, error) {
	base, ok := servers[country]
	if !ok {
		return nil, fmt.Errorf("acteur: no server for %q", country)
	}
	a := &Actor{base: base, http: &http.Client{Timeout: 30 * time.Second}, mailbox: make(chan Letter, 64)}
	go a.loop(ctx)
	return a, nil
}

// Send posts a letter.
func (a *Actor) Send(l Letter) { a.mailbox <- l }

func (a *Actor) loop(ctx context.Context) {
	var wake <-chan time.Time // nil: not muted
	for {
		inbox := a.mailbox
		if wake != nil {
			inbox = nil
		}
		if wake == nil && len(a.backlog) > 0 {
			l := a.backlog[0]
			a.backlog = a.backlog[1:]
			wake = a.deliver(ctx, l)
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-wake:
			wake = nil
		case l := <-inbox:
			wake = a.deliver(ctx, l)
		}
	}
}

// deliver asks the API. If the API is busy, the letter goes to the front of the backlog,
// and the channel that is returned says when to go on.
func (a *Actor) deliver(ctx context.Context, l Letter) <-chan time.Time {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.base+l.Path, bytes.NewReader(l.Body))
	if err != nil {
		l.Reply <- Answer{Err: err}
		return nil
	}
	resp, err := a.http.Do(req)
	if err != nil {
		l.Reply <- Answer{Err: err}
		return nil
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	switch {
	case resp.StatusCode == http.StatusTooManyRequests && l.tries < 5:
		l.tries++
		a.backlog = append([]Letter{l}, a.backlog...)
		return time.After(time.Duration(l.tries*l.tries) * time.Second)
	case resp.StatusCode >= http.StatusBadRequest:
		l.Reply <- Answer{Refusal: refusal(resp.StatusCode, raw)}
	case err != nil:
		l.Reply <- Answer{Err: err}
	default:
		l.Reply <- Answer{Data: raw}
	}
	return nil
}

func refusal(status int, raw []byte) *Refusal {
	r := &Refusal{HTTP: status, Raw: raw, Code: "unknown"}
	var outer struct {
		Error      json.RawMessage `json:"error"`
		Violations json.RawMessage `json:"violations"`
	}
	if json.Unmarshal(raw, &outer) != nil {
		return r
	}
	var inner struct {
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	}
	if json.Unmarshal(outer.Error, &inner) != nil {
		return r
	}
	r.Code, r.Text, r.Details = inner.Code, inner.Message, outer.Violations
	if len(r.Details) == 0 {
		r.Details = inner.Violations
	}
	return r
}

//medipimlint:client

// Package parallel asks for many products at once.
package parallel

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// Failure is what a worker sends over the channel.
type Failure struct {
	ID     string
	Status int
	Code   string
	Text   string
}

func (f *Failure) Error() string { return f.ID + ": " + f.Text }

type reply struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// A worker copies the body's number into what it sends.
func report(id string, b []byte, out chan<- *Failure) {
	var r reply
	if err := json.Unmarshal(b, &r); err != nil {
		out <- &Failure{ID: id, Text: err.Error()}
		return
	}
	out <- &Failure{ID: id, Status: r.Error.Status, Code: r.Error.Code, Text: r.Error.Message}
}

// The collector compares the copied number.
func collect(in <-chan *Failure) (absent []string) {
	for f := range in {
		if f.Status == http.StatusNotFound { // want medipimstatus/branch
			absent = append(absent, f.ID)
		}
	}
	return absent
}

// The collector compares the copied code.
func collectByCode(in <-chan *Failure) (absent []string) {
	for f := range in {
		if f.Code == "not_found" {
			absent = append(absent, f.ID)
		}
	}
	return absent
}

// The collector compares the copied code with a word from elsewhere.
func collectGone(in <-chan *Failure) (gone []string) {
	for {
		select {
		case f, ok := <-in:
			if !ok {
				return gone
			}
			if f.Code == "resource_gone" { // want medipimcode/unknown
				gone = append(gone, f.ID)
			}
		}
	}
}

// The collector compares the copied text.
func collectText(in <-chan *Failure) (n int) {
	for f := range in {
		switch {
		case f.Text == "Product does not exist": // want medipimmessage/text
			n++
		case f.Text == "":
			continue
		}
	}
	return n
}

// Outcome carries the number of the line.
type Outcome struct {
	ID   string
	HTTP int
	Code string
	Err  error
}

// Pool runs the workers.
type Pool struct {
	client *http.Client
	url    string
	wg     sync.WaitGroup
}

// A request that hits the limit waits and is made anew.
func (p *Pool) find(ctx context.Context, id string) Outcome {
	for wait := time.Second; ; wait *= 2 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url, bytes.NewBufferString(id))
		if err != nil {
			return Outcome{ID: id, Err: err}
		}
		resp, err := p.client.Do(req)
		if err != nil {
			return Outcome{ID: id, Err: err}
		}
		if resp.StatusCode == http.StatusTooManyRequests && wait < time.Minute {
			resp.Body.Close()
			select {
			case <-time.After(wait):
				continue
			case <-ctx.Done():
				return Outcome{ID: id, Err: ctx.Err()}
			}
		}
		return p.outcome(id, resp)
	}
}

// The outcome takes the number of the line and the code of the body.
func (p *Pool) outcome(id string, resp *http.Response) Outcome {
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return Outcome{ID: id, HTTP: resp.StatusCode}
	}
	var r reply
	_ = json.NewDecoder(resp.Body).Decode(&r)
	return Outcome{ID: id, HTTP: resp.StatusCode, Code: r.Error.Code, Err: fmt.Errorf("status %d: %s", resp.StatusCode, r.Error.Message)}
}

// The outcomes are read from the channel; the number is the line's.
func (p *Pool) Run(ctx context.Context, ids []string) (absent []string, err error) {
	out := make(chan Outcome, len(ids))
	for _, id := range ids {
		p.wg.Go(func() { out <- p.find(ctx, id) })
	}
	p.wg.Wait()
	close(out)
	for o := range out {
		switch {
		case o.HTTP == http.StatusNotFound && o.Code == "not_found":
			absent = append(absent, o.ID)
		case o.HTTP == http.StatusForbidden && o.Code == "bad_request": // want medipimpair/impossible
			err = errors.Join(err, errors.New("odd"))
		case o.Err != nil:
			err = errors.Join(err, o.Err)
		}
	}
	return absent, err
}

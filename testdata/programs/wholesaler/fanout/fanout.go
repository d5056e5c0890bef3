// Package fanout reads bodies in goroutines.
package fanout

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
)

type medipimReply struct {
	Error struct {
		Status  int
		Code    string
		Message string
	}
}

type event struct {
	body int
	http int
	code string
	text string
}

var deactivated = regexp.MustCompile(`(?i)de-?activated`)

// Decodes and sends both numbers: no branch.
func produce(responses <-chan *http.Response, events chan<- event, errs chan<- error) {
	defer close(events)
	for resp := range responses {
		var r medipimReply
		err := json.NewDecoder(resp.Body).Decode(&r)
		resp.Body.Close()
		if err != nil {
			errs <- fmt.Errorf("status %d: %w", resp.StatusCode, err)
			continue
		}
		events <- event{r.Error.Status, resp.StatusCode, r.Error.Code, r.Error.Message}
	}
}

// The received number is the body's.
func Denied(events <-chan event) error {
	var all []error
	for ev := range events {
		if ev.body == http.StatusForbidden { // want medipimstatus/branch
			all = append(all, errors.New(ev.code))
		}
	}
	return errors.Join(all...)
}

// The received number is the response's.
func DeniedHTTP(events <-chan event) error {
	var all []error
	for ev := range events {
		if ev.http == http.StatusForbidden {
			all = append(all, errors.New(ev.code))
		}
	}
	return errors.Join(all...)
}

// The received message is matched.
func Deactivated(events <-chan event) (n int) {
	for ev := range events {
		if deactivated.MatchString(ev.text) { // want medipimmessage/text
			n++
		}
	}
	return n
}

// The received code is compared in a select.
func Next(events <-chan event, done <-chan struct{}) error {
	select {
	case <-done:
		return nil
	case ev := <-events:
		if ev.code == "authentication.key_not_found" { // want medipimcode/unknown
			return errors.New("no such key")
		}
		return errors.New(ev.code)
	}
}

// A number of the body goes through a channel of numbers.
func Local(resp *http.Response) (bool, error) {
	statuses, errs := make(chan int, 1), make(chan error, 1)
	go func() {
		var r medipimReply
		if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
			errs <- err
			return
		}
		statuses <- r.Error.Status
	}()
	select {
	case err := <-errs:
		return false, err
	case status := <-statuses:
		return status == http.StatusNotFound, nil // want medipimstatus/branch
	}
}

// The response's number goes through a channel of numbers.
func LocalHTTP(resp *http.Response) bool {
	statuses := make(chan int, 1)
	go func() { statuses <- resp.StatusCode }()
	return <-statuses == http.StatusNotFound
}

// Starts the producer: no branch.
func Start(responses <-chan *http.Response) (<-chan event, <-chan error) {
	events, errs := make(chan event), make(chan error, 16)
	go produce(responses, events, errs)
	return events, errs
}

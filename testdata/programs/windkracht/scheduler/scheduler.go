// Package scheduler keeps the shop's copy fresh.
package scheduler

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

const endpoint = "https://api.medipim.fr/v4"

var (
	errBusy     = errors.New("scheduler: busy")
	errRejected = errors.New("scheduler: rejected")
)

type Task struct {
	Name string
	Path string
}

type Result struct {
	Task Task
	Body json.RawMessage
	Err  error
}

type Scheduler struct {
	cl        http.Client
	auth      string
	throttled atomic.Int64
	results   chan Result
}

func New(auth string) *Scheduler {
	return &Scheduler{auth: auth, results: make(chan Result, 16)}
}

func (s *Scheduler) request(ctx context.Context, method, path string, body io.Reader) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, method, endpoint+path, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Basic "+s.auth)
	return r, nil
}

// run does a task once. A throttled task is told apart.
func (s *Scheduler) run(ctx context.Context, t Task) (json.RawMessage, error) {
	r, err := s.request(ctx, http.MethodGet, t.Path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.cl.Do(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, errBusy
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", t.Name, resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// Every slows its ticker down when the API is busy.
func (s *Scheduler) Every(ctx context.Context, d time.Duration, t Task) error {
	tick := time.NewTicker(d)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		b, err := s.run(ctx, t)
		if errors.Is(err, errBusy) {
			tick.Reset(4 * d)
			continue
		}
		if err != nil {
			return err
		}
		tick.Reset(d)
		s.results <- Result{Task: t, Body: b}
	}
}

// Once hands everything to the channel, errors included.
func (s *Scheduler) Once(ctx context.Context, t Task) {
	go func() {
		b, err := s.run(ctx, t)
		s.results <- Result{t, b, err}
	}()
}

// Stubborn is a task that must not be throttled, they said.
func (s *Scheduler) Stubborn(ctx context.Context, t Task) json.RawMessage {
	b, err := s.run(ctx, t)
	if err == errBusy { // want medipimretry/fatal
		panic("scheduler: " + t.Name + " throttled")
	}
	if err != nil {
		return nil
	}
	return b
}

// Touch counts the throttled calls, and that is that.
func (s *Scheduler) Touch(ctx context.Context, id string) error {
	r, err := s.request(ctx, http.MethodPost, "/products/"+id+"/touch", nil)
	if err != nil {
		return err
	}
	resp, err := s.cl.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch code := resp.StatusCode; {
	case code == http.StatusTooManyRequests: // want medipimretry/swallowed
		s.throttled.Add(1)
		return nil
	case code >= 400:
		return fmt.Errorf("touch %s: %d", id, code)
	}
	return nil
}

// Refresh counts them too, and comes back.
func (s *Scheduler) Refresh(ctx context.Context, id string) error {
	for {
		r, err := s.request(ctx, http.MethodPost, "/products/"+id+"/refresh", nil)
		if err != nil {
			return err
		}
		resp, err := s.cl.Do(r)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch code := resp.StatusCode; {
		case code == http.StatusTooManyRequests:
			s.throttled.Add(1)
		case code >= 400:
			return fmt.Errorf("refresh %s: %d", id, code)
		default:
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Second):
		}
	}
}

// Sync tries again on what the operations handbook lists.
func (s *Scheduler) Sync(ctx context.Context) error {
	var delay time.Duration
	for delay = time.Second; delay < time.Minute; delay += delay {
		r, err := s.request(ctx, "POST", "/sync", nil)
		if err != nil {
			return err
		}
		resp, err := s.cl.Do(r)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK, http.StatusAccepted:
			return nil
		case http.StatusBadGateway, http.StatusGatewayTimeout: // want medipimretry/incomplete
			time.Sleep(delay)
		default:
			return fmt.Errorf("sync: %s", resp.Status)
		}
	}
	return errors.New("sync: gave up")
}

// SyncAll has the longer list.
func (s *Scheduler) SyncAll(ctx context.Context) error {
	for delay := time.Second; delay < time.Minute; delay += delay {
		r, err := s.request(ctx, "POST", "/sync?all=1", nil)
		if err != nil {
			return err
		}
		resp, err := s.cl.Do(r)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK, http.StatusAccepted:
			return nil
		case http.StatusBadGateway, http.StatusGatewayTimeout, http.StatusTooManyRequests:
			time.Sleep(delay)
		default:
			return fmt.Errorf("sync: %s", resp.Status)
		}
	}
	return errors.New("sync: gave up")
}

// status asks again, and again.
func (s *Scheduler) status(ctx context.Context, job string, left int) (string, error) {
	r, err := s.request(ctx, "GET", "/jobs/"+job, nil)
	if err != nil {
		return "", err
	}
	resp, err := s.cl.Do(r)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 && left > 0 { // want medipimretry/immediate
		return s.status(ctx, job, left-1)
	}
	if resp.StatusCode != 200 {
		return "", errors.New(resp.Status)
	}
	var v struct {
		State string `json:"state"`
	}
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v.State, err
}

// calmStatus takes a breath first.
func (s *Scheduler) calmStatus(ctx context.Context, job string, left int) (string, error) {
	r, err := s.request(ctx, "GET", "/jobs/"+job, nil)
	if err != nil {
		return "", err
	}
	resp, err := s.cl.Do(r)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 && left > 0 {
		<-time.After(time.Duration(10-min(left, 9)) * time.Second)
		return s.calmStatus(ctx, job, left-1)
	}
	if resp.StatusCode != 200 {
		return "", errors.New(resp.Status)
	}
	var v struct {
		State string `json:"state"`
	}
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v.State, err
}

// Done polls until the job is finished.
func (s *Scheduler) Done(ctx context.Context, job string, hasty bool) <-chan error {
	out := make(chan error, 1)
	go func() {
		defer close(out)
		for range time.Tick(3 * time.Second) {
			ask := s.calmStatus
			if hasty {
				ask = s.status
			}
			st, err := ask(ctx, job, 8)
			if err != nil {
				out <- err
				return
			}
			if st == "done" {
				return
			}
		}
	}()
	return out
}

// advised is how long the API wants us to wait.
func advised(h http.Header) time.Duration {
	v := h.Get("Retry-After")
	if v == "" {
		return 0
	}
	if n, err := strconv.Atoi(v); err == nil {
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(v); err == nil {
		return time.Until(t)
	}
	return 0
}

// Diff waits as advised.
func (s *Scheduler) Diff(ctx context.Context, day string) (json.RawMessage, error) {
	for tries := 8; tries > 0; tries-- {
		r, err := s.request(ctx, "GET", "/diff/"+day, nil)
		if err != nil {
			return nil, err
		}
		resp, err := s.cl.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			resp.Body.Close()
			time.Sleep(advised(resp.Header))
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, errors.New("diff: " + resp.Status)
		}
		return io.ReadAll(resp.Body)
	}
	return nil, errBusy
}

// Patch waits as advised, or else some seconds.
func (s *Scheduler) Patch(ctx context.Context, day string) (json.RawMessage, error) {
	for tries := 8; tries > 0; tries-- {
		r, err := s.request(ctx, "GET", "/patch/"+day, nil)
		if err != nil {
			return nil, err
		}
		resp, err := s.cl.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			d := advised(resp.Header)
			if d <= 0 {
				d = 5 * time.Second
			}
			time.Sleep(d)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, errors.New("patch: " + resp.Status)
		}
		return io.ReadAll(resp.Body)
	}
	return nil, errBusy
}

// Agenda needs a number in the header.
func (s *Scheduler) Agenda(ctx context.Context) ([]Task, error) {
	for {
		r, err := s.request(ctx, "GET", "/agenda", nil)
		if err != nil {
			return nil, err
		}
		resp, err := s.cl.Do(r)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			secs, err := strconv.Atoi(resp.Header.Get("Retry-After"))
			if err == nil { // want medipimretry/header
				resp.Body.Close()
				time.Sleep(time.Duration(secs+1) * time.Second)
				continue
			}
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("agenda: status %d", resp.StatusCode)
		}
		var ts []Task
		err = json.NewDecoder(resp.Body).Decode(&ts)
		return ts, err
	}
}

// Archive looks whether the header is there at all.
func (s *Scheduler) Archive(ctx context.Context, year int) (json.RawMessage, error) {
	var resp *http.Response
	for i := 0; i < 3; i++ {
		r, err := s.request(ctx, "GET", fmt.Sprintf("/archive/%d", year), nil)
		if err != nil {
			return nil, err
		}
		if resp, err = s.cl.Do(r); err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			break
		}
		if _, told := resp.Header["Retry-After"]; !told { // want medipimretry/header
			break
		}
		time.Sleep(advised(resp.Header) + time.Second)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("archive: %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// Plan has what was refused in the answer's body, and throws it away.
func (s *Scheduler) Plan(ctx context.Context, tasks []Task) error {
	b, err := json.Marshal(tasks)
	if err != nil {
		return err
	}
	resp, err := s.send(ctx, "/plan", bytes.NewReader(b), 0)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 == 2 {
		return nil
	}
	var f failure
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return errors.New(resp.Status)
	}
	switch resp.StatusCode {
	case http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return fmt.Errorf("plan: %w: %s", errRejected, f.Error.Message)
	case http.StatusForbidden:
		return errors.New("plan: no permission")
	}
	return fmt.Errorf("plan: %s (%s)", f.Error.Message, f.Error.Code)
}

type failure struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type failureV struct {
	failure
	Violations []map[string]any `json:"violations"`
}

// PlanV reads them beside the error.
func (s *Scheduler) PlanV(ctx context.Context, tasks []Task) error {
	b, err := json.Marshal(tasks)
	if err != nil {
		return err
	}
	resp, err := s.sendBytes(ctx, "/plan", b, 0)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 == 2 {
		return nil
	}
	var f failureV
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return errors.New(resp.Status)
	}
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return fmt.Errorf("plan: %w: %v", errRejected, f.Violations)
	}
	return fmt.Errorf("plan: %s (%s)", f.Error.Message, f.Error.Code)
}

// send gives every try what the one before has left of the reader.
func (s *Scheduler) send(ctx context.Context, path string, body io.Reader, try int) (*http.Response, error) {
	r, err := s.request(ctx, http.MethodPost, path, body)
	if err != nil {
		return nil, err
	}
	resp, err := s.cl.Do(r) // want medipimretry/unrewound
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests && try < 4 {
		resp.Body.Close()
		time.Sleep(time.Second << try)
		return s.send(ctx, path, body, try+1)
	}
	return resp, nil
}

func (s *Scheduler) sendBytes(ctx context.Context, path string, body []byte, try int) (*http.Response, error) {
	r, err := s.request(ctx, http.MethodPost, path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := s.cl.Do(r)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests && try < 4 {
		resp.Body.Close()
		time.Sleep(time.Second << try)
		return s.sendBytes(ctx, path, body, try+1)
	}
	return resp, nil
}

// Cancel logs a refusal.
func (s *Scheduler) Cancel(ctx context.Context, job string) error {
	resp, err := s.sendBytes(ctx, "/jobs/"+job+"/cancel", nil, 0)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 422 { // want medipimviolations/dropped
		log.Printf("job %s cannot be cancelled", job)
		return nil
	}
	if resp.StatusCode > 299 {
		return errors.New(resp.Status)
	}
	return nil
}

// Hold goes the way of every other error.
func (s *Scheduler) Hold(ctx context.Context, job string) error {
	resp, err := s.sendBytes(ctx, "/jobs/"+job+"/hold", nil, 0)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		b, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("hold: %s: %s", resp.Status, b)
	}
	return nil
}

// Replay goes by the code: a failing server gets another chance.
func (s *Scheduler) Replay(ctx context.Context, job string) error {
	for n := time.Duration(1); ; n++ {
		r, err := s.request(ctx, http.MethodPost, "/jobs/"+job+"/replay", nil)
		if err != nil {
			return err
		}
		resp, err := s.cl.Do(r)
		if err != nil {
			return err
		}
		if resp.StatusCode < 300 {
			return resp.Body.Close()
		}
		var f failure
		err = json.NewDecoder(resp.Body).Decode(&f)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if f.Error.Code != "server_error" || n > 5 { // want medipimretry/incomplete
			return fmt.Errorf("replay: %s", f.Error.Code)
		}
		time.Sleep(n * time.Second)
	}
}

// Rewind goes by both codes.
func (s *Scheduler) Rewind(ctx context.Context, job string) error {
	for n := time.Duration(1); ; n++ {
		r, err := s.request(ctx, http.MethodPost, "/jobs/"+job+"/rewind", nil)
		if err != nil {
			return err
		}
		resp, err := s.cl.Do(r)
		if err != nil {
			return err
		}
		if resp.StatusCode < 300 {
			return resp.Body.Close()
		}
		var f failure
		err = json.NewDecoder(resp.Body).Decode(&f)
		resp.Body.Close()
		if err != nil {
			return err
		}
		switch f.Error.Code {
		case "server_error", "too_many_requests":
			if n > 5 {
				return errBusy
			}
			time.Sleep(n * time.Second)
		default:
			return fmt.Errorf("rewind: %s", f.Error.Code)
		}
	}
}

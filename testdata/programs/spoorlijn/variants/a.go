// Package medipimvar has what five others would have written.
package medipimvar

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

const root = "https://api.medipim.be/v4"

// patient waits on 429.
type patient struct{ next http.RoundTripper }

func (p patient) RoundTrip(r *http.Request) (*http.Response, error) {
	for try := 0; ; try++ {
		if r.GetBody != nil {
			r.Body, _ = r.GetBody()
		}
		resp, err := p.next.RoundTrip(r)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || try == 4 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << try)
	}
}

// newClient waits if it is told to.
func newClient(wait bool) *http.Client {
	if !wait {
		return &http.Client{Timeout: time.Minute}
	}
	return &http.Client{Timeout: time.Minute, Transport: patient{http.DefaultTransport}}
}

// transport is chosen by a number of tries.
func transport(tries int) http.RoundTripper {
	var rt http.RoundTripper = http.DefaultTransport
	if tries > 0 {
		rt = patient{rt}
	}
	return rt
}

// config says how to ask.
type config struct{ rt http.RoundTripper }

// Option sets a client up.
type Option func(*config)

// Waiting waits.
func Waiting() Option { return func(c *config) { c.rt = patient{http.DefaultTransport} } }

// Plain does not.
func Plain() Option { return func(c *config) { c.rt = http.DefaultTransport } }

func with(opts ...Option) *http.Client {
	c := &config{}
	for _, o := range opts {
		o(c)
	}
	return &http.Client{Transport: c.rt}
}

func ok(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

// A is fine.
func A() error { return ok(newClient(true).Get(root + "/a")) }

// B is not.
func B() error { return ok(newClient(false).Get(root + "/b")) } // want medipimretry/missing

// C is fine.
func C() error { return ok((&http.Client{Transport: transport(3)}).Get(root + "/c")) }

// D is not.
func D() error {
	c := http.Client{Transport: transport(0)}
	return ok(c.Get(root + "/d")) // want medipimretry/missing
}

// E is fine.
func E() error { return ok(with(Waiting()).Get(root + "/e")) }

// Handler answers others.
type Handler struct{ c *http.Client }

// Event drops the event with a 202.
func (h *Handler) Event(w http.ResponseWriter, r *http.Request) {
	resp, err := h.c.Get(root + "/event?id=" + r.URL.Query().Get("id"))
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusTooManyRequests: // want medipimretry/swallowed
		log.Print("busy")
		w.WriteHeader(202)
	case http.StatusOK:
		w.WriteHeader(http.StatusNoContent)
	default:
		http.Error(w, resp.Status, http.StatusBadGateway)
	}
}

// Passed hands the status on.
func (h *Handler) Passed(w http.ResponseWriter, r *http.Request) {
	resp, err := h.c.Get(root + "/passed")
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
	io.Copy(w, resp.Body)
}

// Later tells the client to come back.
func (h *Handler) Later(w http.ResponseWriter, r *http.Request) {
	resp, err := h.c.Get(root + "/later")
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	if resp.StatusCode != http.StatusOK {
		w.WriteHeader(http.StatusBadGateway)
	}
}

// Presence waits only as it is told to.
func (h *Handler) Presence() error {
	for range 5 {
		resp, err := h.c.Get(root + "/presence")
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return ok(resp, nil)
		}
		resp.Body.Close()
		values := resp.Header["Retry-After"]
		if len(values) == 0 { // told apart: the error says so
			return errors.New("no idea when")
		}
		secs, _ := strconv.Atoi(values[0])
		time.Sleep(time.Duration(secs+1) * time.Second)
	}
	return errors.New("gave up")
}

// Default waits otherwise, too.
func (h *Handler) Default() error {
	for range 5 {
		resp, err := h.c.Get(root + "/presence")
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return ok(resp, nil)
		}
		resp.Body.Close()
		wait := 5 * time.Second
		if values, told := resp.Header["Retry-After"]; told {
			secs, _ := strconv.Atoi(values[0])
			wait = time.Duration(secs+1) * time.Second
		}
		time.Sleep(wait)
	}
	return errors.New("gave up")
}

// State is a state by its name.
func (h *Handler) State(out any) error {
	var resp *http.Response
	state, wait := "ask", time.Second
	for {
		switch state {
		case "ask":
			var err error
			if resp, err = h.c.Get(root + "/state"); err != nil {
				return err
			}
			state = "read"
			if resp.StatusCode == 429 || resp.StatusCode > 499 {
				resp.Body.Close()
				state = "sleep"
			} else if resp.StatusCode > 399 {
				state = "fail"
			}
		case "sleep":
			time.Sleep(wait)
			wait *= 2
			state = "ask"
		case "fail":
			resp.Body.Close()
			return errors.New(resp.Status)
		default:
			defer resp.Body.Close()
			return json.NewDecoder(resp.Body).Decode(out)
		}
	}
}

func newRequest(ctx context.Context, method, path string, body io.Reader) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, method, root+path, body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	return req, nil
}

// Read is repeated without a body.
func (h *Handler) Read(ctx context.Context) error {
	req, err := newRequest(ctx, "GET", "/read", nil)
	if err != nil {
		return err
	}
	for try := 1; ; try++ {
		resp, err := h.c.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode != 429 || try == 5 {
			return ok(resp, nil)
		}
		resp.Body.Close()
		time.Sleep(time.Duration(try) * time.Second)
	}
}

// Write is repeated with one that is gone.
func (h *Handler) Write(ctx context.Context, b []byte) error {
	req, err := newRequest(ctx, "POST", "/write", bytes.NewReader(b))
	if err != nil {
		return err
	}
	for try := 1; ; try++ {
		resp, err := h.c.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode != 429 || try == 5 {
			return ok(resp, nil)
		}
		resp.Body.Close()
		time.Sleep(time.Duration(try) * time.Second)
	}
}

// Outcome is what the user sees.
type Outcome struct {
	Saved bool
	Hint  string
}

// Save tells the user that something is wrong.
func (h *Handler) Save(b []byte) (Outcome, error) {
	resp, err := newClient(true).Post(root+"/save", "application/json", bytes.NewReader(b))
	if err != nil {
		return Outcome{}, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return Outcome{Hint: "some fields are not valid"}, nil
	case resp.StatusCode >= 400:
		return Outcome{}, errors.New(resp.Status)
	}
	return Outcome{Saved: true}, nil
}

// SaveWell tells what.
func (h *Handler) SaveWell(b []byte) (Outcome, error) {
	resp, err := newClient(true).Post(root+"/save", "application/json", bytes.NewReader(b))
	if err != nil {
		return Outcome{}, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusUnprocessableEntity:
		raw, _ := io.ReadAll(resp.Body)
		return Outcome{Hint: "some fields are not valid: " + string(raw)}, nil
	case resp.StatusCode >= 400:
		return Outcome{}, errors.New(resp.Status)
	}
	return Outcome{Saved: true}, nil
}

// kind names the answer for the metrics.
func kind(resp *http.Response) string {
	if resp.StatusCode == 422 {
		return "validation failed"
	}
	return "other"
}

// Counted counts.
func (h *Handler) Counted(b []byte) error {
	resp, err := newClient(true).Post(root+"/save", "application/json", bytes.NewReader(b))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	log.Print(kind(resp))
	if resp.StatusCode >= 400 {
		raw, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("%s: %s", resp.Status, raw)
	}
	return nil
}

func decode(resp *http.Response, out any) error {
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(out)
}

// Looks looks before it decodes.
func Looks(out *Outcome) error {
	resp, err := newClient(true).Get(root + "/looks")
	if err != nil {
		return err
	}
	if resp.StatusCode != 200 {
		resp.Body.Close()
		return errors.New(resp.Status)
	}
	return decode(resp, out)
}

// Hopes does not.
func Hopes(out *Outcome) error {
	resp, err := newClient(true).Get(root + "/hopes")
	if err != nil {
		return err
	}
	return decode(resp, out) // want medipimunchecked/unchecked
}

type job struct {
	name string
	do   func() error
}

func jobs() []job {
	return []job{
		{"a", A}, {"brands", brands}, {"media", media},
	}
}

func brands() error {
	resp, err := http.Get(root + "/brands") // want medipimretry/missing
	return ok(resp, err)
}

var errBusy = errors.New("busy")

func media() error {
	resp, err := http.Get(root + "/media")
	if err == nil && resp.StatusCode == 429 {
		return errBusy
	}
	return ok(resp, err)
}

// All runs them.
func All() {
	for _, j := range jobs() {
		if err := j.do(); err != nil {
			log.Print(j.name, ": ", err)
		}
	}
}

var steps = map[string]func() error{"labels": labels, "a": A}

func labels() error {
	return ok(http.Get(root + "/labels")) // want medipimretry/missing
}

// Steps runs them.
func Steps() error {
	for name, step := range steps {
		if err := step(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

var base = url.URL{Scheme: "https", Host: "www.example.org"}

// Elsewhere asks another API.
func Elsewhere() error {
	u := base
	u.Path = "/v4/products"
	return ok(http.Get(u.String()))
}

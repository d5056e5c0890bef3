//medipimlint:client

package backoffice

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

type service struct {
	hc   *http.Client
	root string
}

func newService(root string) *service {
	return &service{hc: &http.Client{Timeout: time.Minute}, root: root}
}

var errQuota = errors.New("backoffice: quota")

// raw is reported: none of those that call it knows of 429.
func (s *service) raw(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.root+path, nil)
	if err != nil {
		return nil, err
	}
	return s.hc.Do(req) // want medipimretry/missing
}

// Owners is not reported: raw's send is.
func (s *service) Owners(ctx context.Context) (names []string, err error) {
	resp, err := s.raw(ctx, "/v4/owners")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&names)
	return names, err
}

// Tags is not reported: raw's send is.
func (s *service) Tags(ctx context.Context) (tags map[string]int, err error) {
	resp, err := s.raw(ctx, "/v4/tags")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		return nil, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&tags)
	return tags, err
}

// open is not reported: one of those that call it does what is right.
func (s *service) open(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.root+path, nil)
	if err != nil {
		return nil, err
	}
	return s.hc.Do(req)
}

// Units is not reported: it waits and opens again.
func (s *service) Units(ctx context.Context) (units []string, err error) {
	for n := range 6 {
		resp, err := s.open(ctx, "/v4/units")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Second << n)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, errors.New(resp.Status)
		}
		err = json.NewDecoder(resp.Body).Decode(&units)
		return units, err
	}
	return nil, errQuota
}

// Colours is reported: it calls the same function, and does not do the same.
func (s *service) Colours(ctx context.Context) (colours []string, err error) {
	resp, err := s.open(ctx, "/v4/colours") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&colours)
	return colours, err
}

// Submit is reported: a form is sent, and 429 is as any error.
func (s *service) Submit(v url.Values) error {
	resp, err := s.hc.PostForm(s.root+"/v4/forms", v) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 > 2 {
		return fmt.Errorf("submit: %s", resp.Status)
	}
	return nil
}

// with gives the answer to f; it is not reported, as what f returns for 429 comes out of it.
func (s *service) with(ctx context.Context, path string, f func(*http.Response) error) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.root+path, nil)
	if err != nil {
		return err
	}
	resp, err := s.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return errQuota
	}
	return f(resp)
}

// Sizes is reported: of all errors, 429 alone is kept from the callback.
func (s *service) Sizes(ctx context.Context) (sizes []int, err error) {
	err = s.with(ctx, "/v4/sizes", func(resp *http.Response) error {
		return json.NewDecoder(resp.Body).Decode(&sizes) // want medipimunchecked/partial
	})
	return sizes, err
}

// Shapes is not reported: the callback looks first.
func (s *service) Shapes(ctx context.Context) (shapes []int, err error) {
	err = s.with(ctx, "/v4/shapes", func(resp *http.Response) error {
		if resp.StatusCode != http.StatusOK {
			return errors.New(resp.Status)
		}
		return json.NewDecoder(resp.Body).Decode(&shapes)
	})
	return shapes, err
}

type limited struct{ after time.Duration }

func (l *limited) Error() string { return fmt.Sprintf("limited for %s", l.after) }

// hint is not reported: the error is made for 429, with what the header says.
func (s *service) hint(ctx context.Context, path string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.root+path, nil)
	if err != nil {
		return err
	}
	resp, err := s.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return &limited{after: time.Duration(secs) * time.Second}
	case resp.StatusCode > 299:
		return errors.New(resp.Status)
	}
	return nil
}

// Trust is reported: without the header there is no pause.
func (s *service) Trust(ctx context.Context) error {
	for range 4 {
		err := s.hint(ctx, "/v4/trust")
		var l *limited
		if errors.As(err, &l) { // want medipimretry/immediate
			time.Sleep(l.after)
			continue
		}
		return err
	}
	return errQuota
}

// Doubt is not reported: five seconds are added.
func (s *service) Doubt(ctx context.Context) error {
	for range 4 {
		err := s.hint(ctx, "/v4/doubt")
		var l *limited
		if errors.As(err, &l) {
			time.Sleep(l.after + 5*time.Second)
			continue
		}
		return err
	}
	return errQuota
}

// task has its work and its condition in fields.
type task struct {
	run   func(context.Context) error
	again func(error) bool
	every time.Duration
}

// drive is not reported: it sends nothing, and waits between.
func (t task) drive(ctx context.Context) error {
	for {
		err := t.run(ctx)
		if err == nil || !t.again(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, context.Cause(ctx))
		case <-time.After(t.every):
		}
	}
}

// Tasks is not reported: its condition is the sentinel of 429.
func (s *service) Tasks() []task {
	quota := func(err error) bool { return errors.Is(err, errQuota) }
	nop := func(*http.Response) error { return nil }
	return []task{
		{run: func(ctx context.Context) error { return s.with(ctx, "/v4/one", nop) }, again: quota, every: time.Minute},
		{run: func(ctx context.Context) error { return s.with(ctx, "/v4/two", nop) }, again: quota, every: time.Minute},
	}
}

// Night is not reported: it drives the tasks.
func Night(ctx context.Context, root string) error {
	for _, t := range newService(root).Tasks() {
		if err := t.drive(ctx); err != nil {
			return err
		}
	}
	return nil
}

type hooks struct {
	send func(*http.Request) (*http.Response, error)
	root string
}

func newHooks(root string) *hooks { return &hooks{send: http.DefaultClient.Do, root: root} }

// Alive is reported: the field is http.Client's Do, and 429 is as any error.
func (h *hooks) Alive(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, h.root+"/v4/alive", nil)
	if err != nil {
		return err
	}
	resp, err := h.send(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

type patient struct {
	send func(*http.Request) (*http.Response, error)
	root string
}

// newPatient is not reported: the closure that it stores waits after 429, and its requests have no body.
func newPatient(root string) *patient {
	return &patient{root: root, send: func(req *http.Request) (*http.Response, error) {
		for n := 0; ; n++ {
			resp, err := http.DefaultClient.Do(req)
			if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 5 {
				return resp, err
			}
			resp.Body.Close()
			time.Sleep(time.Second << n)
		}
	}}
}

// Alive is not reported: the stored closure does what is needed.
func (p *patient) Alive(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.root+"/v4/alive", nil)
	if err != nil {
		return err
	}
	resp, err := p.send(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

// Alive asks in both ways.
func Alive(ctx context.Context, root string) error {
	return errors.Join(newHooks(root).Alive(ctx), newPatient(root).Alive(ctx))
}

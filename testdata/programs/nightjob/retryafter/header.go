//medipimlint:client

// Package retryafter reads the pause from the answer.
package retryafter

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// Session has the connection.
type Session struct {
	hc   *http.Client
	root string
}

var errGaveUp = errors.New("gave up")

// ErrSlowDown is what a 429 becomes.
var ErrSlowDown = errors.New("slow down")

// NewSession makes a session.
func NewSession(hc *http.Client) *Session {
	return &Session{hc: hc, root: "https://api.medipim.be/v4"}
}

// checkOK turns a bad answer into a general error.
func checkOK(resp *http.Response) error {
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("answer %s", resp.Status)
	}
	return nil
}

// Both asks for the status and the header in one condition.
func (s *Session) Both(id string) error {
	for range 4 {
		resp, err := s.hc.Get(s.root + "/products/find?id=" + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == 429 && resp.Header.Get("Retry-After") != "" { // want medipimretry/header
			resp.Body.Close()
			time.Sleep(10 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// Either waits on the status or the header.
func (s *Session) Either(id string) error {
	for range 4 {
		resp, err := s.hc.Get(s.root + "/products/find?id=" + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == 429 || resp.Header.Get("Retry-After") != "" {
			resp.Body.Close()
			time.Sleep(10 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// Nested asks for the header inside the branch, and else falls out of it.
func (s *Session) Nested(id string) error {
	for range 4 {
		resp, err := s.hc.Get(s.root + "/products/find?id=" + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			if after := resp.Header.Get("Retry-After"); after != "" { // want medipimretry/header
				resp.Body.Close()
				fmt.Println("told to wait", after)
				time.Sleep(8 * time.Second)
				continue
			}
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// NestedWithElse waits without the header as well.
func (s *Session) NestedWithElse(id string) error {
	for range 4 {
		resp, err := s.hc.Get(s.root + "/products/find?id=" + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			if after := resp.Header.Get("Retry-After"); after != "" {
				d, err := time.ParseDuration(after + "s")
				if err != nil {
					d = 5 * time.Second
				}
				time.Sleep(d)
			} else {
				time.Sleep(5 * time.Second)
			}
			resp.Body.Close()
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// NestedWithSentinel gives the sentinel where there is no header.
func (s *Session) NestedWithSentinel(id string) error {
	for range 4 {
		resp, err := s.hc.Get(s.root + "/products/find?id=" + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			if resp.Header.Get("Retry-After") == "" {
				return ErrSlowDown
			}
			time.Sleep(30 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// HeaderAlone looks at nothing but the header.
func (s *Session) HeaderAlone(id string) error {
	for range 4 {
		resp, err := s.hc.Get(s.root + "/brands/find?id=" + id)
		if err != nil {
			return err
		}
		if ra := resp.Header.Get("Retry-After"); ra != "" { // want medipimretry/header
			resp.Body.Close()
			time.Sleep(15 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// Number waits if the header is a number.
func (s *Session) Number(id string) error {
	for range 4 {
		resp, err := s.hc.Get(s.root + "/brands/find?id=" + id)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			if secs, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil { // want medipimretry/header
				resp.Body.Close()
				time.Sleep(time.Duration(secs) * time.Second)
				continue
			}
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// Values counts the header's values.
func (s *Session) Values(id string) error {
	for range 4 {
		resp, err := s.hc.Get(s.root + "/media/find?id=" + id)
		if err != nil {
			return err
		}
		if len(resp.Header.Values("Retry-After")) > 0 { // want medipimretry/header
			resp.Body.Close()
			time.Sleep(20 * time.Second)
			continue
		}
		return checkOK(resp)
	}
	return errGaveUp
}

// Again calls itself if the header is there.
func (s *Session) Again(ctx context.Context, id string, left int) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.root+"/media/find?id="+id, nil)
	if err != nil {
		return err
	}
	resp, err := s.hc.Do(req)
	if err != nil {
		return err
	}
	after := resp.Header.Get("Retry-After")
	if left > 0 && after != "" { // want medipimretry/header
		resp.Body.Close()
		time.Sleep(20 * time.Second)
		return s.Again(ctx, id, left-1)
	}
	return checkOK(resp)
}

// AgainAnyhow calls itself on the status, and the header only says how long.
func (s *Session) AgainAnyhow(ctx context.Context, id string, left int) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.root+"/media/find?id="+id, nil)
	if err != nil {
		return err
	}
	resp, err := s.hc.Do(req)
	if err != nil {
		return err
	}
	if left > 0 && resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		time.Sleep(waitFor(resp))
		return s.AgainAnyhow(ctx, id, left-1)
	}
	return checkOK(resp)
}

// waitFor has an answer for every form of the header.
func waitFor(resp *http.Response) time.Duration {
	h := resp.Header.Get("Retry-After")
	if n, err := strconv.Atoi(h); err == nil && n > 0 {
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(h); err == nil && time.Until(t) > 0 {
		return time.Until(t)
	}
	return 5 * time.Second
}

// Switched tests the header in one case and gives up in the next.
func (s *Session) Switched(id string) error {
	for range 4 {
		resp, err := s.hc.Get(s.root + "/media/find?id=" + id)
		if err != nil {
			return err
		}
		switch {
		case resp.Header.Get("Retry-After") != "": // want medipimretry/header
			resp.Body.Close()
			time.Sleep(20 * time.Second)
			continue
		case resp.StatusCode >= 400:
			resp.Body.Close()
			return fmt.Errorf("media: %d", resp.StatusCode)
		}
		return resp.Body.Close()
	}
	return errGaveUp
}

// SwitchedBoth has a case for 429 without the header.
func (s *Session) SwitchedBoth(id string) error {
	for range 4 {
		resp, err := s.hc.Get(s.root + "/media/find?id=" + id)
		if err != nil {
			return err
		}
		switch {
		case resp.Header.Get("Retry-After") != "":
			resp.Body.Close()
			time.Sleep(20 * time.Second)
			continue
		case resp.StatusCode == 429:
			resp.Body.Close()
			time.Sleep(5 * time.Second)
			continue
		case resp.StatusCode >= 400:
			resp.Body.Close()
			return fmt.Errorf("media: %d", resp.StatusCode)
		}
		return resp.Body.Close()
	}
	return errGaveUp
}

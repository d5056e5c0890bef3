// Package policies retries by policies that are handed around: as functions, behind interfaces, in the fields of
// transports.
package policies

import (
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"time"
)

const base = "https://api.medipim.be/v4"

// Fault is an answer that is an error.
type Fault struct{ Status int }

func (f *Fault) Error() string { return fmt.Sprintf("status %d", f.Status) }

func head(path string) error {
	resp, err := http.Head(base + path)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &Fault{resp.StatusCode}
	}
	return nil
}

// delays yields ever longer delays.
func delays(n int) iter.Seq[time.Duration] {
	return func(yield func(time.Duration) bool) {
		for d := time.Second; n > 0; n, d = n-1, 2*d {
			if !yield(d) {
				return
			}
		}
	}
}

func repeat(again func(error) bool, try func() error) (err error) {
	for d := range delays(4) {
		if err = try(); err == nil || !again(err) {
			return err
		}
		time.Sleep(d)
	}
	return err
}

// broken is about the server alone; nobody asks busy for the errors that it lets go.
func broken(err error) bool {
	f, ok := errors.AsType[*Fault](err)
	return ok && f.Status >= 500 // want medipimretry/incomplete
}

func busy(err error) bool {
	f, ok := errors.AsType[*Fault](err)
	return ok && (f.Status == http.StatusTooManyRequests || f.Status >= 500)
}

// Hurried leaves a 429 out.
func Hurried() error {
	return repeat(broken, func() error {
		resp, err := http.Head(base + "/hurried")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return &Fault{resp.StatusCode}
		}
		return nil
	})
}

// Patient does not.
func Patient() error {
	return repeat(busy, func() error { return head("/patient") })
}

// Policy says whether to try again, and when.
type Policy interface {
	Again(resp *http.Response, n int) (time.Duration, bool)
}

// Strict is the one policy that Strictly is called with.
type Strict struct{}

func (Strict) Again(resp *http.Response, n int) (time.Duration, bool) {
	if resp.StatusCode < http.StatusInternalServerError { // want medipimretry/incomplete
		return 0, false
	}
	return time.Second << n, n < 3
}

// Kind is never used strictly.
type Kind struct{}

func (Kind) Again(resp *http.Response, n int) (time.Duration, bool) {
	return time.Second << n, n < 3 && resp.StatusCode == http.StatusTooManyRequests
}

// Strictly asks by the strict policy.
func Strictly() (int, error) { return strictly(Strict{}) }

func strictly(p Policy) (int, error) {
	for n := 0; ; n++ {
		resp, err := http.Head(base + "/strictly")
		if err != nil {
			return 0, err
		}
		resp.Body.Close()
		d, again := p.Again(resp, n)
		if !again {
			return resp.StatusCode, nil
		}
		time.Sleep(d)
	}
}

// Kindly asks by the other one.
func Kindly() (int, error) { return kindly(Kind{}) }

func kindly(p Policy) (int, error) {
	for n := 0; ; n++ {
		resp, err := http.Head(base + "/kindly")
		if err != nil {
			return 0, err
		}
		resp.Body.Close()
		d, again := p.Again(resp, n)
		if !again {
			return resp.StatusCode, nil
		}
		time.Sleep(d)
	}
}

// repeater tries again what its own test says.
type repeater struct {
	next  http.RoundTripper
	again func(*http.Response) bool
}

func (r *repeater) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := r.next.RoundTrip(req.Clone(req.Context()))
		if err != nil || n == 3 || !r.again(resp) {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

func newNightly() *http.Client {
	return &http.Client{Transport: &repeater{http.DefaultTransport, func(resp *http.Response) bool {
		return resp.StatusCode > 499 // want medipimretry/incomplete
	}}}
}

func newDaily() *http.Client {
	return &http.Client{Transport: &repeater{http.DefaultTransport, func(resp *http.Response) bool {
		return resp.StatusCode > 499 || resp.StatusCode == http.StatusTooManyRequests
	}}}
}

// Nightly goes by the transport that leaves a 429 out.
func Nightly() (int, error) {
	resp, err := newNightly().Get(base + "/nightly")
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

// Daily goes by the other one.
func Daily() (int, error) {
	resp, err := newDaily().Get(base + "/daily")
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

// forceList is long, and the test before it is undecided.
var forceList = [...]int{500, 502, 503, 504, 520, 521, 522, 429}

type limit struct{ total int }

func (l limit) again(status, n int) bool {
	if n >= l.total {
		return false
	}
	for _, s := range forceList {
		if s == status {
			return true
		}
	}
	return false
}

// ByList tries again what is in the list.
func ByList(l limit) (int, error) {
	for n := 0; ; n++ {
		resp, err := http.Head(base + "/bylist")
		if err != nil {
			return 0, err
		}
		resp.Body.Close()
		if !l.again(resp.StatusCode, n) {
			return resp.StatusCode, nil
		}
		time.Sleep(time.Second << n)
	}
}

var shortList = []int{500, 502, 503, 504, 520, 521}

// ByShortList does not try a 429 again.
func ByShortList(tries int) (int, error) {
	for n := 0; ; n++ {
		resp, err := http.Head(base + "/byshortlist")
		if err != nil {
			return 0, err
		}
		resp.Body.Close()
		if n >= tries || !slices.Contains(shortList, resp.StatusCode) { // want medipimretry/incomplete
			return resp.StatusCode, nil
		}
		time.Sleep(time.Second << n)
	}
}

package outcome

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// Policy is what a caller may set for a series of tries.
type Policy struct {
	Tries   int
	Wait    func(try int) time.Duration
	RetryOn func(*http.Response) bool
}

// Default is not reported: what it sends again has 429 in it.
func Default() Policy {
	return Policy{
		Tries:   5,
		Wait:    func(try int) time.Duration { return time.Second << try },
		RetryOn: func(r *http.Response) bool { return r.StatusCode == 429 || r.StatusCode >= 502 },
	}
}

// Do is not reported: its only policy covers 429.
func Do(ctx context.Context, url string) error {
	p := Default()
	for try := range p.Tries {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if p.RetryOn(resp) {
			time.Sleep(p.Wait(try))
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("do: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("do: gave up")
}

// DoUpstream is reported: the closure knows of the 5xx alone.
func DoUpstream(ctx context.Context, url string) error {
	shouldRetry := func(status int) bool {
		return status > 499 // want medipimretry/incomplete
	}
	for try := range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if shouldRetry(resp.StatusCode) {
			time.Sleep(time.Second << try)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("do: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("do: gave up")
}

// DoAbove is reported: the bound is one too high.
func DoAbove(ctx context.Context, url string) error {
	for try := range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode > http.StatusTooManyRequests { // want medipimretry/incomplete
			time.Sleep(time.Second << try)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("do: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("do: gave up")
}

// DoFrom is not reported: the bound takes 429 in.
func DoFrom(ctx context.Context, url string) error {
	for try := range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode > http.StatusUnprocessableEntity {
			time.Sleep(time.Second << try)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("do: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("do: gave up")
}

var passing = []int{http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}

// DoListed is reported: the list has no 429.
func DoListed(ctx context.Context, url string) error {
	for try := range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if slices.Contains(passing, resp.StatusCode) { // want medipimretry/incomplete
			time.Sleep(time.Second << try)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("do: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("do: gave up")
}

var final = []int{http.StatusOK, http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusUnprocessableEntity}

// DoUnlisted is not reported: the list is of those that are not sent again, and 429 is not one of them.
func DoUnlisted(ctx context.Context, url string) (int, error) {
	for try := range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return 0, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return 0, err
		}
		resp.Body.Close()
		if !slices.Contains(final, resp.StatusCode) {
			time.Sleep(time.Second << try)
			continue
		}
		return resp.StatusCode, nil
	}
	return 0, fmt.Errorf("do: gave up")
}

var delays = map[int]time.Duration{
	http.StatusBadGateway:         time.Second,
	http.StatusServiceUnavailable: 5 * time.Second,
}

// DoTable is reported: the table has no line for 429.
func DoTable(ctx context.Context, url string) error {
	for range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if d, ok := delays[resp.StatusCode]; ok { // want medipimretry/incomplete
			time.Sleep(d)
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("do: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("do: gave up")
}

var rules = []struct {
	from, to int
	wait     time.Duration
}{
	{429, 429, 10 * time.Second},
	{500, 599, time.Second},
}

// DoRules is not reported: the first rule is for 429.
func DoRules(ctx context.Context, url string) error {
next:
	for range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		for _, r := range rules {
			if r.from <= resp.StatusCode && resp.StatusCode <= r.to {
				time.Sleep(r.wait)
				continue next
			}
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("do: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("do: gave up")
}

// DoLost is reported: only the errors of the connection are tried again.
func DoLost(ctx context.Context, url string) error {
	for try := range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil { // want medipimretry/incomplete
			time.Sleep(time.Second << try)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode >= 300 {
			return fmt.Errorf("do: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("do: gave up")
}

// DoAnything is not reported: whatever is no 200 is tried again, after a pause.
func DoAnything(ctx context.Context, url string) (err error) {
	for try := range 5 {
		var req *http.Request
		if req, err = http.NewRequestWithContext(ctx, http.MethodGet, url, nil); err != nil {
			return err
		}
		var resp *http.Response
		if resp, err = http.DefaultClient.Do(req); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			err = fmt.Errorf("do: %s", resp.Status)
		}
		time.Sleep(time.Second << try)
	}
	return err
}

package medipimhash

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

func sums(resp *http.Response) ([]Sum, error) {
	defer resp.Body.Close()
	if err := notOK(resp); err != nil {
		return nil, err
	}
	var out []Sum
	err := json.NewDecoder(resp.Body).Decode(&out)
	return out, err
}

// Plain uses the library as it comes.
// ok: the default policy covers 429
func Plain() ([]Sum, error) {
	resp, err := retryablehttp.Get(api + "/media/latest")
	if err != nil {
		return nil, err
	}
	return sums(resp)
}

// Propagated uses the other policy of the library.
// ok: ErrorPropagatedRetryPolicy covers 429 too
func Propagated(ctx context.Context) ([]Sum, error) {
	c := retryablehttp.NewClient()
	c.CheckRetry = retryablehttp.ErrorPropagatedRetryPolicy
	c.Backoff = retryablehttp.LinearJitterBackoff
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodGet, api+"/media/latest", nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	return sums(resp)
}

// Extra retries more than the library does.
// ok: a policy of one's own that falls back on the library's
func Extra() ([]Sum, error) {
	c := retryablehttp.NewClient()
	c.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		if err == nil && resp.StatusCode == http.StatusLocked {
			return true, nil
		}
		return retryablehttp.DefaultRetryPolicy(ctx, resp, err)
	}
	resp, err := c.Get(api + "/media/latest")
	if err != nil {
		return nil, err
	}
	return sums(resp)
}

// Own names 429 itself.
// ok: a policy of one's own that covers 429
func Own() ([]Sum, error) {
	c := retryablehttp.NewClient()
	c.RetryMax = 10
	c.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if err != nil {
			return true, nil
		}
		switch resp.StatusCode {
		case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable:
			return true, nil
		}
		return false, nil
	}
	resp, err := c.Get(api + "/media/latest")
	if err != nil {
		return nil, err
	}
	return sums(resp)
}

// FromEnv reads its number of retries from the environment.
// ok: the count is not known here
func FromEnv() ([]Sum, error) {
	c := retryablehttp.NewClient()
	if n, err := strconv.Atoi(os.Getenv("RETRIES")); err == nil {
		c.RetryMax = n
	}
	c.RetryMax = cmp.Or(c.RetryMax, 4)
	resp, err := c.Get(api + "/media/latest")
	if err != nil {
		return nil, err
	}
	return sums(resp)
}

// Standard is an http.Client whose transport retries.
type Standard struct{ hc *http.Client }

// NewStandard makes a Standard.
func NewStandard() Standard { return Standard{hc: retryablehttp.NewClient().StandardClient()} }

// Latest reads through it.
// ok: StandardClient retries
func (s Standard) Latest(ctx context.Context) ([]Sum, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, api+"/media/latest", nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.hc.Do(req)
	if err != nil {
		return nil, err
	}
	return sums(resp)
}

// Layered puts the retrying round tripper under a client with a time-out.
// ok: retryablehttp.RoundTripper in a client of one's own
func Layered() ([]Sum, error) {
	inner := retryablehttp.NewClient()
	inner.RetryWaitMax = time.Minute
	hc := &http.Client{Timeout: 5 * time.Minute, Transport: &retryablehttp.RoundTripper{Client: inner}}
	resp, err := hc.Get(api + "/media/latest")
	if err != nil {
		return nil, err
	}
	return sums(resp)
}

// RateError is what is left of a 429.
type RateError struct{ After time.Duration }

func (e *RateError) Error() string { return fmt.Sprintf("slow down for %s", e.After) }

// Direct does not retry, and says so.
// ok: RetryMax 0, and the 429 goes up as an error of its own
func Direct(ctx context.Context) ([]Sum, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, api+"/media/latest", nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		defer resp.Body.Close()
		s, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return nil, &RateError{After: time.Duration(max(s, 5)) * time.Second}
	}
	return sums(resp)
}

// Patient waits for Direct.
// ok: the caller waits
func Patient(ctx context.Context) ([]Sum, error) {
	for range 5 {
		s, err := Direct(ctx)
		if re, ok := errors.AsType[*RateError](err); ok {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(re.After):
				continue
			}
		}
		return s, err
	}
	return nil, errors.New("five times is enough")
}

// CDN fetches a photo from where the API says that it is.
// ok: the URL is of another host; only the first request is Medipim's
func CDN(w io.Writer) error {
	resp, err := http.Get("https://cdn.example.net/photos/1.jpg")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// Problem reads an error body under its real status.
// ok: codes that come with their status; an unknown one is only logged
func Problem(resp *http.Response) error {
	var p problem
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return notOK(resp)
	}
	switch resp.StatusCode {
	case http.StatusNotFound:
		if p.Error.Code == "not_found" {
			return nil
		}
		return fmt.Errorf("no such endpoint: %s", p.Error.Message)
	case http.StatusUnauthorized, http.StatusForbidden:
		if p.Error.Code == "not_authorized" {
			return errors.New("not permitted")
		}
		return errors.New("key refused: " + p.Error.Message)
	}
	return notOK(resp)
}

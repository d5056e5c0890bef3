// Package meters is the observed client of the data team: a chain of transports, of which
// the inner ones measure and the outer one decides.
package meters

import (
	"bytes"
	"encoding/json"
	"expvar"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

var (
	medipimAnswers   = expvar.NewMap("medipim_answers")
	medipimCodes     = expvar.NewMap("medipim_codes")
	medipimThrottled atomic.Int64
)

// RT makes a RoundTripper of a function.
type RT func(*http.Request) (*http.Response, error)

// RoundTrip implements http.RoundTripper.
func (f RT) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Count counts answers by status; it changes nothing.
func Count(next http.RoundTripper) http.RoundTripper {
	return RT(func(r *http.Request) (*http.Response, error) {
		start := time.Now()
		resp, err := next.RoundTrip(r)
		if err != nil {
			medipimAnswers.Add("failed", 1)
			return nil, err
		}
		medipimAnswers.Add(strconv.Itoa(resp.StatusCode), 1)
		if resp.StatusCode == http.StatusTooManyRequests {
			medipimThrottled.Add(1)
		}
		slog.Debug("catalogue", "status", resp.StatusCode, "took", time.Since(start))
		return resp, nil
	})
}

// peeked is the error as the dashboards want it.
type peeked struct {
	Error struct {
		Status  json.Number `json:"status"`
		Code    string      `json:"code"`
		Message string      `json:"message"`
	} `json:"error"`
}

// Peek labels errors with their code, and puts the body back.
func Peek(next http.RoundTripper) http.RoundTripper {
	return RT(func(r *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(r)
		if err != nil || resp.StatusCode < 400 {
			return resp, err
		}
		raw, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		resp.Body = io.NopCloser(bytes.NewReader(raw))
		if err != nil {
			return resp, nil
		}
		var p peeked
		if json.Unmarshal(raw, &p) != nil {
			medipimCodes.Add("unparsable", 1)
			return resp, nil
		}
		label := p.Error.Code
		if label == "" {
			label = "none"
		}
		medipimCodes.Add(label, 1)
		medipimCodes.Add(fmt.Sprintf("%s/%s", label, p.Error.Status), 1)
		slog.Info("catalogue error", "http", resp.StatusCode, "body", p.Error.Status.String(), "text", p.Error.Message)
		return resp, nil
	})
}

// Wait repeats after a 429, up to n times, twice as late each time.
func Wait(n int, first time.Duration, next http.RoundTripper) http.RoundTripper {
	return RT(func(r *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(r)
		for d := first; n > 0 && err == nil && resp.StatusCode == http.StatusTooManyRequests; d *= 2 {
			if d > first<<n {
				break
			}
			resp.Body.Close()
			t := time.NewTimer(max(d, 100*time.Millisecond))
			select {
			case <-r.Context().Done():
				t.Stop()
				return nil, r.Context().Err()
			case <-t.C:
			}
			again := r.Clone(r.Context())
			if r.GetBody != nil {
				if again.Body, err = r.GetBody(); err != nil {
					return nil, err
				}
			}
			resp, err = next.RoundTrip(again)
		}
		return resp, err
	})
}

// NewClient is the chain.
func NewClient() *http.Client {
	return &http.Client{
		Timeout:   2 * time.Minute,
		Transport: Wait(5, time.Second, Count(Peek(http.DefaultTransport))),
	}
}

// Media lists the pictures of a product.
func Media(c *http.Client, base string, product int) ([]string, error) {
	body := fmt.Sprintf(`{"filter":{"product":%d}}`, product)
	resp, err := c.Post(base+"/v4/media/query", "application/json", bytes.NewBufferString(body))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return nil, fmt.Errorf("media of %d: %s", product, resp.Status)
	}
	var list struct {
		Results []struct{ URL string }
	}
	if err := json.NewDecoder(resp.Body).Decode(&list); err != nil {
		return nil, err
	}
	urls := make([]string, 0, len(list.Results))
	for _, m := range list.Results {
		urls = append(urls, m.URL)
	}
	return urls, nil
}

// NewMediaLister binds Media to a client that was made here.
func NewMediaLister(base string) func(product int) ([]string, error) {
	medipim := NewClient()
	return func(product int) ([]string, error) { return Media(medipim, base, product) }
}

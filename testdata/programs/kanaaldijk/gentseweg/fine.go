package gentseweg

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/eapache/go-resiliency/retrier"
	jitter "github.com/jpillora/backoff"
	"github.com/lestrrat-go/backoff/v2"
	"github.com/matryer/try"
	"github.com/sethvargo/go-retry"
)

// Sorted marks 429 and 5xx as retryable.
// ok: go-retry with a retryable error for 429
func Sorted(ctx context.Context, body []byte) ([]Row, error) {
	b := retry.WithJitter(100*time.Millisecond, retry.WithMaxRetries(5, retry.NewFibonacci(time.Second)))
	return retry.DoValue(ctx, b, func(ctx context.Context) ([]Row, error) {
		req, err := post(ctx, body)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return nil, retry.RetryableError(err)
		}
		out, err := rows(resp)
		switch s := resp.StatusCode; {
		case s == http.StatusTooManyRequests, s >= 500:
			return nil, retry.RetryableError(err)
		}
		return out, err
	})
}

// Again uses the same request, whose body it makes anew.
// ok: GetBody before each try
func Again(ctx context.Context, body []byte) (out []Row, err error) {
	req, err := post(ctx, body)
	if err != nil {
		return nil, err
	}
	return out, retry.Exponential(ctx, time.Second, func(context.Context) error {
		if req.Body, err = req.GetBody(); err != nil {
			return err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return err
		}
		if out, err = rows(resp); err != nil {
			return retry.RetryableError(err)
		}
		return nil
	})
}

// Waves has its pauses in the head of the loop.
// ok: backoff.Continue waits before each round
func Waves(ctx context.Context, body []byte) ([]Row, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for c := policy.Start(ctx); backoff.Continue(c); {
		req, err := post(ctx, body)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			continue
		}
		return rows(resp)
	}
	return nil, errors.New("waves: given up")
}

// Jittered sleeps as long as jpillora's counter says.
// ok: a pause before the next round, longer if the server asks
func Jittered(ctx context.Context, body []byte) ([]Row, error) {
	b := jitter.Backoff{Factor: 3, Max: time.Minute}
	for {
		req, err := post(ctx, body)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || b.Attempt() > 6 {
			return rows(resp)
		}
		resp.Body.Close()
		d := b.Duration()
		if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			d = max(d, time.Duration(s)*time.Second)
		}
		t := time.NewTimer(d)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return nil, ctx.Err()
		}
	}
}

// Tried sleeps in the function that try calls.
// ok: the pause is in the closure
func Tried(body []byte) (out []Row, err error) {
	err = try.Do(func(attempt int) (bool, error) {
		resp, err := hc.Post(productsURL, "application/json", bytes.NewReader(body))
		if err != nil {
			return false, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Duration(attempt) * time.Second)
			return attempt < 5, errors.New("throttled")
		}
		out, err = rows(resp)
		return false, err
	})
	return out, err
}

var errThrottled = errors.New("gentseweg: throttled")

// Classified retries one error only, that of a 429.
// ok: the list of errors has the one for 429
func Classified(ctx context.Context) (out []Row, err error) {
	r := retrier.New(retrier.ConstantBackoff(5, 3*time.Second), retrier.WhitelistClassifier{errThrottled})
	err = r.RunCtx(ctx, func(ctx context.Context) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.medipim.be/v4/pallets", nil)
		if err != nil {
			return err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			return errThrottled
		}
		out, err = rows(resp)
		return err
	})
	return out, err
}

// Any retries any error.
// ok: the default classifier and an error for each error answer
func Any() (out []Row, err error) {
	err = retrier.New(retrier.LimitedExponentialBackoff(6, time.Second, time.Minute), nil).Run(func() error {
		resp, err := hc.Get("https://api.medipim.be/v4/pallets")
		if err != nil {
			return err
		}
		out, err = rows(resp)
		return err
	})
	return out, err
}

// Weighbridge asks the weighbridge at the gate.
// ok: another host; try without pauses is its own business
func Weighbridge() (kg int, err error) {
	err = try.Do(func(attempt int) (bool, error) {
		resp, err := hc.Get("http://weegbrug.depot.example/now")
		if err != nil {
			return attempt < 3, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return true, errors.New("busy")
		}
		return false, json.NewDecoder(resp.Body).Decode(&kg)
	})
	return kg, err
}

// Known reads an error body; the codes are of the catalog.
// ok: known codes, the number in the body only printed
func Known(resp *http.Response) error {
	var e struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		return nil
	}
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	switch e.Error.Code {
	case "too_many_requests":
		return errThrottled
	case "server_error", "bad_request":
		return fmt.Errorf("%d: %s", e.Error.Status, e.Error.Message)
	}
	return errors.New(e.Error.Code)
}

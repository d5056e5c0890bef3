package labelsvc

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/avast/retry-go/v4"
	retry5 "github.com/avast/retry-go/v5"
)

// Every retries all that is not a label.
// ok: any error answer is a retryable error
func (m *MedipimLabels) Every(cnk string) (l *Label, err error) {
	err = retry.Do(func() error {
		resp, err := m.hc.Get(m.base + "/v4/labels/find?cnk=" + cnk)
		if err != nil {
			return err
		}
		l, err = label(resp)
		return err
	}, retry.Attempts(m.tries), retry.OnRetry(func(n uint, err error) {
		slog.Warn("label", "try", n, "err", err)
	}))
	return l, err
}

// Picked has a condition with 429 in it.
// ok: RetryIf covers 429
func (m *MedipimLabels) Picked(cnk string) (*Label, error) {
	return retry.DoWithData(func() (*Label, error) {
		resp, err := m.hc.Get(m.base + "/v4/labels/find?cnk=" + cnk)
		if err != nil {
			return nil, err
		}
		return label(resp)
	}, retry.RetryIf(func(err error) bool {
		se, ok := errors.AsType[StatusError](err)
		return !ok || se.Status == http.StatusTooManyRequests || se.Status >= 500
	}), retry.Delay(time.Second))
}

// Next is the same with the next version.
// ok: 4xx is unrecoverable, but for 429
func (m *MedipimLabels) Next(ctx context.Context, cnk string) (*Label, error) {
	return retry5.NewWithData[*Label](retry5.UntilSucceeded(), retry5.Context(ctx)).Do(func() (*Label, error) {
		resp, err := m.hc.Get(m.base + "/v4/labels/find?cnk=" + cnk)
		if err != nil {
			return nil, err
		}
		l, err := label(resp)
		if s := resp.StatusCode; s >= 400 && s < 500 && s != 429 {
			return nil, retry5.Unrecoverable(err)
		}
		return l, err
	})
}

// PrintAgain prints, with a reader for each try.
// ok: the form's reader is made in the closure
func (m *MedipimLabels) PrintAgain(l Label) error {
	form := url.Values{"cnk": {l.CNK}, "text": {l.Text}}.Encode()
	return retry.Do(func() error {
		resp, err := m.hc.Post(m.base+"/v4/labels/print", "application/x-www-form-urlencoded", strings.NewReader(form))
		if err != nil {
			return err
		}
		_, err = label(resp)
		return err
	})
}

// retrying is how this package calls the library.
func (m *MedipimLabels) retrying(send func() (*http.Response, error)) (*http.Response, error) {
	return retry.DoWithData(func() (*http.Response, error) {
		resp, err := send()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 400 {
			resp.Body.Close()
			return nil, StatusError{Status: resp.StatusCode}
		}
		return resp, nil
	}, retry.Attempts(m.tries), retry.Delay(500*time.Millisecond), retry.LastErrorOnly(true))
}

// Through goes through retrying.
// ok: the helper makes errors of error answers, and the library retries them
func (m *MedipimLabels) Through(cnk string) (*Label, error) {
	resp, err := m.retrying(func() (*http.Response, error) {
		return m.hc.Get(m.base + "/v4/labels/find?cnk=" + cnk)
	})
	if err != nil {
		return nil, err
	}
	return label(resp)
}

// CountSlowly waits between the tries.
// ok: the sentinel of a 429 is waited for
func (m *MedipimLabels) CountSlowly(ctx context.Context) (int, error) {
	tick := time.NewTicker(10 * time.Second)
	defer tick.Stop()
	for {
		n, err := m.count()
		if !errors.Is(err, errTooFast) {
			return n, err
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

// CountOrSay hands the sentinel on with a word of its own.
// ok: the 429 goes to the caller as an error
func (m *MedipimLabels) CountOrSay() (int, error) {
	n, err := m.count()
	if errors.Is(err, errTooFast) {
		return 0, fmt.Errorf("counting labels: %w", err)
	}
	return n, err
}

// Proxy answers a client of ours.
// ok: answering 503 to one's own client
func (m *MedipimLabels) Proxy(w http.ResponseWriter, r *http.Request) {
	n, err := m.count()
	switch {
	case errors.Is(err, errTooFast):
		http.Error(w, "busy", http.StatusServiceUnavailable)
	case err != nil:
		http.Error(w, err.Error(), http.StatusBadGateway)
	default:
		fmt.Fprintln(w, n)
	}
}

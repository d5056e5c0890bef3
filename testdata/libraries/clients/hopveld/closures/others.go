package closures

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	avast "github.com/avast/retry-go/v4"
	"github.com/sethvargo/go-retry"
)

// Avast repeats whatever is an error, and unpack makes one of every bad answer: silent.
func (m *MedipimShelf) Avast(ctx context.Context, body []byte) (*Box, error) {
	var box *Box
	err := avast.Do(func() error {
		req, err := m.request(ctx, body)
		if err != nil {
			return avast.Unrecoverable(err)
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return err
		}
		box, err = unpack(resp)
		return err
	}, avast.Attempts(6), avast.Delay(pause), avast.Context(ctx))
	return box, err
}

// AvastIf lets its filter through errors of the server alone: reported on the comparison in the filter.
func (m *MedipimShelf) AvastIf(ctx context.Context, body []byte) (*Box, error) {
	return avast.DoWithData(func() (*Box, error) {
		req, err := m.request(ctx, body)
		if err != nil {
			return nil, err
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		return unpack(resp)
	}, avast.Context(ctx), avast.RetryIf(func(err error) bool {
		var se *StatusError
		return errors.As(err, &se) && se.Status >= http.StatusInternalServerError // want medipimretry/incomplete
	}))
}

// fromServerOrThrottled is a complete filter under a name of its own.
func fromServerOrThrottled(err error) bool {
	var ae answerError
	if !errors.As(err, &ae) {
		return false
	}
	return ae.status == http.StatusTooManyRequests || ae.status > 499
}

// answerError is what the complete filter looks into.
type answerError struct{ status int }

// Error formats.
func (a answerError) Error() string { return http.StatusText(a.status) }

// open is unpack for the functions with the complete filter.
func open(resp *http.Response) (*Box, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, answerError{resp.StatusCode}
	}
	b := new(Box)
	return b, json.NewDecoder(resp.Body).Decode(b)
}

// AvastNamed uses the complete filter: silent.
func (m *MedipimShelf) AvastNamed(ctx context.Context, body []byte) (*Box, error) {
	return avast.DoWithData(func() (*Box, error) {
		req, err := m.request(ctx, body)
		if err != nil {
			return nil, err
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		return open(resp)
	}, avast.Context(ctx), avast.RetryIf(fromServerOrThrottled), avast.DelayType(avast.BackOffDelay))
}

// AvastCode filters on a code that the catalogue does not have; that one mistake is reported, on the literal.
func (m *MedipimShelf) AvastCode(ctx context.Context, body []byte) (*Box, error) {
	return avast.DoWithData(func() (*Box, error) {
		req, err := m.request(ctx, body)
		if err != nil {
			return nil, err
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		return unpack(resp)
	}, avast.Context(ctx), avast.RetryIf(func(err error) bool {
		var se *StatusError
		return errors.As(err, &se) && se.Code == "rate_limit_exceeded" // want medipimcode/unknown
	}))
}

// AvastRightCode filters on the code as the catalogue has it: silent.
func (m *MedipimShelf) AvastRightCode(ctx context.Context, body []byte) (*Box, error) {
	return avast.DoWithData(func() (*Box, error) {
		req, err := m.request(ctx, body)
		if err != nil {
			return nil, err
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, err
		}
		return unpack(resp)
	}, avast.Context(ctx), avast.RetryIf(func(err error) bool {
		se, ok := errors.AsType[*StatusError](err)
		return ok && se.Code == "too_many_requests"
	}))
}

// Vargo marks server trouble alone as worth another try: reported on that condition.
func (m *MedipimShelf) Vargo(ctx context.Context, body []byte) (*Box, error) {
	var box *Box
	err := retry.Do(ctx, retry.WithMaxRetries(4, retry.NewExponential(pause)), func(ctx context.Context) error {
		req, err := m.request(ctx, body)
		if err != nil {
			return err
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return retry.RetryableError(err)
		}
		if resp.StatusCode >= 500 { // want medipimretry/incomplete
			resp.Body.Close()
			return retry.RetryableError(errors.New(resp.Status))
		}
		box, err = unpack(resp)
		return err
	})
	return box, err
}

// VargoMarked marks the rate limit too, in a helper: silent.
func (m *MedipimShelf) VargoMarked(ctx context.Context, body []byte) (*Box, error) {
	return retry.DoValue(ctx, retry.WithMaxRetries(4, retry.NewFibonacci(pause)), func(ctx context.Context) (*Box, error) {
		req, err := m.request(ctx, body)
		if err != nil {
			return nil, err
		}
		resp, err := m.hc.Do(req)
		if err != nil {
			return nil, retry.RetryableError(err)
		}
		box, err := open(resp)
		return box, mark(err)
	})
}

// mark wraps what is worth another try.
func mark(err error) error {
	if fromServerOrThrottled(err) {
		return retry.RetryableError(err)
	}
	return err
}

// VargoBlind marks errors of the transport and looks at no status inside: reported on the library's call.
func (m *MedipimShelf) VargoBlind(ctx context.Context, body []byte) (*Box, error) {
	var resp *http.Response
	if err := retry.Constant(ctx, 2*time.Second, func(ctx context.Context) error { // want medipimretry/library
		req, err := m.request(ctx, body)
		if err != nil {
			return err
		}
		if resp, err = m.hc.Do(req); err != nil {
			return retry.RetryableError(err)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	return unpack(resp)
}

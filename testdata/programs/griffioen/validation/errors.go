package validation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// CallError is any answer but a 2xx; Body has what the server said.
type CallError struct {
	HTTP int
	Code string
	Body []byte
}

func (e *CallError) Error() string { return fmt.Sprintf("%d %s", e.HTTP, e.Code) }

// Is is not reported: it makes 429 and 422 known to errors.Is, and the body goes with the error.
func (e *CallError) Is(target error) bool {
	switch target {
	case ErrTooMany:
		return e.HTTP == http.StatusTooManyRequests
	case ErrInvalid:
		return e.HTTP == http.StatusUnprocessableEntity
	}
	return false
}

// Send is not reported: its error has an Is that tells 429 apart, and holds the body.
func (w *MedipimWriter) Send(ctx context.Context, path string, v any) error {
	req, err := w.request(ctx, path, v)
	if err != nil {
		return err
	}
	resp, err := w.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	e := &CallError{HTTP: resp.StatusCode}
	if e.Body, err = io.ReadAll(resp.Body); err != nil {
		return errors.Join(e, err)
	}
	var env short
	if json.Unmarshal(e.Body, &env) == nil {
		e.Code = env.Error.Code
	}
	return e
}

// SendTwice is not reported: it waits for a minute before it sends again.
func (w *MedipimWriter) SendTwice(ctx context.Context, path string, v any) error {
	err := w.Send(ctx, path, v)
	if errors.Is(err, ErrTooMany) {
		time.Sleep(time.Minute)
		err = w.Send(ctx, path, v)
	}
	return err
}

// SendBurst is reported: it sends again with nothing between.
func (w *MedipimWriter) SendBurst(ctx context.Context, path string, v any) error {
	for range 5 {
		err := w.Send(ctx, path, v)
		if errors.Is(err, ErrTooMany) { // want medipimretry/immediate
			continue
		}
		return err
	}
	return ErrTooMany
}

// SendMaybe is reported: the caller hears of success after a 429.
func (w *MedipimWriter) SendMaybe(ctx context.Context, path string, v any) error {
	err := w.Send(ctx, path, v)
	if errors.Is(err, ErrTooMany) { // want medipimretry/swallowed
		return nil
	}
	return err
}

// SendOrElse is not reported: it hands the error on and says more about it.
func (w *MedipimWriter) SendOrElse(ctx context.Context, path string, v any) error {
	err := w.Send(ctx, path, v)
	if errors.Is(err, ErrTooMany) {
		return fmt.Errorf("%s is for tomorrow: %w", path, err)
	}
	return err
}

// InvalidBody is not reported: it hands the body out.
func InvalidBody(err error) (json.RawMessage, bool) {
	var ce *CallError
	if errors.As(err, &ce) && ce.HTTP == http.StatusUnprocessableEntity {
		return ce.Body, true
	}
	return nil, false
}

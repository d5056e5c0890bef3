package handed

import (
	"errors"
	"fmt"
	"io"
	"net/http"
)

// A kept error has the whole body.
type kept struct {
	status int
	raw    []byte
}

func (k kept) Error() string { return fmt.Sprintf("medipim: %d", k.status) }

func keep(resp *http.Response) error {
	raw, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode < 300 {
		return err
	}
	return kept{resp.StatusCode, raw}
}

var errKept = errors.New("invalid")

func wrapped(resp *http.Response) error {
	err := keep(resp)
	if k, ok := err.(kept); ok && k.status == http.StatusUnprocessableEntity {
		return fmt.Errorf("query: %w", err)
	}
	return err
}

func joined(resp *http.Response) error {
	err := keep(resp)
	var k kept
	if errors.As(err, &k) && k.status == http.StatusUnprocessableEntity {
		return errors.Join(errKept, err)
	}
	return err
}

// The text of the error has its status alone.
func formatted(resp *http.Response) error {
	err := keep(resp)
	var k kept
	if errors.As(err, &k) && k.status == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return fmt.Errorf("%w: %v", errKept, k.status)
	}
	return err
}

func quoted(resp *http.Response) error {
	err := keep(resp)
	var k kept
	if errors.As(err, &k) && k.status == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return fmt.Errorf("query: %v", err)
	}
	return err
}

func replaced(resp *http.Response) error {
	err := keep(resp)
	if k, ok := err.(kept); ok && k.status == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return errors.Join(errKept, errors.New("query"))
	}
	return err
}

// A doer sends; that it failed says nothing of an answer.
type doer interface {
	Do(req *http.Request) (*http.Response, error)
}

type named struct{ code string }

func (n named) Error() string { return n.code }

func post(d doer, req *http.Request) error {
	resp, err := d.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return named{"invalid"}
	}
	return nil
}

func named422(d doer, req *http.Request) error {
	resp, err := d.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err = post(d, req); err != nil && resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return fmt.Errorf("post: %w", err)
	}
	return err
}

func kept422(d doer, req *http.Request) error {
	resp, err := d.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err = keep(resp); err != nil && resp.StatusCode == http.StatusUnprocessableEntity {
		return fmt.Errorf("keep: %w", err)
	}
	return err
}

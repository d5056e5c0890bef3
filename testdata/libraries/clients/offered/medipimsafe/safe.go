// Package medipimsafe uses failsafe.
package medipimsafe

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

var errBusy = errors.New("busy")

type statusErr int

func (s statusErr) Error() string { return fmt.Sprint("status ", int(s)) }

// Errors retries on errors, of which a 429 is none.
func Errors(c *http.Client, req *http.Request) error {
	policy := retrypolicy.NewBuilder[any]().
		HandleIf(func(_ any, err error) bool {
			var s statusErr
			return errors.As(err, &s) && s >= 500 // want medipimretry/incomplete
		}).
		WithDelay(time.Second).
		Build()
	return failsafe.With(policy).Run(func() error {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 {
			return statusErr(resp.StatusCode)
		}
		return nil
	})
}

// ErrorsGood covers it.
func ErrorsGood(c *http.Client, req *http.Request) error {
	policy := retrypolicy.NewBuilder[any]().
		HandleIf(func(_ any, err error) bool {
			var s statusErr
			return errors.As(err, &s) && (s >= 500 || s == 429)
		}).
		WithDelay(time.Second).
		Build()
	return failsafe.With(policy).Run(func() error {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 {
			return statusErr(resp.StatusCode)
		}
		return nil
	})
}

// Outer asks a closure over something else.
func Outer(c *http.Client, req *http.Request, again func() bool) error {
	policy := retrypolicy.NewBuilder[any]().
		HandleIf(func(any, error) bool { return again() }).
		WithDelay(time.Second).
		Build()
	return failsafe.With(policy).Run(func() error {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 {
			return statusErr(resp.StatusCode)
		}
		return nil
	})
}

// OuterFlag keeps the status beside.
func OuterFlag(c *http.Client, req *http.Request) error {
	status := 0
	policy := retrypolicy.NewBuilder[any]().
		HandleIf(func(any, error) bool { return status == 429 || status >= 500 }).
		WithDelay(time.Second).
		Build()
	return failsafe.With(policy).Run(func() error {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		status = resp.StatusCode
		return nil
	})
}

// OuterFlagBad leaves 429 out.
func OuterFlagBad(c *http.Client, req *http.Request) error {
	status := 0
	policy := retrypolicy.NewBuilder[any]().
		HandleIf(func(any, error) bool { return status >= 500 }). // want medipimretry/incomplete
		WithDelay(time.Second).
		Build()
	return failsafe.With(policy).Run(func() error {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		status = resp.StatusCode
		return nil
	})
}

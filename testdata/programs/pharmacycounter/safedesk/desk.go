package safedesk

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"example.com/pharmacycounter/medipimwire"
	"example.com/pharmacycounter/safefaults"
)

// Probe gets a path through the retrying client and passes a fault up, silent.
func Probe(ctx context.Context, c *medipimwire.Client, path string) error {
	resp, err := c.Get(ctx, path)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err := safefaults.Check(resp); err != nil {
		return fmt.Errorf("probe: %w", err)
	}
	return nil
}

// Present branches on a status that another package took from the response, silent.
func Present(ctx context.Context, c *medipimwire.Client, path string) (bool, error) {
	err := Probe(ctx, c, path)
	var f *safefaults.Fault
	if errors.As(err, &f) && f.StatusCode() == http.StatusNotFound {
		return false, nil
	}
	return err == nil, err
}

// Level switches on the field that holds the response's status, silent.
func Level(err error) int {
	f, ok := errors.AsType[*safefaults.Fault](err)
	if !ok {
		return 0
	}
	switch f.Status {
	case 401, 403:
		return 3
	case 500:
		return 4
	}
	return 1
}

// Rights asks for a known code and for a strange one, only the latter is reported.
func Rights(f *safefaults.Fault) string {
	if f.HasCode("authentication.not_authenticated") {
		return "key"
	}
	if f.HasCode("insufficient_scope") { // want medipimcode/unknown
		return "scope"
	}
	return ""
}

// Raw reads the body's status through another package's getter, reported.
func Raw(resp *http.Response) (bool, error) {
	env, err := medipimwire.ReadEnvelope(resp.Body)
	if err != nil {
		return false, err
	}
	if env.GetStatus() == 400 { // want medipimstatus/branch
		return true, nil
	}
	return env.Problem.Status == 405, nil // want medipimstatus/branch
}

// RawReplaced replaces the other package's field before it is read, silent.
func RawReplaced(resp *http.Response) (bool, error) {
	env, err := medipimwire.ReadEnvelope(resp.Body)
	if err != nil {
		return false, err
	}
	env.Problem.Status = resp.StatusCode
	return env.Problem.Status == 400, nil
}

package unchecked

import (
	"context"
	"encoding/json"
	stderrors "errors"
	"io"
	"net/http"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v5"
	"github.com/pkg/errors"
)

const brands = "https://api.medipim.be/v4/brands/query"

// fetchBrands decodes behind sorted, which makes an error of each error answer.
func fetchBrands(ctx context.Context) (*page, error) {
	return backoff.Retry(ctx, func() (*page, error) {
		resp, err := http.Post(brands, "application/json", nil)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if err := sorted(resp); err != nil {
			return nil, err
		}
		p := new(page)
		return p, json.NewDecoder(resp.Body).Decode(p)
	})
}

func sorted(resp *http.Response) error {
	switch {
	case resp.StatusCode < 300:
		return nil
	case resp.StatusCode == http.StatusTooManyRequests:
		return errors.New("slow down")
	case resp.StatusCode == http.StatusNotFound:
		return backoff.Permanent(errors.Errorf("no such thing: %s", resp.Request.URL))
	}
	return backoff.Permanent(errors.Wrap(stderrors.New(resp.Status), "brands"))
}

// fetchLoosely is fetchBrands with a sorter that lets some error answers pass.
func fetchLoosely(ctx context.Context) (*page, error) {
	return backoff.Retry(ctx, func() (*page, error) {
		resp, err := http.Post(brands, "application/json", nil)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if err := loosely(resp); err != nil {
			return nil, err
		}
		p := new(page)
		return p, json.NewDecoder(resp.Body).Decode(p) // want medipimunchecked/partial
	})
}

func loosely(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		return errors.New("slow down")
	case http.StatusUnauthorized, http.StatusForbidden:
		return backoff.Permanent(errors.New("check the keys"))
	}
	return nil
}

// fetchUnread wraps what reading the body gave, which is nil for an error answer too.
func fetchUnread() (*page, error) {
	p := new(page)
	err := retry.Do(func() error {
		resp, err := http.Post(brands, "application/json", nil)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return errors.WithStack(errors.New(resp.Status))
		}
		raw, err := io.ReadAll(resp.Body)
		if err := errors.Wrap(err, "read"); err != nil {
			return retry.Unrecoverable(err)
		}
		return json.Unmarshal(raw, p) // want medipimunchecked/partial
	}, retry.Attempts(5))
	return p, err
}

// fetchInPlace looks in the closure itself, and tells its errors apart afterwards.
func fetchInPlace() (*page, error) {
	p := new(page)
	err := retry.Do(func() error {
		resp, err := http.Post(brands, "application/json", nil)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		var refused error
		if resp.StatusCode == http.StatusTooManyRequests {
			refused = errors.New(resp.Status)
		} else if resp.StatusCode >= 400 {
			refused = retry.Unrecoverable(errors.New(resp.Status))
		}
		if refused != nil {
			return refused
		}
		return json.NewDecoder(resp.Body).Decode(p)
	}, retry.Attempts(5))
	return p, err
}

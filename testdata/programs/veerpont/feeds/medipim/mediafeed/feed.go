// Package mediafeed announces new media on the bus.
package mediafeed

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/avast/retry-go/v4"
	retry5 "github.com/avast/retry-go/v5"
	goretry "github.com/sethvargo/go-retry"
)

type Item struct {
	ID  int    `json:"id"`
	URL string `json:"url"`
}

type failure struct {
	Status  int    `json:"-"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (f *failure) Error() string { return fmt.Sprintf("feed: %d %s", f.Status, f.Code) }

// parse is given each answer.
func parse(resp *http.Response) ([]Item, error) {
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		var e struct {
			Error failure `json:"error"`
		}
		_ = json.NewDecoder(resp.Body).Decode(&e)
		e.Error.Status = resp.StatusCode
		return nil, &e.Error
	}
	var items []Item
	return items, json.NewDecoder(resp.Body).Decode(&items)
}

type Feed struct {
	Base string
	hc   http.Client
}

func (f *Feed) post(ctx context.Context, path string) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, "POST", f.Base+path, strings.NewReader(`{"sort":"updatedAt"}`))
}

// Photos retries what retryIf says, which is the server's errors.
func (f *Feed) Photos(ctx context.Context) (items []Item, err error) {
	err = retry.Do(func() error {
		req, err := f.post(ctx, "/v4/media/photos")
		if err != nil {
			return err
		}
		resp, err := f.hc.Do(req)
		if err != nil {
			return err
		}
		items, err = parse(resp)
		return err
	}, retry.Context(ctx), retry.RetryIf(serverSide))
	return items, err
}

func serverSide(err error) bool {
	var fe *failure
	return !errors.As(err, &fe) || fe.Status >= http.StatusInternalServerError // want medipimretry/incomplete
}

// Videos retries them and 429.
func (f *Feed) Videos(ctx context.Context) ([]Item, error) {
	return retry.DoWithData(func() ([]Item, error) {
		req, err := f.post(ctx, "/v4/media/videos")
		if err != nil {
			return nil, err
		}
		resp, err := f.hc.Do(req)
		if err != nil {
			return nil, err
		}
		return parse(resp)
	}, retry.Context(ctx), retry.Attempts(6), retry.DelayType(retry.BackOffDelay), retry.RetryIf(func(err error) bool {
		fe, ok := errors.AsType[*failure](err)
		return ok && (fe.Status == http.StatusTooManyRequests || fe.Status >= 500)
	}))
}

// Leaflets sets no RetryIf: each error is retried.
func (f *Feed) Leaflets(ctx context.Context) (items []Item, err error) {
	err = retry.Do(func() error {
		req, err := f.post(ctx, "/v4/media/leaflets")
		if err != nil {
			return retry.Unrecoverable(err)
		}
		resp, err := f.hc.Do(req)
		if err != nil {
			return err
		}
		items, err = parse(resp)
		return err
	}, retry.Context(ctx), retry.Delay(2*time.Second), retry.OnRetry(func(n uint, err error) { fmt.Println(n, err) }))
	return items, err
}

// Notices has the library do it once.
func (f *Feed) Notices(ctx context.Context) (items []Item, err error) {
	once := func() error {
		req, err := f.post(ctx, "/v4/media/notices")
		if err != nil {
			return err
		}
		resp, err := f.hc.Do(req)
		if err != nil {
			return err
		}
		items, err = parse(resp)
		return err
	}
	err = retry.Do(once, retry.Attempts(1)) // want medipimretry/library
	return items, err
}

// fetcher is the retrier of the v5 methods.
var fetcher = retry5.NewWithData[[]Item](retry5.Attempts(5), retry5.Delay(time.Second), retry5.LastErrorOnly(true))

// Icons goes through the package's retrier.
func (f *Feed) Icons(ctx context.Context) ([]Item, error) {
	return fetcher.Do(func() ([]Item, error) {
		req, err := f.post(ctx, "/v4/media/icons")
		if err != nil {
			return nil, retry5.Unrecoverable(err)
		}
		resp, err := f.hc.Do(req)
		if err != nil {
			return nil, err
		}
		return parse(resp)
	})
}

// Logos gives up on what is a client's error, and a 429 is one.
func (f *Feed) Logos(ctx context.Context) ([]Item, error) {
	return fetcher.Do(func() ([]Item, error) {
		req, err := f.post(ctx, "/v4/media/logos")
		if err != nil {
			return nil, retry5.Unrecoverable(err)
		}
		resp, err := f.hc.Do(req)
		if err != nil {
			return nil, err
		}
		items, err := parse(resp)
		if resp.StatusCode/100 == 4 { // want medipimretry/incomplete
			return nil, retry5.Unrecoverable(err)
		}
		return items, err
	})
}

// Sounds marks with RetryableError what go-retry shall repeat.
func (f *Feed) Sounds(ctx context.Context) (items []Item, err error) {
	b := goretry.WithMaxRetries(5, goretry.NewExponential(time.Second))
	err = goretry.Do(ctx, b, func(ctx context.Context) error {
		req, err := f.post(ctx, "/v4/media/sounds")
		if err != nil {
			return err
		}
		resp, err := f.hc.Do(req)
		if err != nil {
			return goretry.RetryableError(err)
		}
		items, err = parse(resp)
		if resp.StatusCode == http.StatusTooManyRequests {
			return goretry.RetryableError(err)
		}
		return err
	})
	return items, err
}

// Models marks the gateway's statuses only.
func (f *Feed) Models(ctx context.Context) (items []Item, err error) {
	err = goretry.Exponential(ctx, time.Second, func(ctx context.Context) error {
		req, err := f.post(ctx, "/v4/media/models")
		if err != nil {
			return err
		}
		resp, err := f.hc.Do(req)
		if err != nil {
			return goretry.RetryableError(err)
		}
		items, err = parse(resp)
		if resp.StatusCode > 501 { // want medipimretry/incomplete
			return goretry.RetryableError(err)
		}
		return err
	})
	return items, err
}

// Raw wants the file whatever it is; the closure is content with any answer.
func (f *Feed) Raw(ctx context.Context, path string, w io.Writer) error {
	var resp *http.Response
	err := goretry.Constant(ctx, time.Second, func(ctx context.Context) error { // want medipimretry/library
		req, err := f.post(ctx, path)
		if err != nil {
			return err
		}
		if resp, err = f.hc.Do(req); err != nil {
			return goretry.RetryableError(err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New("feed: " + resp.Status)
	}
	_, err = io.Copy(w, resp.Body)
	return err
}

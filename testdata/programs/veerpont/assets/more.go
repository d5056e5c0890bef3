package assets

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/imroc/req/v3"
)

func finish(r *req.Response, err error) error {
	if err != nil {
		return err
	}
	if r.IsErrorState() {
		return describe(r)
	}
	return nil
}

// Touch has a count and nothing that says when.
func Touch(ctx context.Context, url string) error {
	c := req.NewClient(). // want medipimretry/library
				SetCommonRetryCount(3).
				SetCommonRetryFixedInterval(2 * time.Second)
	return finish(c.R().SetContext(ctx).Post(url))
}

// Link has a condition and no count; req does not retry then.
func Link(ctx context.Context, url string) error {
	c := req.C() // want medipimretry/library
	c.AddCommonRetryCondition(is429)
	return finish(c.R().SetContext(ctx).Put(url))
}

func is429(r *req.Response, err error) bool {
	return err == nil && r.StatusCode == http.StatusTooManyRequests
}

func is5xx(r *req.Response, err error) bool {
	return err == nil && r.StatusCode/100 == 5 // want medipimretry/incomplete
}

// Unlink sets a condition over the one that was right: Set replaces, Add adds.
func Unlink(ctx context.Context, url string) error {
	c := req.C().SetCommonRetryCount(4).AddCommonRetryCondition(is429)
	c.SetCommonRetryCondition(is5xx)
	return finish(c.R().SetContext(ctx).Delete(url))
}

func onErr(_ *req.Response, err error) bool { return err != nil }

// Relink adds where Unlink sets.
func Relink(ctx context.Context, url string) error {
	c := req.C().SetCommonRetryCount(4).SetCommonRetryCondition(onErr)
	c.AddCommonRetryCondition(is429)
	return finish(c.R().SetContext(ctx).Delete(url))
}

// Archive has a client that is right and a request that is not.
func (s *Store) Archive(ctx context.Context, id string) error {
	return finish(s.c.R().
		SetContext(ctx).
		SetPathParam("id", id).
		SetRetryCondition(func(r *req.Response, err error) bool {
			return err != nil || r.StatusCode == http.StatusServiceUnavailable // want medipimretry/incomplete
		}).
		Post("/v4/media/{id}/archive"))
}

// Restore has it all on the request, and repeats for as long as it takes.
func Restore(ctx context.Context, url string) error {
	return finish(req.C().R().
		SetContext(ctx).
		SetRetryCount(-1).
		SetRetryBackoffInterval(time.Second, 10*time.Second).
		SetRetryCondition(is429).
		Post(url))
}

// Check has a client without anything.
func Check(ctx context.Context, url string) error {
	c := req.C().SetTimeout(3 * time.Second)
	r, err := c.R().SetContext(ctx).Get(url) // want medipimretry/missing
	return finish(r, err)
}

// shared is the client of the small tools, set up in init.
var shared = req.C()

func init() {
	shared.SetTimeout(time.Minute)
	shared.SetCommonRetryCount(5)
	shared.SetCommonRetryFixedInterval(10 * time.Second)
	shared.SetCommonRetryCondition(is429)
}

func Ping(ctx context.Context, url string) error {
	return finish(shared.R().SetContext(ctx).Get(url))
}

var errStatus = errors.New("assets: not a success")

// strict makes an error of everything that is not a success; req retries errors when it has a count and no condition.
func strict() *req.Client {
	c := req.C().SetCommonRetryCount(3)
	c.OnAfterResponse(func(_ *req.Client, r *req.Response) error {
		if r.Err == nil && !r.IsSuccessState() {
			return errStatus
		}
		return nil
	})
	return c
}

// Owners needs no look: strict looked.
func Owners(ctx context.Context, url string) (owners []string, err error) {
	r, err := strict().R().SetContext(ctx).Get(url)
	if err != nil {
		return nil, err
	}
	err = r.Into(&owners)
	return owners, err
}

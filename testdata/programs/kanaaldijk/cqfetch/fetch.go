// Package cqfetch fetches with Carl's requests.
package cqfetch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/carlmjohnson/requests"
	"github.com/hashicorp/go-retryablehttp"
)

const host = "https://api.medipim.be"

// Note is a note on a product.
type Note struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
}

type failure struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func rewind(req *http.Request) error {
	if req.GetBody == nil {
		return nil
	}
	b, err := req.GetBody()
	req.Body = b
	return err
}

// serverErrors is a transport for requests that tries again when the server fails.
func serverErrors(next http.RoundTripper) requests.Transport {
	return requests.RoundTripFunc(func(req *http.Request) (*http.Response, error) {
		for n := 1; ; n++ {
			res, err := next.RoundTrip(req)
			if err != nil || n == 4 {
				return res, err
			}
			if res.StatusCode < http.StatusInternalServerError { // want medipimretry/incomplete
				return res, nil
			}
			res.Body.Close()
			if err := rewind(req); err != nil {
				return nil, err
			}
			time.Sleep(time.Duration(n) * time.Second)
		}
	})
}

// Notes reads notes.
func Notes(ctx context.Context) (notes []Note, err error) {
	hc := &http.Client{Transport: serverErrors(http.DefaultTransport)}
	req, err := requests.URL(host).Path("/v4/notes").Request(ctx)
	if err != nil {
		return nil, err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	return notes, json.NewDecoder(resp.Body).Decode(&notes)
}

func api(path string) *requests.Builder {
	return requests.URL(host).Path(path).Client(retryablehttp.NewClient().StandardClient())
}

// Gone says if a note is gone.
func Gone(ctx context.Context, id int) (bool, error) {
	var f failure
	err := api("/v4/notes/").Pathf("%d", id).AddValidator(requests.ErrorJSON(&f)).Fetch(ctx)
	if errors.Is(err, requests.ErrInvalidHandled) && f.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return true, nil
	}
	return false, err
}

// Delete removes a note.
func Delete(ctx context.Context, id int) error {
	var f failure
	err := api("/v4/notes/").Pathf("%d", id).Delete().AddValidator(requests.ErrorJSON(&f)).Fetch(ctx)
	if err == nil {
		return nil
	}
	switch code := f.Error.Code; code {
	case "not_authorized", "authentication.not_authenticated":
		return fmt.Errorf("note %d is not ours: %w", id, err)
	case "internal_server_error": // want medipimcode/unknown
		return fmt.Errorf("later, perhaps: %w", err)
	}
	if strings.Contains(f.Error.Message, "does not exist") { // want medipimmessage/text
		return nil
	}
	return err
}

// Add adds a note.
func Add(ctx context.Context, n Note) error {
	err := api("/v4/notes").BodyJSON(n).Fetch(ctx)
	if requests.HasStatusErr(err, http.StatusUnprocessableEntity) { // what it asks is seen by requests alone
		return fmt.Errorf("note %q is not valid", n.Text)
	}
	return err
}

// Any takes every answer for a note.
func Any(ctx context.Context, id int) (n Note, err error) {
	err = api("/v4/notes/").Pathf("%d", id).
		AddValidator(func(*http.Response) error { return nil }).
		Handle(func(res *http.Response) error {
			return json.NewDecoder(res.Body).Decode(&n) // want medipimunchecked/unchecked
		}).
		Fetch(ctx)
	return n, err
}

// One reads a note.
// ok: ToJSON after the default validator
func One(ctx context.Context, id int) (n Note, err error) {
	err = api("/v4/notes/").Pathf("%d", id).ToJSON(&n).Fetch(ctx)
	return n, err
}

// Handled decodes in a handler, after the default validator.
// ok: without validators of one's own the default one runs before the handler
func Handled(ctx context.Context, id int) (n Note, err error) {
	err = api("/v4/notes/").Pathf("%d", id).
		Handle(func(res *http.Response) error {
			return json.NewDecoder(res.Body).Decode(&n)
		}).
		Fetch(ctx)
	return n, err
}

// Bare has no retry; what requests sends inside is its own.
// ok: the send is inside a package that is out of scope
func Bare(ctx context.Context) (s string, err error) {
	return s, requests.URL(host).Path("/v4/ping").ToString(&s).Fetch(ctx)
}

// Retried has requests' errors retried.
// ok: every error answer is an error, which the library retries
func Retried(ctx context.Context) (notes []Note, err error) {
	err = retry.Do(func() error {
		return requests.URL(host).Path("/v4/notes").ToJSON(&notes).Fetch(ctx)
	}, retry.Attempts(5), retry.Delay(time.Second), retry.Context(ctx))
	return notes, err
}

// Waited waits for a 429.
// ok: HasStatusErr with 429, and a pause
func Waited(ctx context.Context) (notes []Note, err error) {
	for pause := time.Second; pause < time.Minute; pause *= 2 {
		err = requests.URL(host).Path("/v4/notes").ToJSON(&notes).Fetch(ctx)
		if !requests.HasStatusErr(err, http.StatusTooManyRequests) {
			break
		}
		time.Sleep(pause)
	}
	return notes, err
}

// tooMany is a transport that waits.
func tooMany(next http.RoundTripper) requests.Transport {
	return requests.RoundTripFunc(func(req *http.Request) (*http.Response, error) {
		for n := 1; ; n++ {
			res, err := next.RoundTrip(req)
			if err != nil || n == 4 || res.StatusCode != http.StatusTooManyRequests {
				return res, err
			}
			res.Body.Close()
			if err := rewind(req); err != nil {
				return nil, err
			}
			time.Sleep(time.Duration(n) * time.Second)
		}
	})
}

// Through goes through it.
// ok: the round tripper retries 429
func Through(ctx context.Context, n Note) error {
	req, err := requests.URL(host).Path("/v4/notes").BodyJSON(n).Request(ctx)
	if err != nil {
		return err
	}
	resp, err := (&http.Client{Transport: tooMany(http.DefaultTransport)}).Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return requests.DefaultValidator(resp)
}

// Presence looks at what kind of error it was, by the real status.
// ok: HasStatusErr, not the body's status
func Presence(ctx context.Context, id int) (bool, error) {
	var f failure
	err := api("/v4/notes/").Pathf("%d", id).AddValidator(requests.ErrorJSON(&f)).Fetch(ctx)
	switch {
	case err == nil:
		return true, nil
	case requests.HasStatusErr(err, http.StatusNotFound):
		return false, nil
	}
	return false, fmt.Errorf("note %d: %w (%d %s %s)", id, err, f.Error.Status, f.Error.Code, f.Error.Message)
}

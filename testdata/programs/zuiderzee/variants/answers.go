package variants

import (
	"compress/zlib"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"log"
	"net/http"
)

type queue interface {
	Done(id int) error
	Again(id int) error
}

// Dropped ends a throttled job as a done one.
func (a *api) Dropped(q queue, id int) error {
	resp, err := a.hc.Get(a.root + "/v4/m")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		log.Print("too fast")
		return q.Done(id)
	}
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return q.Done(id)
}

// Returned puts it back, silent.
func (a *api) Returned(q queue, id int) error {
	resp, err := a.hc.Get(a.root + "/v4/n")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return q.Again(id)
	}
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return q.Done(id)
}

type (
	listed  struct{ names []string }
	failed  struct{ err error }
	tooFast struct{}
)

// List answers with an empty message.
func (a *api) List(context.Context) any {
	resp, err := a.hc.Get(a.root + "/v4/o")
	if err != nil {
		return failed{err}
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
		return &listed{}
	}
	if resp.StatusCode >= 400 {
		return failed{errors.New(resp.Status)}
	}
	m := &listed{}
	if err := json.NewDecoder(resp.Body).Decode(&m.names); err != nil {
		return failed{err}
	}
	return m
}

// Told answers with a message of its own, silent.
func (a *api) Told(context.Context) any {
	resp, err := a.hc.Get(a.root + "/v4/p")
	if err != nil {
		return failed{err}
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return tooFast{}
	}
	if resp.StatusCode >= 400 {
		return failed{errors.New(resp.Status)}
	}
	var names []string
	if err := json.NewDecoder(resp.Body).Decode(&names); err != nil {
		return failed{err}
	}
	return listed{names}
}

// Unpacked reads XML that is packed in another way.
func (a *api) Unpacked() (names []string, err error) {
	resp, err := a.send("/v4/q", nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	zr, err := zlib.NewReader(resp.Body)
	if err != nil {
		return nil, err
	}
	err = xml.NewDecoder(zr).Decode(&names) // want medipimunchecked/unchecked
	return names, err
}

func read[V any](r io.Reader) (v V, err error) {
	err = json.NewDecoder(r).Decode(&v)
	return v, err
}

// Any has what it decodes chosen by its caller.
func Any[T any](a *api) (T, error) {
	var zero T
	resp, err := a.send("/v4/r", nil)
	if err != nil {
		return zero, err
	}
	defer resp.Body.Close()
	return read[T](resp.Body) // want medipimunchecked/unchecked
}

// AnyChecked looks before, silent.
func AnyChecked[T any](a *api) (T, error) {
	var zero T
	resp, err := a.send("/v4/s", nil)
	if err != nil {
		return zero, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return zero, errors.New(resp.Status)
	}
	return read[T](resp.Body)
}

// Fault reads the error alone with the same function, silent.
func (a *api) Fault() (string, error) {
	resp, err := a.send("/v4/t", nil)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	f, err := read[fault](resp.Body)
	return f.Error.Code, err
}

type reply struct {
	Names []string `json:"names"`
	Error *struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

// StatusWithin looks at the status in the body, reported as that alone.
func (a *api) StatusWithin() ([]string, error) {
	resp, err := a.send("/v4/u", nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var r reply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return nil, err
	}
	if r.Error == nil || r.Error.Status < 400 { // want medipimstatus/branch
		return r.Names, nil
	}
	return nil, errors.New(r.Error.Code)
}

// Present looks for the error only.
func (a *api) Present() ([]string, error) {
	resp, err := a.send("/v4/v", nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var r reply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	if r.Error != nil {
		return nil, errors.New(r.Error.Code)
	}
	return r.Names, nil
}

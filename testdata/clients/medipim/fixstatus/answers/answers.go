// Package answers gets several answers.
package answers

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"
)

type envelope struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

var errGone = errors.New("gone")

type client struct {
	http *http.Client
	last *http.Response
}

func retried(c *http.Client, req *http.Request) (*http.Response, error) {
	var env envelope
	for range 3 {
		resp, err := c.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 200 {
			return resp, nil
		}
		if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
			return nil, err
		}
		if env.Error.Status != 429 { // want medipimstatus/branch
			return nil, errors.New(env.Error.Code)
		}
		time.Sleep(time.Second)
	}
	return nil, errGone
}

// What is tested is the body of the answer before.
func stale(c *http.Client, req *http.Request) error {
	var env envelope
	for {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		if env.Error.Status == 401 { // want medipimstatus/branch
			return errGone
		}
		if resp.StatusCode == 200 {
			return nil
		}
		json.NewDecoder(resp.Body).Decode(&env)
		time.Sleep(time.Second)
	}
}

// The variable holds the answer that was decoded last, whichever it is.
func again(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	var env envelope
	json.NewDecoder(resp.Body).Decode(&env)
	if env.Error.Status == 401 { // want medipimstatus/branch
		resp, err = c.Do(req) // want medipimretry/missing
		if err != nil {
			return err
		}
		json.NewDecoder(resp.Body).Decode(&env)
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

func outer(c *http.Client, req *http.Request) error {
	var resp *http.Response
	var err error
	for i := 0; i < 3; i++ {
		resp, err = c.Do(req)
		if err == nil && resp.StatusCode < 500 { // want medipimretry/incomplete
			break
		}
		time.Sleep(time.Second)
	}
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	data, _ := io.ReadAll(resp.Body)
	var env envelope
	if json.Unmarshal(data, &env) == nil && env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

func (c *client) send(req *http.Request) error {
	var err error
	c.last, err = c.http.Do(req) // want medipimretry/missing
	return err
}

// The second test comes after another answer.
func (c *client) field(req *http.Request) error {
	if err := c.send(req); err != nil {
		return err
	}
	var env envelope
	if err := json.NewDecoder(c.last.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	if err := c.send(req); err != nil {
		return err
	}
	if env.Error.Status == 405 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

type result struct {
	Response *http.Response
	Body     []byte
}

func (c *client) do(req *http.Request) (*result, error) {
	resp, err := c.http.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return &result{resp, b}, err
}

// The response is a field beside the bytes.
func (c *client) bundled(req *http.Request) error {
	res, err := c.do(req)
	if err != nil {
		return err
	}
	var env envelope
	if err := json.Unmarshal(res.Body, &env); err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

func (c *client) both(req *http.Request) (*http.Response, []byte, error) {
	resp, err := c.http.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(bytes.NewReader(b))
	return resp, b, err
}

// Each body goes with its own response.
func (c *client) beside(req, other *http.Request) error {
	first, data, err := c.both(req)
	if err != nil {
		return err
	}
	second, more, err := c.both(other)
	if err != nil {
		return err
	}
	var a, b envelope
	json.Unmarshal(data, &a)
	json.Unmarshal(more, &b)
	if a.Error.Status == 404 || b.Error.Status == 404 { // want medipimstatus/branch medipimstatus/branch
		return errGone
	}
	_, _ = first, second
	return nil
}

// Each body goes with its own response, whatever the order.
func (c *client) crossed(req, other *http.Request) error {
	first, err := c.http.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	second, err := c.http.Do(other) // want medipimretry/missing
	if err != nil {
		return err
	}
	var a, b envelope
	json.NewDecoder(second.Body).Decode(&a)
	json.NewDecoder(first.Body).Decode(&b)
	if a.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	if b.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

func closure(c *http.Client, req *http.Request) error {
	var resp *http.Response
	err := retry(func() (err error) {
		resp, err = c.Do(req) // want medipimretry/missing
		return err
	})
	if err != nil {
		return err
	}
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

func inside(c *http.Client, req *http.Request) error {
	return retry(func() error {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		var env envelope
		if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
			return err
		}
		if env.Error.Status == 429 { // want medipimstatus/branch
			return errGone
		}
		return nil
	})
}

func retry(f func() error) error {
	for {
		if err := f(); err != errGone {
			return err
		}
		time.Sleep(time.Second)
	}
}

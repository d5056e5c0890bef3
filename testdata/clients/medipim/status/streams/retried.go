package streams

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// attempt calls f until it returns no error.
func attempt(n int, f func() error) (err error) {
	for i := range n {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func open(c *http.Client, req *http.Request) (*http.Response, error) {
	req.Header.Set("Accept", "application/jsonl")
	return c.Do(req)
}

// bodyOut hands the body out before it has looked, and an error if it must not be read.
func bodyOut(c *http.Client, req *http.Request) (n int, err error) {
	var body io.ReadCloser
	err = attempt(4, func() error {
		resp, err := open(c, req)
		if err != nil {
			return err
		}
		body = resp.Body
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			return errors.New(resp.Status)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	defer body.Close()
	for dec := json.NewDecoder(body); dec.More(); {
		var l line
		if err := dec.Decode(&l); err != nil {
			return n, err
		}
		if l.Error != nil && l.Error.Status == http.StatusNotFound {
			n++
		}
	}
	return n, nil
}

// responseOut hands out the response.
func responseOut(c *http.Client, req *http.Request) (n int, err error) {
	var resp *http.Response
	err = attempt(4, func() error {
		r, err := open(c, req)
		if err != nil {
			return err
		}
		if r.StatusCode != http.StatusOK {
			r.Body.Close()
			return fmt.Errorf("medipim: %s", r.Status)
		}
		resp = r
		return nil
	})
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	for dec := json.NewDecoder(resp.Body); dec.More(); {
		var l line
		if err := dec.Decode(&l); err != nil {
			return n, err
		}
		if l.Error != nil && l.Error.Status >= http.StatusInternalServerError {
			n++
		}
	}
	return n, nil
}

// anyOut hands out what a refusal answers, too.
func anyOut(c *http.Client, req *http.Request) (n int, err error) {
	var body io.ReadCloser
	err = attempt(4, func() error {
		resp, err := open(c, req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			return errors.New(resp.Status)
		}
		body = resp.Body
		return nil
	})
	if err != nil {
		return 0, err
	}
	defer body.Close()
	for dec := json.NewDecoder(body); dec.More(); {
		var l line
		if err := dec.Decode(&l); err != nil {
			return n, err
		}
		if l.Error != nil && l.Error.Status == http.StatusNotFound { // want medipimstatus/branch
			return n, errors.New(l.Error.Code)
		}
	}
	return n, nil
}

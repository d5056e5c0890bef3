// Package feed reads the stream of products line by line.
package feed

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"time"
)

const host = "https://api.sandbox.medipim.be"

// ErrLimit says that the rate limit is reached.
var ErrLimit = errors.New("feed: rate limit reached")

// ErrLogin says that the credentials are wrong.
var ErrLogin = errors.New("feed: wrong credentials")

// Line is one line of the stream.
type Line struct {
	Meta   json.RawMessage `json:"meta"`
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

// Feed is a connection.
type Feed struct {
	url    string
	key    string
	secret string
	http   *http.Client
}

// New sets the address of the stream.
func New(key, secret string) *Feed {
	return &Feed{url: host + "/v4/products/stream", key: key, secret: secret, http: &http.Client{}}
}

// start builds the request.
func (f *Feed) start(ctx context.Context, filter string) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, f.url, strings.NewReader(filter))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(f.key, f.secret)
	req.Header.Set("Content-Type", "application/json")
	return req, nil
}

// Lines checks that the stream is one, and may then look at the status of a line.
func (f *Feed) Lines(ctx context.Context, filter string) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		req, err := f.start(ctx, filter)
		if err != nil {
			yield(Line{}, err)
			return
		}
		resp, err := f.http.Do(req)
		if err != nil {
			yield(Line{}, err)
			return
		}
		defer resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK:
		case http.StatusNoContent:
			return
		case http.StatusTooManyRequests:
			yield(Line{}, ErrLimit)
			return
		default:
			yield(Line{}, fmt.Errorf("feed: %s", resp.Status))
			return
		}
		sc := bufio.NewScanner(resp.Body)
		for sc.Scan() {
			var l Line
			if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
				yield(Line{}, err)
				return
			}
			if l.Error != nil && l.Error.Status >= 500 {
				yield(Line{}, fmt.Errorf("feed: broken off: %s", l.Error.Code))
				return
			}
			if !yield(l, nil) {
				return
			}
		}
		if err := sc.Err(); err != nil {
			yield(Line{}, err)
		}
	}
}

type row struct {
	Meta   json.RawMessage `json:"meta"`
	Result json.RawMessage `json:"result"`
}

// Each reads the stream without asking whether it is one.
func (f *Feed) Each(ctx context.Context, filter string, fn func(json.RawMessage) error) error {
	req, err := f.start(ctx, filter)
	if err != nil {
		return err
	}
	resp, err := f.http.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		var r row
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil { // want medipimunchecked/unchecked
			return err
		}
		if err := fn(r.Result); err != nil {
			return err
		}
	}
	return sc.Err()
}

// Drain catches wrong credentials, and reads every other failure with a decoder.
func (f *Feed) Drain(ctx context.Context, filter string) (n int, err error) {
	req, err := f.start(ctx, filter)
	if err != nil {
		return 0, err
	}
	resp, err := f.http.Do(req) // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return 0, ErrLogin
	}
	dec := json.NewDecoder(resp.Body)
	for {
		var r row
		err := dec.Decode(&r) // want medipimunchecked/partial
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		n++
	}
}

// Total reads the same way after a full check, with an error made for 429.
func (f *Feed) Total(ctx context.Context, filter string) (n int, err error) {
	req, err := f.start(ctx, filter)
	if err != nil {
		return 0, err
	}
	resp, err := f.http.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return 0, ErrLimit
	}
	if resp.StatusCode >= 400 {
		return 0, fmt.Errorf("feed: %s", resp.Status)
	}
	dec := json.NewDecoder(resp.Body)
	for {
		var r row
		err := dec.Decode(&r)
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		n++
	}
}

// Save sends the same request again after a 429, with nothing left in its body.
func (f *Feed) Save(ctx context.Context, filter string, w io.Writer) error {
	req, err := f.start(ctx, filter)
	if err != nil {
		return err
	}
	for wait := time.Second; wait <= 32*time.Second; wait *= 2 {
		resp, err := f.http.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(wait)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("feed: %s", resp.Status)
		}
		_, err = io.Copy(w, resp.Body)
		return err
	}
	return ErrLimit
}

// SaveAgain starts a new request for every try.
func (f *Feed) SaveAgain(ctx context.Context, filter string, w io.Writer) error {
	for wait := time.Second; wait <= 32*time.Second; wait *= 2 {
		req, err := f.start(ctx, filter)
		if err != nil {
			return err
		}
		resp, err := f.http.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(wait)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("feed: %s", resp.Status)
		}
		_, err = io.Copy(w, resp.Body)
		return err
	}
	return ErrLimit
}

// Checkpoint posts a bookmark; its buffer is empty from the second try on.
func (f *Feed) Checkpoint(ctx context.Context, offset int64) error {
	buf := new(bytes.Buffer)
	if err := json.NewEncoder(buf).Encode(offset); err != nil {
		return err
	}
	for range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, f.url+"/offset", buf)
		if err != nil {
			return err
		}
		resp, err := f.http.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK, http.StatusNoContent:
			return nil
		case http.StatusTooManyRequests:
			time.Sleep(2 * time.Second)
		default:
			return fmt.Errorf("feed: bookmark: %s", resp.Status)
		}
	}
	return ErrLimit
}

// Validate tests a filter: 422 is logged nowhere, and its violations are gone.
func (f *Feed) Validate(ctx context.Context, filter string) error {
	req, err := f.start(ctx, filter)
	if err != nil {
		return err
	}
	resp, err := f.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrLimit
	}
	if resp.StatusCode == http.StatusBadRequest || resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return errors.New("feed: the filter is wrong")
	}
	return nil
}

// Explain tests a filter and returns the text of the refusal whole.
func (f *Feed) Explain(ctx context.Context, filter string) error {
	req, err := f.start(ctx, filter)
	if err != nil {
		return err
	}
	resp, err := f.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return ErrLimit
	}
	if resp.StatusCode == http.StatusBadRequest || resp.StatusCode == http.StatusUnprocessableEntity {
		var why strings.Builder
		if _, err := io.Copy(&why, resp.Body); err != nil {
			return err
		}
		return errors.New("feed: the filter is wrong: " + why.String())
	}
	return nil
}

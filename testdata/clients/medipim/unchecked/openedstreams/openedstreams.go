// Package openedstreams hands out streams that were opened after a look at the status, and some that were not.
package openedstreams

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

type streamable interface{ Product | Media }

type Product struct{ ID int }
type Media struct{ URL string }

type Unmarshaler interface {
	Unmarshal(data []byte, v any) error
}

type JSONUnmarshaler struct{}

func (*JSONUnmarshaler) Unmarshal(data []byte, v any) error { return json.Unmarshal(data, v) }

type streamReader[T streamable] struct {
	isFinished  bool
	reader      *bufio.Reader
	response    *http.Response
	unmarshaler Unmarshaler
	header      http.Header
}

func (s *streamReader[T]) Recv() (response T, err error) {
	line, err := s.recvRaw()
	if err != nil {
		return
	}
	err = s.unmarshaler.Unmarshal(line, &response)
	return
}

func (s *streamReader[T]) recvRaw() ([]byte, error) {
	if s.isFinished {
		return nil, io.EOF
	}
	for {
		line, err := s.reader.ReadBytes('\n')
		if err != nil {
			return nil, err
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			return line, nil
		}
	}
}

func (s *streamReader[T]) Close() error { return s.response.Body.Close() }

type Client struct{ http *http.Client }

type APIError struct{ Status int }

func (e *APIError) Error() string { return fmt.Sprint(e.Status) }

var ErrLimited = errors.New("slow down")

func isFailureStatusCode(resp *http.Response) bool {
	return resp.StatusCode < http.StatusOK || resp.StatusCode >= http.StatusBadRequest
}

func (c *Client) handleErrorResp(resp *http.Response) error {
	return &APIError{Status: resp.StatusCode}
}

func sendStream[T streamable](client *Client, req *http.Request) (*streamReader[T], error) {
	req.Header.Set("Accept", "text/event-stream")
	resp, err := client.http.Do(req)
	if err != nil {
		return new(streamReader[T]), err
	}
	if resp.StatusCode == 429 {
		return nil, ErrLimited
	}
	if isFailureStatusCode(resp) {
		return new(streamReader[T]), client.handleErrorResp(resp)
	}
	return &streamReader[T]{
		reader:      bufio.NewReader(resp.Body),
		response:    resp,
		unmarshaler: &JSONUnmarshaler{},
		header:      http.Header(resp.Header),
	}, nil
}

type ProductStream struct{ *streamReader[Product] }

func (c *Client) Products(ctx context.Context) (*ProductStream, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.medipim.be/v4/products/stream", nil)
	if err != nil {
		return nil, err
	}
	resp, err := sendStream[Product](c, req)
	if err != nil {
		return nil, err
	}
	return &ProductStream{resp}, nil
}

func (c *Client) AllMedia(ctx context.Context, yield func(Media) bool) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.medipim.be/v4/media/stream", nil)
	if err != nil {
		return err
	}
	s, err := sendStream[Media](c, req)
	if err != nil {
		return err
	}
	defer s.Close()
	for {
		m, err := s.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if !yield(m) {
			return nil
		}
	}
}

type event struct{ Data []byte }

// Events hands raw events on.
func (c *Client) Events(ctx context.Context) (<-chan event, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.medipim.be/v4/events", nil)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := c.http.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 && n < 3 {
			resp.Body.Close()
			time.Sleep(time.Second << n)
			continue
		}
		if resp.StatusCode != 200 {
			resp.Body.Close()
			return nil, &APIError{resp.StatusCode}
		}
		out := make(chan event)
		go func() {
			defer resp.Body.Close()
			defer close(out)
			sc := bufio.NewScanner(resp.Body)
			for sc.Scan() {
				out <- event{Data: bytes.Clone(sc.Bytes())}
			}
		}()
		return out, nil
	}
}

func (c *Client) Decode(ctx context.Context, each func(Product)) error {
	evs, err := c.Events(ctx)
	if err != nil {
		return err
	}
	for ev := range evs {
		var p Product
		if err := json.Unmarshal(ev.Data, &p); err != nil {
			return err
		}
		each(p)
	}
	return nil
}

// The same by values, where nobody looked.
type lines struct {
	resp *http.Response
	sc   *bufio.Scanner
}

func (c *Client) open(url string) (*lines, error) {
	for n := 0; ; n++ {
		resp, err := c.http.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 429 && n < 3 {
			resp.Body.Close()
			time.Sleep(time.Second << n)
			continue
		}
		return &lines{resp: resp, sc: bufio.NewScanner(resp.Body)}, nil
	}
}

func (l *lines) Next(p *Product) (bool, error) {
	if !l.sc.Scan() {
		return false, l.sc.Err()
	}
	return true, json.Unmarshal(l.sc.Bytes(), p) // want medipimunchecked/unchecked
}

func (c *Client) First() (p Product, err error) {
	l, err := c.open("https://api.medipim.be/v4/products/stream")
	if err != nil {
		return p, err
	}
	defer l.resp.Body.Close()
	_, err = l.Next(&p)
	return p, err
}

// Rows is for whoever comes: nobody here takes a row.
type Rows struct {
	resp *http.Response
	dec  *json.Decoder
}

func (c *Client) Rows(url string) (*Rows, error) {
	l, err := c.open("https://api.medipim.be/v4/" + url)
	if err != nil {
		return nil, err
	}
	if l.resp.StatusCode != http.StatusOK {
		l.resp.Body.Close()
		return nil, &APIError{l.resp.StatusCode}
	}
	return &Rows{l.resp, json.NewDecoder(l.resp.Body)}, nil
}

func (r *Rows) Row() (m Media, err error) { return m, r.dec.Decode(&m) }

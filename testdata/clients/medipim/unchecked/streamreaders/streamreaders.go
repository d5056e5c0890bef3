// Package streamreaders has readers of streams that their openers looked at: generic ones, behind an interface, as an iterator.
package streamreaders

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
	"time"
)

type Product struct {
	ID string `json:"id"`
}

type line[T any] struct {
	Meta   map[string]any `json:"meta"`
	Result T              `json:"result"`
}

type APIError struct {
	HTTP    int
	Code    string
	Message string
}

func (e *APIError) Error() string { return fmt.Sprintf("%d %s: %s", e.HTTP, e.Code, e.Message) }

type Client struct{ hc *http.Client }

type streamReader[T any] struct {
	reader *bufio.Reader
	closer io.Closer
	resp   *http.Response
}

func (c *Client) send(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 429 || i > 4 {
			return resp, nil
		}
		resp.Body.Close()
		if req.GetBody != nil {
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
		time.Sleep(time.Duration(i+1) * time.Second)
	}
}

func isFailure(resp *http.Response) bool { return resp.StatusCode < 200 || resp.StatusCode >= 400 }

func (c *Client) fail(resp *http.Response) error {
	var env struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return &APIError{HTTP: resp.StatusCode}
	}
	return &APIError{resp.StatusCode, env.Error.Code, env.Error.Message}
}

func openStream[T any](c *Client, ctx context.Context, q []byte) (*streamReader[T], error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://api.medipim.be/v4/products/stream", bytes.NewReader(q))
	if err != nil {
		return nil, err
	}
	resp, err := c.send(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, c.fail(resp)
	}
	stream := &streamReader[T]{reader: bufio.NewReader(resp.Body), closer: resp.Body, resp: resp}
	return stream, nil
}

func (s *streamReader[T]) Recv() (out T, err error) {
	b, err := s.RecvRaw()
	if err != nil {
		return out, err
	}
	var l line[T]
	if err := json.Unmarshal(b, &l); err != nil {
		return out, err
	}
	return l.Result, nil
}

func (s *streamReader[T]) RecvRaw() ([]byte, error) {
	for {
		raw, err := s.reader.ReadBytes('\n')
		if err != nil {
			return nil, err
		}
		raw = bytes.TrimSpace(raw)
		if len(raw) > 0 {
			return raw, nil
		}
	}
}

func (s *streamReader[T]) Close() error { return s.closer.Close() }

type ProductStream struct {
	*streamReader[Product]
}

func (c *Client) Stream(ctx context.Context, q []byte) (*ProductStream, error) {
	s, err := openStream[Product](c, ctx, q)
	if err != nil {
		return nil, err
	}
	return &ProductStream{streamReader: s}, nil
}

func All(ctx context.Context, c *Client) (out []Product, err error) {
	s, err := c.Stream(ctx, []byte("{}"))
	if err != nil {
		return nil, err
	}
	defer s.Close()
	for {
		p, err := s.Recv()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
}

// decoder type with an interface, after ssestream.
type Decoder interface {
	Next() bool
	Bytes() []byte
	Err() error
}

type lines struct {
	sc  *bufio.Scanner
	rc  io.ReadCloser
	cur []byte
	err error
}

func NewDecoder(res *http.Response) Decoder {
	if res == nil || res.Body == nil {
		return nil
	}
	return &lines{rc: res.Body, sc: bufio.NewScanner(res.Body)}
}

func (l *lines) Next() bool {
	if l.err != nil || !l.sc.Scan() {
		l.err = l.sc.Err()
		return false
	}
	l.cur = l.sc.Bytes()
	return true
}
func (l *lines) Bytes() []byte { return l.cur }
func (l *lines) Err() error    { return l.err }

type Stream[T any] struct {
	decoder Decoder
	cur     T
	err     error
}

func NewStream[T any](d Decoder, err error) *Stream[T] { return &Stream[T]{decoder: d, err: err} }

func (s *Stream[T]) Next() bool {
	if s.err != nil {
		return false
	}
	for s.decoder.Next() {
		var next line[T]
		if s.err = json.Unmarshal(s.decoder.Bytes(), &next); s.err != nil {
			return false
		}
		s.cur = next.Result
		return true
	}
	return false
}

func (s *Stream[T]) Current() T { return s.cur }

func (c *Client) NewStreaming(ctx context.Context) *Stream[Product] {
	var raw *http.Response
	raw, err := c.open(ctx)
	return NewStream[Product](NewDecoder(raw), err)
}

func (c *Client) open(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://api.medipim.be/v4/brands/stream", http.NoBody)
	if err != nil {
		return nil, err
	}
	resp, err := c.send(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, c.fail(resp)
	}
	return resp, nil
}

// iter
func Lines[T any](c *Client, ctx context.Context) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		resp, err := c.open(ctx)
		if err != nil {
			yield(zero, err)
			return
		}
		defer resp.Body.Close()
		for v, err := range decodeLines[T](resp.Body) {
			if !yield(v, err) {
				return
			}
		}
	}
}

func decodeLines[T any](r io.Reader) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		dec := json.NewDecoder(r)
		for {
			var l line[T]
			err := dec.Decode(&l)
			if err == io.EOF {
				return
			}
			if !yield(l.Result, err) || err != nil {
				return
			}
		}
	}
}

func Brands(c *Client, ctx context.Context) (n int, err error) {
	for _, err := range Lines[Product](c, ctx) {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// Package spiegel mirrors the catalogue through its stream endpoint: one JSON document a
// line, for an hour or so.
package spiegel

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
	"slices"
	"time"
)

// Stream is the endpoint.
const Stream = "https://api.medipim.be/v4/products/stream"

// line is a line of the stream: a product, or an error that came too late for the
// status line.
type line struct {
	Meta   json.RawMessage `json:"meta"`
	Result json.RawMessage `json:"result"`
	Error  *lineError      `json:"error"`
}

type lineError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *lineError) Error() string {
	return fmt.Sprintf("stream broke: %d %s: %s", e.Status, e.Code, e.Message)
}

// Mirror writes to a Store.
type Mirror struct {
	HTTP  *http.Client
	Store interface {
		Put(doc json.RawMessage) error
	}
	Since time.Time
}

// open opens the stream. A nil body without an error: nothing changed.
func (m *Mirror) open(ctx context.Context) (io.ReadCloser, error) {
	query, err := json.Marshal(map[string]any{"filter": map[string]any{"updatedSince": m.Since.Unix()}})
	if err != nil {
		return nil, err
	}
	var status string
	for i := range 8 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, Stream, bytes.NewReader(query))
		if err != nil {
			return nil, err
		}
		resp, err := m.HTTP.Do(req)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case http.StatusOK:
			return resp.Body, nil
		case http.StatusNoContent:
			resp.Body.Close()
			return nil, nil
		case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway:
			status = resp.Status
			resp.Body.Close()
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Duration(i*i+1) * time.Second):
			}
		default:
			defer resp.Body.Close()
			raw, _ := io.ReadAll(resp.Body)
			return nil, fmt.Errorf("spiegel: %s: %s", resp.Status, raw)
		}
	}
	return nil, fmt.Errorf("spiegel: gave up on %s", status)
}

// lines decodes the stream. It is only ever called on a 200.
func lines(r io.Reader) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		sc := bufio.NewScanner(r)
		sc.Buffer(nil, 4<<20)
		for sc.Scan() {
			var l line
			if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
				yield(l, err)
				return
			}
			if l.Error != nil {
				yield(l, l.Error)
				return
			}
			if !yield(l, nil) {
				return
			}
		}
		if err := sc.Err(); err != nil {
			yield(line{}, err)
		}
	}
}

// Sync runs the mirror until the stream is read to its end.
func (m *Mirror) Sync(ctx context.Context) (int, error) {
	var n int
	for restarts := 0; ; restarts++ {
		body, err := m.open(ctx)
		if err != nil || body == nil {
			return n, err
		}
		err = m.drain(body, &n)
		body.Close()
		var le *lineError
		if err == nil || restarts == 3 || !errors.As(err, &le) || !again(le) {
			return n, err
		}
		if err := ctx.Err(); err != nil {
			return n, err
		}
		time.Sleep(time.Minute)
	}
}

func (m *Mirror) drain(body io.Reader, n *int) error {
	for l, err := range lines(body) {
		if err != nil {
			return err
		}
		if len(l.Result) == 0 {
			continue
		}
		if err := m.Store.Put(slices.Clone(l.Result)); err != nil {
			return fmt.Errorf("store: %w", err)
		}
		*n++
	}
	return nil
}

// again tells if a stream that broke with e is worth a restart.
func again(e *lineError) bool {
	switch e.Code {
	case "too_many_requests":
		return true
	case "server_error", "internal_error": // want medipimcode/unknown
		return true
	case "":
		// An old server: the line has nothing but the status, and the stream was a 200.
		return e.Status >= 500
	}
	return false
}

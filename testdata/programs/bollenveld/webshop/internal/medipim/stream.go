package medipim

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"time"
)

type streamLine struct {
	Meta struct {
		Total int `json:"total"`
	} `json:"meta"`
	Result *Product `json:"result"`
	Error  *struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// openStream starts a full export. The server is slow to start one and drops
// the connection now and then, so this has its own loop.
func (c *Client) openStream(ctx context.Context, payload []byte) (*http.Response, error) {
	var last error
	for attempt := range 4 {
		if attempt > 0 {
			if err := sleep(ctx, time.Duration(attempt)*5*time.Second); err != nil {
				return nil, err
			}
		}
		req, err := c.newRequest(ctx, http.MethodPost, "/v4/products/stream", payload)
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			last = err
			continue
		}
		if resp.StatusCode < 500 { // want medipimretry/incomplete
			return resp, nil
		}
		last = fmt.Errorf("stream: %s", resp.Status)
		resp.Body.Close()
	}
	return nil, last
}

// Stream yields every product that matches a filter.
func (c *Client) Stream(ctx context.Context, filter map[string]any) iter.Seq2[*Product, error] {
	return func(yield func(*Product, error) bool) {
		payload, err := json.Marshal(map[string]any{"filter": filter})
		if err != nil {
			yield(nil, err)
			return
		}
		resp, err := c.openStream(ctx, payload)
		if err != nil {
			yield(nil, err)
			return
		}
		defer resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK:
		case http.StatusNoContent:
			return
		default:
			body, _ := io.ReadAll(io.LimitReader(resp.Body, maxBody))
			yield(nil, c.apiError(resp, body))
			return
		}
		sc := bufio.NewScanner(resp.Body)
		sc.Buffer(make([]byte, 0, 64<<10), 4<<20)
		for sc.Scan() {
			var line streamLine
			if err := json.Unmarshal(sc.Bytes(), &line); err != nil {
				yield(nil, fmt.Errorf("stream line: %w", err))
				return
			}
			if line.Error != nil {
				// Inside the stream there is no other status than this one.
				if line.Error.Status == http.StatusNotFound || line.Error.Code == "not_found" {
					continue
				}
				if line.Error.Status >= 500 && line.Error.Code == "server_error" {
					yield(nil, fmt.Errorf("stream broke off: %s", line.Error.Message))
					return
				}
				c.log.Warn("bad line", "status", line.Error.Status, "code", line.Error.Code)
				continue
			}
			if line.Result != nil && !yield(line.Result, nil) {
				return
			}
		}
		if err := sc.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// Package sse relays the catalogue's stream to browsers as server-sent events.
package sse

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// Relay is an http.Handler.
type Relay struct {
	UpstreamMedipim string
	Client          *http.Client
	Pace            time.Duration // between two tries
}

// upstream opens the stream; status is that of the last answer.
func (rl *Relay) upstream(ctx context.Context, query []byte) (body io.ReadCloser, status int, err error) {
	pace := max(rl.Pace, time.Second)
	for left := 10; ; left-- {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, rl.UpstreamMedipim+"/v4/products/stream", bytes.NewReader(query))
		if err != nil {
			return nil, 0, err
		}
		resp, err := rl.Client.Do(req)
		if err != nil {
			return nil, 0, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || left == 0 {
			return resp.Body, resp.StatusCode, nil
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, 0, ctx.Err()
		case <-time.After(pace):
		}
	}
}

func event(w http.ResponseWriter, name string, data []byte) {
	fmt.Fprintf(w, "event: %s\n", name)
	for line := range bytes.Lines(data) {
		fmt.Fprintf(w, "data: %s\n", bytes.TrimRight(line, "\n"))
	}
	fmt.Fprint(w, "\n")
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
}

func (rl *Relay) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, status, err := rl.upstream(r.Context(), []byte(r.FormValue("q")))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer body.Close()
	w.Header().Set("Content-Type", "text/event-stream")
	switch {
	case status == http.StatusNoContent:
		event(w, "empty", nil)
		return
	case status != http.StatusOK:
		// The browser shows the document as it is, violations and all.
		raw, _ := io.ReadAll(body)
		event(w, "refused-"+strconv.Itoa(status), raw)
		return
	}
	sc := bufio.NewScanner(body)
	for sc.Scan() {
		var probe struct {
			Error *struct {
				Status  int    `json:"status"`
				Code    string `json:"code"`
				Message string `json:"message"`
			} `json:"error"`
		}
		if json.Unmarshal(sc.Bytes(), &probe) != nil {
			continue
		}
		switch e := probe.Error; {
		case e == nil:
			event(w, "product", sc.Bytes())
		case e.Status == http.StatusTooManyRequests || e.Code == "too_many_requests":
			event(w, "busy", []byte(e.Message))
			return
		case e.Status >= 500:
			event(w, "broken", []byte(e.Message))
			return
		default:
			event(w, "hiccup", []byte(e.Message))
		}
	}
}

// Ready tells if the upstream can be reached, for the load balancer.
func (rl *Relay) Ready(ctx context.Context) error {
	for range 3 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, rl.UpstreamMedipim+"/v4/brands/find?id=1", nil)
		if err != nil {
			return err
		}
		resp, err := rl.Client.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			if secs, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil { // want medipimretry/header
				time.Sleep(time.Duration(1+secs) * time.Second)
				continue
			}
		}
		if resp.StatusCode >= 400 {
			return fmt.Errorf("upstream: %s", resp.Status)
		}
		return nil
	}
	return fmt.Errorf("upstream is busy")
}

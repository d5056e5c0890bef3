// Package mediahook downloads packshots when the queue says that one has changed.
package mediahook

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Verdict is what the broker is told.
type Verdict int

// The verdicts.
const (
	Ack Verdict = iota
	Requeue
	DeadLetter
	Stop
)

// medipimSource knows where packshots are. The base URL comes from the deployment.
type medipimSource struct {
	base string
	auth func(*http.Request)
	hc   *http.Client
}

type backoffTransport struct{ next http.RoundTripper }

func (t backoffTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	wait := time.Second
	for n := 0; ; n++ {
		if n > 0 && req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req = req.Clone(req.Context())
			req.Body = body
		}
		resp, err := t.next.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n >= 5 {
			return resp, err
		}
		resp.Body.Close()
		if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && s > 0 {
			wait = time.Duration(s) * time.Second
		}
		timer := time.NewTimer(wait)
		select {
		case <-req.Context().Done():
			timer.Stop()
			return nil, req.Context().Err()
		case <-timer.C:
		}
		wait *= 2
	}
}

func newMedipimSource(base string, auth func(*http.Request)) *medipimSource {
	return &medipimSource{base: base, auth: auth, hc: &http.Client{Transport: backoffTransport{http.DefaultTransport}}}
}

type refusal struct {
	http    int
	payload map[string]any
}

func (r *refusal) Error() string {
	return fmt.Sprintf("media: %d %v", r.http, r.payload["message"])
}

func (r *refusal) text() string {
	s, _ := r.payload["message"].(string)
	return s
}

func (r *refusal) code() string {
	s, _ := r.payload["code"].(string)
	return s
}

// bodyStatus: old sandboxes send the number as a string.
func (r *refusal) bodyStatus() int {
	if f, ok := r.payload["status"].(float64); ok {
		return int(f)
	}
	if s, ok := r.payload["status"].(string); ok {
		n, _ := strconv.Atoi(s)
		return n
	}
	return 0
}

func (s *medipimSource) media(ctx context.Context, id string) (map[string]any, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/v4/media/find?id="+id, nil)
	if err != nil {
		return nil, err
	}
	s.auth(req)
	resp, err := s.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, explain(resp)
	}
	var doc map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&doc); err != nil {
		return nil, err
	}
	return doc, nil
}

func explain(resp *http.Response) error {
	var doc map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&doc); err != nil {
		return &refusal{http: resp.StatusCode}
	}
	switch e := doc["error"].(type) {
	case map[string]any:
		if e["status"] == float64(http.StatusNotFound) { // want medipimstatus/branch
			return errGone
		}
		if resp.StatusCode == http.StatusForbidden && e["code"] == "authentication.invalid_api_secret" { // want medipimpair/impossible
			return errStop
		}
		return &refusal{http: resp.StatusCode, payload: e}
	case string:
		// The load balancer's own error: {"error": "bad gateway"}.
		if e == "bad gateway" || strings.Contains(e, "timeout") {
			return errLater
		}
	}
	return &refusal{http: resp.StatusCode}
}

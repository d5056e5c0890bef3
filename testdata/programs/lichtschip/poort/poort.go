// Package poort is the gateway between the shops' network and the catalogue: it adds the
// credentials, keeps within the rate limit and speaks problem+json to its own clients.
package poort

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"strings"
	"time"
)

// Upstream is where everything goes.
const Upstream = "https://api.au.medipim.com"

// politeTransport repeats what was refused for the rate limit.
type politeTransport struct {
	next  http.RoundTripper
	tries int
	unit  time.Duration
}

func (t politeTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	var payload []byte
	if req.Body != nil {
		var err error
		payload, err = io.ReadAll(req.Body)
		req.Body.Close()
		if err != nil {
			return nil, err
		}
	}
	for i := 1; ; i++ {
		again := req.Clone(req.Context())
		if payload != nil {
			again.Body = io.NopCloser(bytes.NewReader(payload))
		}
		resp, err := t.next.RoundTrip(again)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || i >= t.tries {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-time.After(time.Duration(i) * t.unit):
		case <-req.Context().Done():
			return nil, req.Context().Err()
		}
	}
}

// Gate is the gateway.
type Gate struct {
	client      http.Client
	key, secret string
	log         *log.Logger
}

// New makes a Gate; unit is the pause after the first refusal.
func New(key, secret string, unit time.Duration, l *log.Logger) *Gate {
	if unit <= 0 {
		unit = time.Second
	}
	return &Gate{
		client: http.Client{Transport: politeTransport{next: http.DefaultTransport, tries: 5, unit: unit}},
		key:    key, secret: secret, log: l,
	}
}

// problem is RFC 9457.
type problem struct {
	Type   string          `json:"type"`
	Title  string          `json:"title"`
	Status int             `json:"status"`
	Detail string          `json:"detail,omitempty"`
	Fields json.RawMessage `json:"fields,omitempty"`
}

func (p problem) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p)
}

func (g *Gate) forward(r *http.Request) (*http.Response, error) {
	out, err := http.NewRequestWithContext(r.Context(), r.Method, Upstream+r.URL.RequestURI(), r.Body)
	if err != nil {
		return nil, err
	}
	out.Header.Set("Content-Type", "application/json")
	out.SetBasicAuth(g.key, g.secret)
	return g.client.Do(out)
}

// ServeHTTP forwards r. Successes pass as they are, failures are translated.
func (g *Gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.HasPrefix(r.URL.Path, "/v4/") {
		problem{Type: "about:blank", Title: "no such path here", Status: http.StatusNotFound}.write(w)
		return
	}
	resp, err := g.forward(r)
	if err != nil {
		g.log.Print(err)
		problem{Type: "/problems/upstream", Title: "catalogue unreachable", Status: http.StatusBadGateway}.write(w)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		g.translate(w, resp)
		return
	}
	w.Header().Set("Content-Type", resp.Header.Get("Content-Type"))
	w.WriteHeader(resp.StatusCode)
	if _, err := io.Copy(w, resp.Body); err != nil && !errors.Is(err, http.ErrAbortHandler) {
		g.log.Print(err)
	}
}

// translate writes resp, which is an error, as a problem of our own.
func (g *Gate) translate(w http.ResponseWriter, resp *http.Response) {
	raw, _ := io.ReadAll(resp.Body)
	var body struct {
		Error struct {
			Status  json.Number `json:"status"`
			Code    string      `json:"code"`
			Message string      `json:"message"`
		} `json:"error"`
		Violations json.RawMessage `json:"violations"`
	}
	if err := json.Unmarshal(raw, &body); err != nil {
		g.log.Printf("HTTP %d with %q", resp.StatusCode, raw)
	}
	g.log.Printf("HTTP %d, body %s %s", resp.StatusCode, body.Error.Status, body.Error.Code)

	p := problem{Type: "/problems/" + body.Error.Code, Title: body.Error.Message, Status: resp.StatusCode, Detail: string(raw)}
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		// Our credentials, not our client's: no reason to ask for theirs.
		p.Status, p.Detail = http.StatusBadGateway, ""
	case http.StatusTooManyRequests:
		p.Status = http.StatusServiceUnavailable
		w.Header().Set("Retry-After", "30")
	case http.StatusUnprocessableEntity:
		p.Fields = body.Violations
	}
	p.write(w)
}

// Check is the form's live validation: it asks the catalogue if a product could be saved.
func (g *Gate) Check(w http.ResponseWriter, r *http.Request) {
	resp, err := g.forward(r)
	if err != nil {
		problem{Type: "/problems/upstream", Title: err.Error(), Status: http.StatusBadGateway}.write(w)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		problem{Type: "/problems/invalid", Title: "the product is not valid", Status: http.StatusUnprocessableEntity}.write(w)
		return
	}
	if resp.StatusCode > 299 {
		g.translate(w, resp)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

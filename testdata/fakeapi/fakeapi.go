// Package fakeapi is a Medipim API for tests: an HTTP server that answers as the real one is documented
// to answer, and as clients must expect it to (an empty body, a status in the body that is not the HTTP
// status, 429 a number of times). It records what it was sent.
//
// A scenario is chosen for the whole server, with [Server.Answer], or by the first part of the path:
// a client whose base URL is [Server.Base]("throttled_twice") gets 429 twice on each endpoint, then data.
package fakeapi

import (
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// Request is one request as it arrived.
type Request struct {
	Scenario string // the scenario that the path named, or ""
	Method   string
	Path     string // without the scenario's part
	Proto    string // "HTTP/1.1" or "HTTP/2.0"
	Header   http.Header
	Body     string
	At       time.Time
}

// Options choose how the server speaks. The zero value is plain HTTP/1.1 with keep-alive.
type Options struct {
	HTTP2       bool // HTTP/2 over TLS
	TLS         bool // HTTP/1.1 over TLS, unless HTTP2 is set
	NoKeepAlive bool // every answer ends its connection
}

// Server is a running fake. Its methods may be called while it serves.
type Server struct {
	URL string // without a slash at the end

	http *httptest.Server

	mu       sync.Mutex
	answers  []Answer       // where the path names no scenario
	served   map[string]int // answers given, by scenario, method and path
	requests []Request
}

// New starts a server that answers with data. The caller must [Server.Close] it.
func New(options Options) *Server {
	s := &Server{answers: Scenarios["data"], served: make(map[string]int)}
	s.http = httptest.NewUnstartedServer(s)
	s.http.EnableHTTP2 = options.HTTP2
	s.http.Config.SetKeepAlivesEnabled(!options.NoKeepAlive)
	if options.TLS || options.HTTP2 {
		s.http.StartTLS()
	} else {
		s.http.Start()
	}
	s.URL = s.http.URL
	return s
}

// Close stops the server.
func (s *Server) Close() { s.http.Close() }

// Client returns a client that trusts the server's certificate.
func (s *Server) Client() *http.Client { return s.http.Client() }

// Certificate is the server's certificate in PEM, "" without TLS. A program of its own trusts it
// through the environment variable SSL_CERT_FILE.
func (s *Server) Certificate() string {
	cert := s.http.Certificate()
	if cert == nil {
		return ""
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Raw}))
}

// Base is the base URL for clients in a scenario. It panics if there is no such scenario.
func (s *Server) Base(name string) string {
	if _, ok := scenario(name); !ok {
		panic("no such scenario: " + name)
	}
	return s.URL + "/" + name
}

// Answer sets what requests get whose path names no scenario: one answer after another on each
// endpoint, from now on; the last one repeats.
func (s *Server) Answer(answers ...Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers = answers
	for key := range s.served {
		if strings.HasPrefix(key, "\x00") {
			delete(s.served, key)
		}
	}
}

// Requests returns what has arrived so far, in order.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// Reset forgets the requests that arrived and starts all scenarios anew.
func (s *Server) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
	clear(s.served)
}

// ServeHTTP implements [http.Handler].
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := ""
	if first, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/"); first != "" {
		if _, ok := scenario(first); ok {
			name = first
			r.URL.Path = "/" + rest
		}
	}
	// What could not be read is not there: a consumed body that HTTP/2 sends again arrives empty.
	body, _ := io.ReadAll(r.Body)
	answer := s.next(name, r, string(body))
	if answer.Status == 0 {
		answer = data(r, body)
	}
	answer.write(w)
}

// next records the request and returns its answer.
func (s *Server) next(name string, r *http.Request, body string) Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, Request{
		Scenario: name,
		Method:   r.Method,
		Path:     r.URL.Path,
		Proto:    r.Proto,
		Header:   r.Header.Clone(),
		Body:     body,
		At:       time.Now(),
	})
	answers := s.answers
	if name != "" {
		answers, _ = scenario(name)
	}
	key := name + "\x00" + r.Method + " " + r.URL.Path
	n := s.served[key]
	s.served[key]++
	return answers[min(n, len(answers)-1)]
}

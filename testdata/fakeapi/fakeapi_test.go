package fakeapi

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func post(t *testing.T, client *http.Client, url, body string) (*http.Response, string) {
	t.Helper()
	resp, err := client.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(data)
}

func TestScenarios(t *testing.T) {
	s := New(Options{})
	defer s.Close()
	for _, tt := range []struct {
		scenario string
		statuses []int
		body     string // contained in the last answer
	}{
		{"data", []int{200, 200}, `"results"`},
		{"lying_status", []int{404}, `"status":200`},
		{"missing_status", []int{404}, `{"error":{"code":"not_found"`},
		{"string_status", []int{404}, `"status":"404"`},
		{"empty_body", []int{404}, ""},
		{"html_body", []int{502}, "<html>"},
		{"authentication.not_authenticated", []int{401}, `"code":"authentication.not_authenticated"`},
		{"not_authorized", []int{403}, `"status":403`},
		{"http_method_not_allowed", []int{405}, `"status":405`},
		{"violations_beside", []int{422}, `},"violations":[{`},
		{"violations_inside", []int{422}, `failed","violations":[{`},
		{"throttled_twice", []int{429, 429, 200, 200}, `"results"`},
		{"throttled_forever", []int{429, 429, 429, 429}, `"code":"too_many_requests"`},
		{"server_error", []int{500, 500}, `"status":500`},
		{"stream_error_line", []int{200}, "\n" + `{"error":{"status":500`},
		{"stream_empty", []int{204}, ""},
	} {
		for i, status := range tt.statuses {
			resp, body := post(t, s.Client(), s.Base(tt.scenario)+"/v4/products/query", "{}")
			if resp.StatusCode != status {
				t.Errorf("%s: answer %d is %d, want %d", tt.scenario, i+1, resp.StatusCode, status)
			}
			if i == len(tt.statuses)-1 && !strings.Contains(body, tt.body) {
				t.Errorf("%s: body is %s, want %s in it", tt.scenario, body, tt.body)
			}
			if tt.body == "" && body != "" {
				t.Errorf("%s: body is %s, want none", tt.scenario, body)
			}
		}
	}
}

func TestEnvelopesAreJSON(t *testing.T) {
	for name := range codes {
		if a := Error(name); !json.Valid([]byte(a.Body)) {
			t.Errorf("%s: %s", name, a.Body)
		}
	}
	for name, answers := range Scenarios {
		for _, a := range answers {
			if strings.HasPrefix(a.Body, `{"error"`) && name != "truncated_body" && !json.Valid([]byte(a.Body)) {
				t.Errorf("%s: %s", name, a.Body)
			}
		}
	}
}

func TestEndpoints(t *testing.T) {
	s := New(Options{})
	defer s.Close()
	for _, tt := range []struct {
		method, path, query string
		status              int
		body                string
	}{
		{"POST", "/v4/products/query", "{}", 200, `"results"`},
		{"POST", "/v4/products/query", "", 400, "bad_request"},
		{"GET", "/v4/products/query", "", 405, "http_method_not_allowed"},
		{"GET", "/v4/products/find", "", 200, `"product"`},
		{"POST", "/v4/products/stream", "{}", 200, `{"meta":{"total":2},"result":{"id":"M1"}}` + "\n"},
		{"GET", "/v4/prodcts", "", 404, "endpoint_not_found"},
	} {
		req, err := http.NewRequest(tt.method, s.URL+tt.path, strings.NewReader(tt.query))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := s.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != tt.status || !strings.Contains(string(body), tt.body) {
			t.Errorf("%s %s: %d %s, want %d %s", tt.method, tt.path, resp.StatusCode, body, tt.status, tt.body)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	s := New(Options{})
	defer s.Close()
	header := func(name string) string {
		resp, _ := post(t, s.Client(), s.Base(name)+"/v4/products/query", "{}")
		return resp.Header.Get("Retry-After")
	}
	if h := header("throttled_seconds"); h != "1" {
		t.Errorf("Retry-After is %q, want 1", h)
	}
	if at, err := http.ParseTime(header("throttled_date")); err != nil || time.Until(at) > 2*time.Second {
		t.Errorf("Retry-After is %v, %v; want a date within two seconds", at, err)
	}
	if h := header("throttled_twice"); h != "" {
		t.Errorf("Retry-After is %q, want none", h)
	}
}

func TestRequestsAreRecorded(t *testing.T) {
	for _, tt := range []struct {
		options Options
		proto   string
	}{
		{Options{}, "HTTP/1.1"},
		{Options{NoKeepAlive: true}, "HTTP/1.1"},
		{Options{TLS: true}, "HTTP/1.1"},
		{Options{HTTP2: true}, "HTTP/2.0"},
		{Options{HTTP2: true, NoKeepAlive: true}, "HTTP/2.0"},
	} {
		s := New(tt.options)
		s.Answer(Throttle(1)...)
		for _, body := range []string{`{"page":1}`, `{"page":2}`} {
			post(t, s.Client(), s.URL+"/v4/products/query", body)
		}
		got := s.Requests()
		if len(got) != 2 || got[0].Body != `{"page":1}` || got[1].Body != `{"page":2}` {
			t.Errorf("%+v: requests are %+v", tt.options, got)
		}
		for _, r := range got {
			if r.Proto != tt.proto || r.Method != "POST" || r.Path != "/v4/products/query" || r.At.IsZero() {
				t.Errorf("%+v: request is %+v, want %s", tt.options, r, tt.proto)
			}
		}
		if pem := s.Certificate(); (pem != "") != (tt.options.TLS || tt.options.HTTP2) {
			t.Errorf("%+v: certificate is %q", tt.options, pem)
		}
		s.Reset()
		if resp, _ := post(t, s.Client(), s.URL+"/v4/products/query", ""); resp.StatusCode != 429 || len(s.Requests()) != 1 {
			t.Errorf("%+v: after a reset: %d, %d requests", tt.options, resp.StatusCode, len(s.Requests()))
		}
		s.Close()
	}
}

// A server that closes connections must really close them, or no test of re-sent bodies means much.
func TestKeepAlive(t *testing.T) {
	for _, off := range []bool{false, true} {
		s := New(Options{NoKeepAlive: off})
		resp, _ := post(t, s.Client(), s.URL+"/v4/products/query", "{}")
		if resp.Close != off {
			t.Errorf("NoKeepAlive %t: connection closed is %t", off, resp.Close)
		}
		s.Close()
	}
}

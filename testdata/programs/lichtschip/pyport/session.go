// Package pyport has a Session and a Retry as requests and urllib3 have them; the nightly
// reports were Python once.
package pyport

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Retry is urllib3.util.Retry.
type Retry struct {
	Total           int
	BackoffFactor   float64
	StatusForcelist []int
	AllowedMethods  []string
}

// Medipim is the Retry for this API.
var Medipim = Retry{Total: 5, BackoffFactor: 0.8, StatusForcelist: []int{429, 500, 502, 503, 504}, AllowedMethods: []string{"GET", "POST"}}

func (r Retry) sleep(n int) {
	time.Sleep(time.Duration(r.BackoffFactor * math.Pow(2, float64(n)) * float64(time.Second)))
}

// Session is requests.Session.
type Session struct {
	MedipimBase string
	Auth        [2]string
	Headers     map[string]string
}

// Response is requests.Response.
type Response struct {
	StatusCode int
	Content    []byte
}

// HTTPError is requests.HTTPError.
type HTTPError struct{ Response *Response }

func (e HTTPError) Error() string {
	kind := "Server"
	if e.Response.StatusCode < 500 {
		kind = "Client"
	}
	return fmt.Sprintf("%d %s Error: %s", e.Response.StatusCode, kind, e.Response.detail())
}

// RaiseForStatus returns an HTTPError for 4xx and 5xx.
func (r *Response) RaiseForStatus() error {
	if r.StatusCode >= 400 && r.StatusCode < 600 {
		return HTTPError{r}
	}
	return nil
}

// JSON decodes.
func (r *Response) JSON(v any) error { return json.Unmarshal(r.Content, v) }

func (r *Response) detail() string {
	var env struct {
		Error struct {
			Status     int    `json:"status"`
			Code       string `json:"code"`
			Message    string `json:"message"`
			Violations any    `json:"violations"`
		} `json:"error"`
		Violations any `json:"violations"`
	}
	if err := r.JSON(&env); err != nil {
		return string(r.Content)
	}
	s := fmt.Sprintf("%s (%s)", env.Error.Message, env.Error.Code)
	for _, v := range []any{env.Error.Violations, env.Violations} {
		if v != nil {
			s += fmt.Sprintf("\n%v", v)
		}
	}
	return s
}

// Request is requests.Session.request.
func (s *Session) Request(method, path string, payload any) (*Response, error) {
	data, err := json.Marshal(payload)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		req, err := http.NewRequest(method, s.MedipimBase+path, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		req.SetBasicAuth(s.Auth[0], s.Auth[1])
		for k, v := range s.Headers {
			req.Header.Set(k, v)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil {
			return nil, err
		}
		if n < Medipim.Total && slices.Contains(Medipim.AllowedMethods, method) && slices.Contains(Medipim.StatusForcelist, res.StatusCode) {
			Medipim.sleep(n)
			continue
		}
		return &Response{res.StatusCode, content}, nil
	}
}

// Report is def report(session, brand).
func Report(s *Session, brand int) (lines []string, err error) {
	r, err := s.Request("POST", "/v4/products/query", map[string]int{"brand": brand})
	if err != nil {
		return nil, err
	}
	if err := r.RaiseForStatus(); err != nil {
		return nil, err
	}
	var page struct {
		Results []struct{ CNK, Name string }
	}
	if err := r.JSON(&page); err != nil {
		return nil, err
	}
	for _, p := range page.Results {
		lines = append(lines, p.CNK+"\t"+strings.TrimSpace(p.Name))
	}
	return lines, nil
}

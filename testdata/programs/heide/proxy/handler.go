// Package medipimproxy answers the shop's own front end with what the catalogue said.
package medipimproxy

import (
	"encoding/json"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"strconv"
)

type upstream struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// problem is what the front end gets.
type problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	Code   string `json:"code,omitempty"`
}

func decode(resp *http.Response) (u upstream, ok bool) {
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return u, false
	}
	return u, json.Unmarshal(b, &u) == nil
}

var page = template.Must(template.New("p").Parse(`<p>{{.Error.Code}}: {{.Error.Message}}</p>`))

// The body's number goes to the front end as it is, and decides on nothing here.
func pass(w http.ResponseWriter, resp *http.Response) {
	u, _ := decode(resp)
	w.WriteHeader(u.Error.Status)
	_ = json.NewEncoder(w).Encode(problem{u.Error.Status, u.Error.Message, u.Error.Code})
}

// The body's number is made fit for the front end first, which decides on it.
func fit(w http.ResponseWriter, resp *http.Response) {
	u, _ := decode(resp)
	status := u.Error.Status
	if status < 400 || status > 599 { // want medipimstatus/branch medipimstatus/branch
		status = http.StatusBadGateway
	}
	w.WriteHeader(status)
	_ = page.Execute(w, u)
}

// The line's number is made fit for the front end.
func fitLine(w http.ResponseWriter, resp *http.Response) {
	u, _ := decode(resp)
	status := resp.StatusCode
	if status < 400 || status > 599 {
		status = http.StatusBadGateway
	}
	w.Header().Set("X-Upstream-Status", strconv.Itoa(u.Error.Status))
	w.WriteHeader(status)
	_ = page.Execute(w, u)
}

// The number for the front end follows from the code.
func byCode(w http.ResponseWriter, resp *http.Response) {
	u, ok := decode(resp)
	status := http.StatusBadGateway
	if ok {
		switch u.Error.Code {
		case "not_found":
			status = http.StatusNotFound
		case "not_authorized", "insufficient_scope": // want medipimcode/unknown
			status = http.StatusForbidden
		}
	}
	if status == http.StatusForbidden {
		slog.Warn("the key has no permission", "status", u.Error.Status)
	}
	w.WriteHeader(status)
}

// The number for the front end comes from either, and is written only.
func either(w http.ResponseWriter, resp *http.Response) {
	u, ok := decode(resp)
	status := resp.StatusCode
	if ok {
		status = u.Error.Status
	}
	w.WriteHeader(status)
}

// The recorder keeps what was written, and its number is asked.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// The number that the shop's own handler wrote is the shop's.
func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &recorder{ResponseWriter: w}
		next.ServeHTTP(rec, r)
		if rec.status >= 500 {
			slog.Error("failed", "path", r.URL.Path)
		}
	})
}

// The status of the answer and its code, asked in nested switches.
func explain(resp *http.Response) string {
	u, _ := decode(resp)
	switch s := resp.StatusCode; s {
	case http.StatusUnauthorized, http.StatusForbidden:
		switch u.Error.Code {
		case "authentication.invalid_api_secret":
			return "secret"
		case "not_authorized":
			return "permission"
		case "http_method_not_allowed": // want medipimpair/impossible
			return "method"
		}
	case http.StatusNotFound:
		if u.Error.Code == "endpoint_not_found" {
			return "path"
		}
	default:
		if s < 500 {
			break
		}
		if u.Error.Code == "server_error" {
			return "vendor"
		}
		if u.Error.Code == "too_many_requests" { // want medipimpair/impossible
			return "later"
		}
	}
	return ""
}

var _ = []any{pass, fit, fitLine, byCode, either, logged, explain}

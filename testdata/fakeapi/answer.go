package fakeapi

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// Answer is one response. The zero value is 200 with the data that the endpoint has.
type Answer struct {
	Status      int           // HTTP status; 0 for the endpoint's data
	ContentType string        // of the body; default application/json
	Body        string        // as sent
	RetryAfter  time.Duration // sent in seconds if positive
	RetryDate   bool          // send RetryAfter as a date instead
}

// Data is the answer of a request that succeeds.
var Data = Answer{}

// A code of the error catalog: the HTTP status that it comes with, and a message for people.
type code struct {
	status  int
	message string
}

var codes = map[string]code{
	"bad_request":                          {400, "Malformed JSON in the request body"},
	"authentication.not_authenticated":     {401, "No valid credentials"},
	"authentication.api_key_not_found":     {401, "API key not found"},
	"authentication.invalid_api_secret":    {401, "Invalid API secret"},
	"authentication.api_key_is_not_active": {401, "API key is not active"},
	"not_authorized":                       {403, "Not authorized"},
	"not_found":                            {404, "Not found"},
	"endpoint_not_found":                   {404, "Endpoint not found"},
	"http_method_not_allowed":              {405, "Method not allowed"},
	"validation_failed":                    {422, "Validation failed"},
	"too_many_requests":                    {429, "Too many requests"},
	"server_error":                         {500, "Unexpected error"},
}

// Error is the answer that goes with a code of the catalog: its HTTP status, and the same status in
// the body. It panics if the catalog does not have the code.
func Error(name string) Answer {
	c, ok := codes[name]
	if !ok {
		panic("no such code: " + name)
	}
	return ErrorWithStatus(name, strconv.Itoa(c.status))
}

// ErrorWithStatus is [Error] with another value under error.status: a JSON literal, or "" to leave the
// key out. The HTTP status stays the code's.
func ErrorWithStatus(name, status string) Answer {
	c := codes[name]
	field := ""
	if status != "" {
		field = `"status":` + status + ","
	}
	return Answer{
		Status: c.status,
		Body:   fmt.Sprintf(`{"error":{%s"code":%q,"message":%q}}`, field, name, c.message),
	}
}

// Throttled is a 429 that names a delay, in seconds or as a date.
func Throttled(after time.Duration, date bool) Answer {
	a := Error("too_many_requests")
	a.RetryAfter, a.RetryDate = after, date
	return a
}

const violations = `[{"field":"filter.status","message":"unknown value"}]`

// Where the API puts the violations of a 422 is not documented: both places are possible.
var (
	violationsBeside = Answer{Status: 422, Body: `{"error":{"status":422,"code":"validation_failed","message":"Validation failed"},"violations":` + violations + `}`}
	violationsInside = Answer{Status: 422, Body: `{"error":{"status":422,"code":"validation_failed","message":"Validation failed","violations":` + violations + `}}`}
)

// data is what an endpoint of the API answers when all is well with the request.
func data(r *http.Request, body []byte) Answer {
	endpoints := map[string]struct{ method, contentType, body string }{
		"/v4/products/query": {"POST", "application/json", `{"meta":{"total":2},"results":[{"id":"M1"},{"id":"M2"}]}`},
		"/v4/products/find":  {"GET", "application/json", `{"product":{"id":"M1","name":"Gauze"}}`},
		"/v4/brands/query":   {"POST", "application/json", `{"meta":{"total":1},"results":[{"id":"B1"}]}`},
		"/v4/products/stream": {"POST", "application/jsonl",
			`{"meta":{"total":2},"result":{"id":"M1"}}` + "\n" + `{"meta":{"total":2},"result":{"id":"M2"}}` + "\n"},
	}
	e, ok := endpoints[r.URL.Path]
	switch {
	case !ok:
		return Error("endpoint_not_found")
	case e.method != r.Method:
		return Error("http_method_not_allowed")
	case e.method == http.MethodPost && !json.Valid(body):
		return Error("bad_request")
	}
	return Answer{Status: 200, ContentType: e.contentType, Body: e.body}
}

func (a Answer) write(w http.ResponseWriter) {
	if a.Body != "" {
		contentType := a.ContentType
		if contentType == "" {
			contentType = "application/json"
		}
		w.Header().Set("Content-Type", contentType)
	}
	switch {
	case a.RetryAfter <= 0:
	case a.RetryDate:
		w.Header().Set("Retry-After", time.Now().Add(a.RetryAfter).UTC().Format(http.TimeFormat))
	default:
		w.Header().Set("Retry-After", strconv.Itoa(int(a.RetryAfter.Seconds())))
	}
	w.WriteHeader(a.Status)
	io.WriteString(w, a.Body)
}

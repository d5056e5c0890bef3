package fakeapi

import "time"

// Scenarios are answers to one request after another, by name; the last one repeats. Besides those
// here, each code of the catalog is the name of a scenario that always answers with it.
var Scenarios = map[string][]Answer{
	"data": {Data},

	// What the body says is not what the HTTP status says.
	"lying_status":   {ErrorWithStatus("not_found", "200")},
	"missing_status": {ErrorWithStatus("not_found", "")},
	"string_status":  {ErrorWithStatus("not_found", `"404"`)},
	"null_status":    {ErrorWithStatus("not_found", "null")},
	"empty_body":     {{Status: 404}},
	"reworded":       {{Status: 404, Body: `{"error":{"status":404,"code":"not_found","message":"There is no product M1"}}`}},
	"html_body":      {{Status: 502, ContentType: "text/html", Body: "<html><body><h1>Bad Gateway</h1></body></html>"}},
	"truncated_body": {{Status: 500, Body: `{"error":{"status":500,"co`}},
	"plain_text":     {{Status: 503, ContentType: "text/plain", Body: "Service Unavailable"}},

	"violations_beside": {violationsBeside},
	"violations_inside": {violationsInside},

	"throttled_once":           {Error("too_many_requests"), Data},
	"throttled_twice":          {Error("too_many_requests"), Error("too_many_requests"), Data},
	"throttled_seconds":        {Throttled(time.Second, false), Data},
	"throttled_date":           {Throttled(2*time.Second, true), Data},
	"throttled_forever":        {Error("too_many_requests")},
	"throttled_empty":          {{Status: 429}, Data},
	"throttled_lying":          {ErrorWithStatus("too_many_requests", "200"), Data},
	"throttled_missing_status": {ErrorWithStatus("too_many_requests", ""), Data},
	"fails_once":               {Error("server_error"), Data},

	"stream_empty": {{Status: 204}},
	"stream_error_line": {{Status: 200, ContentType: "application/jsonl",
		Body: `{"meta":{"total":2},"result":{"id":"M1"}}` + "\n" + `{"error":{"status":500,"code":"server_error","message":"Unexpected error"}}` + "\n"}},
}

// Throttle is a scenario of n times 429 before the data; forever if n is negative.
func Throttle(n int) []Answer {
	if n < 0 {
		return Scenarios["throttled_forever"]
	}
	var answers []Answer
	for range n {
		answers = append(answers, Error("too_many_requests"))
	}
	return append(answers, Data)
}

// scenario returns the answers of a scenario by its name.
func scenario(name string) ([]Answer, bool) {
	if answers, ok := Scenarios[name]; ok {
		return answers, true
	}
	if _, ok := codes[name]; ok {
		return []Answer{Error(name)}, true
	}
	return nil, false
}

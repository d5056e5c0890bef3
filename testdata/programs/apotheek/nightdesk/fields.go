package nightdesk

import (
	"encoding/json"
	"net/http"
)

type medipimOut struct {
	Status int
	err    error
}

// Silent: the literal takes the real status, the code and the message.
func outcome(resp *http.Response) (int, string, string) {
	var f medipimFailure
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return resp.StatusCode, "", ""
	}
	return resp.StatusCode, f.Error.Code, f.Error.Message
}

// Silent: what came out first is the real status.
func outcomeMissing(resp *http.Response) bool {
	status, code, _ := outcome(resp)
	return status == http.StatusNotFound && code == "not_found"
}

// Silent: the body's status comes out second and the real one first.
func both(resp *http.Response) (line, body int) {
	var f medipimFailure
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return resp.StatusCode, 0
	}
	return resp.StatusCode, f.Error.Status
}

// Silent: the first of the two.
func bothFirst(resp *http.Response) bool {
	line, body := both(resp)
	println(body)
	return line == http.StatusNotFound
}

// Reported: the second of the two.
func bothSecond(resp *http.Response) bool {
	line, body := both(resp)
	println(line)
	return body == http.StatusNotFound // want medipimstatus/branch
}

type medipimQuiet struct {
	Error struct {
		Status  int    `json:"-"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Silent: the tag keeps the decode away from the field.
func quiet(resp *http.Response) bool {
	var q medipimQuiet
	q.Error.Status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&q); err != nil {
		return false
	}
	return q.Error.Status == http.StatusNotFound
}

// Silent: the decode goes into another variable than the one that was set.
func apart(resp *http.Response) bool {
	var set, got medipimFailure
	set.Error.Status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&got); err != nil {
		return false
	}
	println(got.Error.Status)
	return set.Error.Status == http.StatusNotFound
}

// Silent: the struct is built again in each round from the real status.
func rounds(resps []*http.Response) (n int) {
	for _, resp := range resps {
		out := medipimOut{Status: resp.StatusCode}
		var f medipimFailure
		out.err = json.NewDecoder(resp.Body).Decode(&f)
		if out.Status == http.StatusNotFound {
			n++
		}
		println(f.Error.Status)
	}
	return n
}

// Reported: set in the first round, overwritten by the decode in every round.
func late(resps []*http.Response) (n int) {
	for _, resp := range resps {
		var f medipimFailure
		f.Error.Status = resp.StatusCode
		if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
			continue
		}
		if status := f.Error.Status; status == http.StatusNotFound { // want medipimstatus/order
			n++
		}
	}
	return n
}

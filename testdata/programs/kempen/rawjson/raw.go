// Package medipimraw looks at answers piece by piece.
package medipimraw

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

// answer has either results or an error, and keeps the error as it came.
type answer struct {
	Results []json.RawMessage `json:"results"`
	Error   json.RawMessage   `json:"error"`
}

// problem is the inner object by itself.
type problem struct {
	Status  json.Number `json:"status"`
	Code    string      `json:"code"`
	Message string      `json:"message"`
}

func (a answer) problem() (*problem, error) {
	if len(a.Error) == 0 || bytes.Equal(a.Error, []byte("null")) {
		return nil, nil
	}
	p := new(problem)
	if err := json.Unmarshal(a.Error, p); err != nil {
		return nil, err
	}
	return p, nil
}

// The number of the inner object is text until it is converted.
func gone(a answer) bool {
	p, err := a.problem()
	if err != nil || p == nil {
		return false
	}
	n, err := p.Status.Int64()
	return err == nil && n == 404 // want medipimstatus/branch
}

// The number is compared as text.
func forbidden(a answer) bool {
	p, _ := a.problem()
	return p != nil && p.Status == "403" // want medipimstatus/branch
}

// The number is text for a reader.
func caption(a answer) string {
	p, _ := a.problem()
	if p == nil {
		return ""
	}
	return p.Status.String() + " " + p.Code
}

// The code is searched in words with a space.
func invalid(a answer) bool {
	p, _ := a.problem()
	return p != nil && strings.EqualFold(p.Code, "Validation Failed") // want medipimcode/unknown
}

func invalidTwo(a answer) bool {
	p, _ := a.problem()
	return p != nil && strings.EqualFold(p.Code, "Validation_Failed")
}

var slow = regexp.MustCompile(`(?i)too many|slow down`)

// The sentence is searched with an expression.
func throttled(a answer) bool {
	p, _ := a.problem()
	return p != nil && slow.MatchString(p.Message) // want medipimmessage/text
}

var digits = regexp.MustCompile(`[0-9]{7,}`)

// Numbers in the sentence are masked before it is shown.
func masked(a answer) string {
	p, _ := a.problem()
	if p == nil {
		return ""
	}
	return digits.ReplaceAllString(p.Message, "#")
}

// product has a status of its own, which has nothing to do with errors.
type product struct {
	ID     string `json:"id"`
	Status string `json:"status"`
	Code   string `json:"code"`
}

func actives(a answer) (n int) {
	for _, raw := range a.Results {
		var p product
		if json.Unmarshal(raw, &p) == nil && p.Status == "active" && p.Code != "test" {
			n++
		}
	}
	return n
}

// Failure takes itself out of the envelope, and is flat after that.
type Failure struct {
	Number int
	Name   string
	Words  string
}

// UnmarshalJSON lifts the inner object.
func (f *Failure) UnmarshalJSON(b []byte) error {
	var aux struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.Unmarshal(b, &aux); err != nil {
		return err
	}
	*f = Failure{aux.Error.Status, aux.Error.Code, aux.Error.Message}
	return nil
}

// The flat number came out of the body.
func (f Failure) temporary() bool {
	return f.Number == 503 || f.Name == "server_error" // want medipimstatus/branch
}

// The flat name is the code.
func (f Failure) permission() bool {
	return f.Name == "forbidden" // want medipimcode/unknown
}

func (f Failure) absent() bool { return f.Name == "not_found" }

// The flat number is set from the line after the decode.
func load(resp *http.Response) (Failure, error) {
	var f Failure
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return Failure{}, err
	}
	if f.Number == resp.StatusCode {
		return f, nil
	}
	return f, fmt.Errorf("body says %d, line says %d", f.Number, resp.StatusCode)
}

// quick is flat too, and its number is the line's.
type quick struct {
	number int
	name   string
}

func (q *quick) UnmarshalJSON(b []byte) error {
	var m map[string]map[string]json.RawMessage
	if err := json.Unmarshal(b, &m); err != nil {
		return err
	}
	return json.Unmarshal(m["error"]["code"], &q.name)
}

func loadQuick(resp *http.Response) (q quick, err error) {
	q.number = resp.StatusCode
	err = json.NewDecoder(resp.Body).Decode(&q)
	return
}

func (q quick) temporary() bool { return q.number == 503 || q.name == "server_error" }

// The raw number is read as text and converted.
func rawNumber(b []byte) error {
	var m map[string]map[string]json.RawMessage
	if err := json.Unmarshal(b, &m); err != nil {
		return err
	}
	n, err := strconv.Atoi(string(m["error"]["status"]))
	if err != nil {
		return err
	}
	if n == 429 { // want medipimstatus/branch
		return errors.New("slow down")
	}
	return nil
}

// The raw count of results is converted in the same way.
func rawCount(b []byte) bool {
	var m map[string]map[string]json.RawMessage
	if err := json.Unmarshal(b, &m); err != nil {
		return false
	}
	n, err := strconv.Atoi(string(m["meta"]["status"]))
	return err == nil && n == 3
}

var _ = []any{gone, forbidden, caption, invalid, invalidTwo, throttled, masked, actives, Failure.temporary, Failure.permission, Failure.absent, load, loadQuick, quick.temporary, rawNumber, rawCount}

package typedcodes

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Reason is the code of an error; some of them are the client's own.
type Reason string

const (
	Absent  Reason = "not_found"
	Refused Reason = "not_authorised" // want medipimcode/unknown

	NoBody     Reason = "no_body"    // set where the API says nothing
	Unreadable Reason = "unreadable" // in the literal of another type of error
	Offline    Reason = "offline"    // of a function
	Unnamed    Reason = "unnamed"    // cmp.Or
	Unsent     Reason = "unsent"     // in a field that nothing here reads
	Proxied    Reason = "proxied"    // through a local

	// What is only a row of a table, or a key, is no word of the client's own.
	Throttled Reason = "rate_limit"       // want medipimcode/unknown
	Rejected  Reason = "validation_faild" // want medipimcode/unknown
)

type detail struct {
	Status  int    `json:"status"`
	Code    Reason `json:"code"`
	Message string `json:"message"`
}

type answer struct {
	Error detail `json:"error"`
}

// Failure is what callers get.
type Failure struct {
	HTTP   int
	Reason Reason
}

func (f *Failure) Error() string { return fmt.Sprint(f.HTTP) }

func failure(resp *http.Response) error {
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return &Failure{Reason: Unsent}
	}
	var a answer
	if err := json.Unmarshal(raw, &a); err != nil {
		return &Failure{HTTP: resp.StatusCode, Reason: Unreadable}
	}
	if a.Error.Code == "" {
		a.Error.Code = NoBody
	}
	code := a.Error.Code
	if resp.Header.Get("Via") != "" {
		code = Proxied
	}
	return &Failure{HTTP: resp.StatusCode, Reason: code}
}

func (a answer) reason(resp *http.Response) Reason {
	if resp == nil {
		return Offline
	}
	return cmp.Or(a.Error.Code, Unnamed)
}

func isOurs(err error) bool {
	var f *Failure
	if !errors.As(err, &f) {
		return false
	}
	switch f.Reason {
	case NoBody, Unreadable, Proxied:
		return true
	case Refused, Absent:
		return false
	}
	return false
}

var advice = []struct {
	reason Reason
	text   string
}{
	{Absent, "look elsewhere"},
	{Throttled, "wait"},
}

var words = map[Reason]string{Rejected: "mend the fields"}

func advise(a answer) string {
	for _, row := range advice {
		if row.reason == a.Error.Code {
			return row.text
		}
	}
	return words[a.Error.Code]
}

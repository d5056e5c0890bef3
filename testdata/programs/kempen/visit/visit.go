// Package medipimvisit turns an error answer into one of a closed set of faults, and visits them.
package medipimvisit

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

type wire struct {
	Error *struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Fault is one of Absent, Rejected and Broken.
type Fault interface{ accept(visitor) }

type visitor interface {
	absent(Absent)
	rejected(Rejected)
	broken(Broken)
}

// Absent says that the thing asked for is not there.
type Absent struct{ Code string }

// Rejected says that the request was no good; At is what the body gave as its number.
type Rejected struct {
	Code, Why string
	At        int
}

// Broken says that the vendor failed; Line is the number of the status line.
type Broken struct {
	Code string
	Line int
}

func (f Absent) accept(v visitor)   { v.absent(f) }
func (f Rejected) accept(v visitor) { v.rejected(f) }
func (f Broken) accept(v visitor)   { v.broken(f) }

// The body's number chooses the variant.
func fromBody(b []byte) Fault {
	var w wire
	if err := json.Unmarshal(b, &w); err != nil || w.Error == nil {
		return Broken{}
	}
	switch n := w.Error.Status; {
	case n == http.StatusNotFound: // want medipimstatus/branch
		return Absent{Code: w.Error.Code}
	case n >= 500: // want medipimstatus/branch
		return Broken{Code: w.Error.Code, Line: n}
	default:
		return Rejected{Code: w.Error.Code, Why: w.Error.Message, At: n}
	}
}

// The line's number chooses the variant; the body's number is carried along for the log.
func fromLine(resp *http.Response) Fault {
	var w wire
	b, _ := io.ReadAll(resp.Body)
	if err := json.Unmarshal(b, &w); err != nil || w.Error == nil {
		return Broken{Line: resp.StatusCode}
	}
	switch n := resp.StatusCode; {
	case n == http.StatusNotFound:
		return Absent{Code: w.Error.Code}
	case n >= 500:
		return Broken{Code: w.Error.Code, Line: n}
	default:
		return Rejected{Code: w.Error.Code, Why: w.Error.Message, At: w.Error.Status}
	}
}

// counter is a visitor that decides on what the variants carry.
type counter struct{ typos, blocked, limited, vendor, quota int }

func (c *counter) absent(f Absent) {
	if f.Code == "endpoint_not_found" {
		c.typos++
	}
}

func (c *counter) rejected(f Rejected) {
	if f.At == http.StatusForbidden { // want medipimstatus/branch
		c.blocked++
	}
	switch f.Code {
	case "too_many_requests":
		c.limited++
	case "quota_exceeded": // want medipimcode/unknown
		c.quota++
	}
	if f.Why == "Rate limit exceeded" { // want medipimmessage/text
		c.limited++
	}
}

func (c *counter) broken(f Broken) {
	if f.Code == "server_error" {
		c.vendor++
	}
}

// printer is a visitor that only shows what the variants carry.
type printer struct{ out io.Writer }

func (p printer) absent(f Absent)     { fmt.Fprintln(p.out, "absent", f.Code) }
func (p printer) rejected(f Rejected) { fmt.Fprintln(p.out, f.At, f.Code, f.Why) }
func (p printer) broken(f Broken)     { fmt.Fprintln(p.out, f.Line, f.Code) }

// A type switch tells the variants apart, and asks one of them for more.
func advice(f Fault) string {
	switch f := f.(type) {
	case Absent:
		return "look elsewhere"
	case Rejected:
		if f.At/100 == 4 && f.Code == "bad_request" { // want medipimstatus/branch
			return "mend the request"
		}
		return f.Why
	case Broken:
		return "wait"
	}
	return ""
}

// The variants match on functions; what they are given is the whole value.
func match(f Fault, absent func(Absent) int, rejected func(Rejected) int, broken func(Broken) int) int {
	switch f := f.(type) {
	case Absent:
		return absent(f)
	case Rejected:
		return rejected(f)
	case Broken:
		return broken(f)
	}
	return 0
}

func exitCode(f Fault) int {
	return match(f,
		func(Absent) int { return 0 },
		func(r Rejected) int {
			if r.At == 401 { // want medipimstatus/branch
				return 77
			}
			return 65
		},
		func(Broken) int { return 75 },
	)
}

func reasons(f Fault) int {
	return match(f,
		func(a Absent) int { return len(a.Code) },
		func(r Rejected) int { return len(r.Why) },
		func(b Broken) int {
			if b.Code == "server_error" {
				return 1
			}
			return 2
		},
	)
}

var (
	_ visitor = (*counter)(nil)
	_ visitor = printer{}
	_         = []any{fromBody, fromLine, advice, exitCode, reasons}
)

// Package medipimstreams walks through answers with iterators and channels.
package medipimstreams

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
)

type reply struct {
	Error oops `json:"error"`
}

type oops struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (o *oops) Error() string { return o.Message }

// all yields what each body says.
func all(bodies [][]byte) iter.Seq2[int, oops] {
	return func(yield func(int, oops) bool) {
		for i, b := range bodies {
			var r reply
			if json.Unmarshal(b, &r) != nil {
				continue
			}
			if !yield(i, r.Error) {
				return
			}
		}
	}
}

// The iterator's element has the body's number.
func firstAbsent(bodies [][]byte) int {
	for i, o := range all(bodies) {
		if o.Status == 404 { // want medipimstatus/branch
			return i
		}
	}
	return -1
}

// The iterator's element has the code.
func firstAbsentByCode(bodies [][]byte) int {
	for i, o := range all(bodies) {
		if o.Code == "not_found" {
			return i
		}
	}
	return -1
}

// codes yields the codes only.
func codes(seq iter.Seq2[int, oops]) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, o := range seq {
			if !yield(o.Code) {
				return
			}
		}
	}
}

// One of the codes is compared with a word of another vendor.
func anyExpired(bodies [][]byte) bool {
	for c := range codes(all(bodies)) {
		if c == "token_expired" { // want medipimcode/unknown
			return true
		}
	}
	return false
}

// The codes are counted; the table has them as keys, and nothing is asked about them.
func tally(bodies [][]byte) []string {
	n := map[string]int{}
	for c := range codes(all(bodies)) {
		n[c]++
	}
	return slices.Sorted(maps.Keys(n))
}

// worker hands errors on over a channel.
func worker(ctx context.Context, in <-chan []byte, out chan<- error) {
	for b := range in {
		var r reply
		if err := json.Unmarshal(b, &r); err != nil {
			out <- err
			continue
		}
		select {
		case out <- &r.Error:
		case <-ctx.Done():
			return
		}
	}
}

// The error out of the channel has the body's number.
func drain(ctx context.Context, in <-chan []byte) (blocked int) {
	out := make(chan error)
	var wg sync.WaitGroup
	wg.Go(func() { worker(ctx, in, out); close(out) })
	for err := range out {
		var o *oops
		if errors.As(err, &o) && (o.Status == 401 || o.Status == 403) { // want medipimstatus/branch medipimstatus/branch
			blocked++
		}
	}
	wg.Wait()
	return blocked
}

// outcome is what a worker hands on when it has the response.
type outcome struct {
	line int
	oops
}

func look(resp *http.Response, out chan<- outcome) {
	var r reply
	_ = json.NewDecoder(resp.Body).Decode(&r)
	out <- outcome{resp.StatusCode, r.Error}
}

// The outcome's own number is the line's; its code does not go with it.
func sort(out <-chan outcome) (denied, typos int) {
	for o := range out {
		switch o.line {
		case http.StatusForbidden:
			if o.Code == "authentication.not_authenticated" { // want medipimpair/impossible
				denied++
			}
		case http.StatusNotFound:
			if o.Code == "endpoint_not_found" {
				typos++
			}
		}
	}
	return
}

// The outcome's promoted number is the body's.
func count(out <-chan outcome) (n int) {
	for o := range out {
		if o.Status == http.StatusForbidden { // want medipimstatus/branch
			n++
		}
	}
	return n
}

// The words of the sentence come one by one out of a sequence.
func mentions(o *oops) bool {
	for w := range strings.FieldsSeq(strings.ToLower(o.Message)) {
		if w == "throttled" { // want medipimmessage/text
			return true
		}
	}
	return false
}

// Errors of several kinds are joined and split again.
func serious(err error) (n int) {
	multi, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return 0
	}
	for _, e := range multi.Unwrap() {
		if o, ok := e.(*oops); ok && o.Status >= 500 { // want medipimstatus/branch
			n++
		}
	}
	return n
}

// The kinds are grouped by code for a report.
func group(errs []*oops) map[string][]*oops {
	m := map[string][]*oops{}
	for _, o := range errs {
		m[o.Code] = append(m[o.Code], o)
	}
	return m
}

// The group of one word is taken out.
func overdue(errs []*oops) []*oops {
	return group(errs)["payment_required"]
}

func missing(errs []*oops) []*oops { return group(errs)["not_found"] }

var _ = []any{firstAbsent, firstAbsentByCode, anyExpired, tally, drain, look, sort, count, mentions, serious, overdue, missing}

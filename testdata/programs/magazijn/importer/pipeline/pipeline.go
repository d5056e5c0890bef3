// Package pipeline joins the stages of the import.
package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"example.com/magazijn/importer/stream"
)

// Record is what the import keeps.
type Record struct {
	ID     int64  `json:"id"`
	Status string `json:"status"`
}

// stage is a step from one channel to the next.
type stage[I, O any] func(context.Context, <-chan I) (<-chan O, <-chan error)

// parse decodes the results of lines, which are data of a stream that is open.
var parse stage[stream.MedipimLine, Record] = func(ctx context.Context, in <-chan stream.MedipimLine) (<-chan Record, <-chan error) {
	out, errc := make(chan Record), make(chan error, 1)
	go func() {
		defer close(out)
		defer close(errc)
		for l := range in {
			var r Record
			if err := json.Unmarshal(l.Result, &r); err != nil {
				errc <- err
				return
			}
			if r.Status == "deleted" {
				continue
			}
			select {
			case out <- r:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, errc
}

// Import runs the stages and gives the first error.
func Import(ctx context.Context, o *stream.MedipimOpener, query []byte, keep func(Record) error) error {
	lines := make(chan stream.MedipimLine)
	done := make(chan error, 1)
	go func() { done <- o.Run(ctx, query, lines) }()
	recs, errc := parse(ctx, lines)
	for r := range recs {
		if err := keep(r); err != nil {
			return err
		}
	}
	return errors.Join(<-done, <-errc)
}

// Verdict compares the number that the other package took from the body of the refusal.
func Verdict(err error) string {
	var oe *stream.OpenError
	if !errors.As(err, &oe) {
		return "lines"
	}
	if oe.MedipimStatus == 403 { // want medipimstatus/branch
		return "permission"
	}
	if oe.HTTPStatus == 403 {
		return "permission"
	}
	return pick(oe)
}

// pick compares codes, one in capitals and one of another vocabulary.
func pick(oe *stream.OpenError) string {
	if oe.Code == "NOT_AUTHORIZED" { // want medipimcode/case
		return "permission"
	}
	if oe.Code == "not_authorized" { // want medipimpair/impossible
		return "permission"
	}
	if oe.Code == "malformed_request" { // want medipimcode/unknown
		return "query"
	}
	if oe.Code == "bad_request" {
		return "query"
	}
	return fmt.Sprint(oe.MedipimStatus, " ", oe.Code)
}

// Package csvfile writes rows.
package csvfile

import (
	"encoding/csv"
	"io"
	"iter"
)

// Write stops at the first error.
func Write(w io.Writer, head []string, rows iter.Seq2[[]string, error]) error {
	out := csv.NewWriter(w)
	if err := out.Write(head); err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

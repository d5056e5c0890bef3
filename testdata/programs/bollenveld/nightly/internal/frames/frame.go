// Package frames has the little of pandas that the export needs.
package frames

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
)

// Frame is a table.
type Frame struct {
	Columns []string
	Rows    []map[string]any
}

// FromRecords makes a frame from records with their own keys.
func FromRecords[M ~map[string]any](records []M) *Frame {
	seen := map[string]bool{}
	f := &Frame{}
	for _, r := range records {
		for k := range r {
			if !seen[k] {
				seen[k] = true
				f.Columns = append(f.Columns, k)
			}
		}
		f.Rows = append(f.Rows, r)
	}
	slices.Sort(f.Columns)
	return f
}

// DropWhere removes the rows whose column has one of the values.
func (f *Frame) DropWhere(column string, values ...any) *Frame {
	f.Rows = slices.DeleteFunc(f.Rows, func(r map[string]any) bool { return slices.Contains(values, r[column]) })
	return f
}

// CSV writes the frame.
func (f *Frame) CSV() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(f.Columns); err != nil {
		return nil, err
	}
	for _, r := range f.Rows {
		row := make([]string, len(f.Columns))
		for i, c := range f.Columns {
			if v, ok := r[c]; ok {
				row[i] = fmt.Sprint(v)
			}
		}
		if err := w.Write(row); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

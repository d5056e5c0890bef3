// Package table prints rows.
package table

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// Print writes rows with the given columns, or with all.
func Print(w io.Writer, rows []map[string]any, columns ...string) error {
	if len(columns) == 0 {
		all := map[string]bool{}
		for _, r := range rows {
			for k := range r {
				all[k] = true
			}
		}
		columns = slices.Sorted(maps.Keys(all))
	}
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(tw, strings.ToUpper(strings.Join(columns, "\t")))
	for _, r := range rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			switch v := r[c].(type) {
			case nil:
				cells[i] = "-"
			case map[string]any:
				cells[i] = fmt.Sprint(len(v), " entries")
			default:
				cells[i] = fmt.Sprint(v)
			}
		}
		fmt.Fprintln(tw, strings.Join(cells, "\t"))
	}
	return tw.Flush()
}

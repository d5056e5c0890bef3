// Package reporting turns failures into rows.
package reporting

import (
	"fmt"
	"slices"

	"example.com/wholesaler/pricing"
)

// Row is one line of a report.
type Row struct {
	Label string
	Count int
	Code  string
}

// The number has come through four packages, and picks the label.
func Label(f pricing.Failure) string {
	switch {
	case f.Upstream == 403: // want medipimstatus/branch
		return "denied"
	case f.Upstream/100 == 5: // want medipimstatus/branch
		return "down"
	}
	return "other"
}

// The code has come through four packages.
func Reason(f pricing.Failure) string {
	switch f.Reason {
	case "not_found":
		return "missing"
	case "404": // want medipimcode/status
		return "missing"
	case "Server_Error": // want medipimcode/case
		return "down"
	}
	return f.Reason
}

// The text has come through four packages.
func Headline(f pricing.Failure) string {
	switch f.Text { // want medipimmessage/text
	case "Unexpected error":
		return "down"
	case "Unauthorized":
		return "key"
	}
	return f.Text
}

// Counting and formatting: no branch.
func Rows(failures []pricing.Failure) []Row {
	counts := map[string]int{}
	for _, f := range failures {
		counts[fmt.Sprintf("%d %s", f.Upstream, f.Reason)]++
	}
	var rows []Row
	for label, n := range counts {
		rows = append(rows, Row{Label: label, Count: n, Code: "row"})
	}
	slices.SortFunc(rows, func(x, y Row) int { return y.Count - x.Count })
	return rows
}

// A row's own code is a string that this program made.
func Plain(rows []Row) int {
	return len(slices.DeleteFunc(slices.Clone(rows), func(r Row) bool { return r.Code != "row" || r.Count == 404 }))
}

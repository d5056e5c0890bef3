// Package vet runs "go vet" with this program as its tool, and reads what comes back.
package vet

import (
	"cmp"
	"slices"
)

// Finding is one diagnostic.
type Finding struct {
	Package  string // import path
	Rule     string // the analyzer's name
	Category string
	Message  string
	Start    Position
	End      Position
	Fixes    []Fix // at most one is ever applied: the first
	Related  []Related
}

// Position is a place in a file. Line and Column count from 1, Column in bytes.
type Position struct {
	File   string // absolute
	Line   int
	Column int
}

// Fix is a repair: edits that belong together.
type Fix struct {
	Message string `json:"message"`
	Edits   []Edit `json:"edits"`
}

// Edit replaces the bytes from Start up to End of a file.
type Edit struct {
	File  string `json:"filename"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

// Related is a further place that helps to understand a finding.
type Related struct {
	Start   Position
	End     Position
	Message string
}

// sorted returns the findings in the order of their positions, each once: the files of a package are
// analysed again where its tests are.
func sorted(findings []Finding) []Finding {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Start.File, b.Start.File),
			cmp.Compare(a.Start.Line, b.Start.Line),
			cmp.Compare(a.Start.Column, b.Start.Column),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Message, b.Message),
			cmp.Compare(a.Package, b.Package),
		)
	})
	return slices.CompactFunc(findings, func(a, b Finding) bool {
		return a.Start == b.Start && a.End == b.End && a.Rule == b.Rule && a.Message == b.Message
	})
}

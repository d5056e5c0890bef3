package vet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Tree is the JSON that vet's tools print: package, analyzer, then a list of diagnostics or an error.
type Tree map[string]map[string]json.RawMessage

// diagnostic is one entry of such a list, as golang.org/x/tools/go/analysis/unitchecker writes it.
type diagnostic struct {
	Category string    `json:"category"`
	Posn     string    `json:"posn"`
	End      string    `json:"end"`
	Message  string    `json:"message"`
	Fixes    []Fix     `json:"suggested_fixes"`
	Related  []related `json:"related"`
}

type related struct {
	Posn    string `json:"posn"`
	End     string `json:"end"`
	Message string `json:"message"`
}

// decodeTrees joins the trees that the go command printed one after the other, a package each. A package
// may come twice, alone and with its tests: what is longer has the rest in it.
func decodeTrees(stdout []byte) (Tree, error) {
	all := make(Tree)
	for decoder := json.NewDecoder(bytes.NewReader(stdout)); ; {
		var tree Tree
		err := decoder.Decode(&tree)
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("go vet printed something else than JSON: %w", err)
		}
		for unit, results := range tree {
			if all[unit] == nil {
				all[unit] = results
				continue
			}
			for rule, raw := range results {
				if len(raw) > len(all[unit][rule]) {
					all[unit][rule] = raw
				}
			}
		}
	}
}

// findings returns the diagnostics of a tree, and one line for each analyzer that failed. packageOf tells
// which package a unit belongs to.
func (tree Tree) findings(packageOf func(unit string) string) ([]Finding, []string, error) {
	var findings []Finding
	var failures []string
	for _, unit := range slices.Sorted(maps.Keys(tree)) {
		path := packageOf(unit)
		for _, rule := range slices.Sorted(maps.Keys(tree[unit])) {
			raw := tree[unit][rule]
			var failure struct{ Error string }
			if json.Unmarshal(raw, &failure) == nil {
				failures = append(failures, fmt.Sprintf("%s: %s failed: %s", path, rule, failure.Error))
				continue
			}
			var diagnostics []diagnostic
			if err := json.Unmarshal(raw, &diagnostics); err != nil {
				return nil, nil, fmt.Errorf("diagnostics of %s in %s: %w", rule, unit, err)
			}
			for _, d := range diagnostics {
				findings = append(findings, d.finding(path, rule))
			}
		}
	}
	return sorted(findings), failures, nil
}

func (d *diagnostic) finding(path, rule string) Finding {
	f := Finding{
		Package:  path,
		Rule:     rule,
		Category: d.Category,
		Message:  d.Message,
		Start:    parsePosition(d.Posn),
		End:      parsePosition(d.End),
		Fixes:    d.Fixes,
	}
	for _, r := range d.Related {
		f.Related = append(f.Related, Related{parsePosition(r.Posn), parsePosition(r.End), r.Message})
	}
	return f
}

// parsePosition reads "file:line:column"; the file may contain colons, as on Windows.
// A position without numbers, as "-", has only the file.
func parsePosition(s string) Position {
	rest, column, ok := cutLast(s)
	if !ok {
		return Position{File: s}
	}
	file, line, ok := cutLast(rest)
	if !ok {
		return Position{File: rest, Line: column}
	}
	return Position{file, line, column}
}

// cutLast splits off a number after the last colon.
func cutLast(s string) (before string, number int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	number, err := strconv.Atoi(s[i+1:])
	return s[:i], number, err == nil
}

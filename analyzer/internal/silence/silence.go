// Package silence reads //nolint directives, so that a report is silenced in every driver as it is
// under golangci-lint, which reads them itself.
package silence

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"sort"
)

// Names in a directive that do not stand for one analyzer.
const (
	suite = "medipimlint"
	all   = "all" // also of a directive without names
)

// Source says which directive silences a report.
type Source uint8

const (
	Nothing  Source = iota // the report stands
	Suite                  // a bare //nolint, or one that names medipimlint: golangci-lint knows these
	Analyzer               // only one that names the analyzer, which golangci-lint does not know
)

// File is what the directives of one file silence. The zero value silences nothing.
type File struct {
	fset *token.FileSet
	// lines holds the silenced lines for each name, ascending and disjoint.
	lines map[string][]span
}

// A span is a range of lines, both ends included.
type span struct{ from, to int }

// A directive silences the lines of its comment and, where a node begins below in its column, those
// up to the node's end.
type directive struct {
	names []string
	span
}

// New reads the directives of a file, which was parsed with comments. A file without any costs one
// look at each comment.
func New(fset *token.FileSet, f *ast.File) *File {
	s := &File{fset: fset}
	var found []*directive
	above := make(map[start]*directive)
	for _, group := range f.Comments {
		for _, comment := range group.List {
			names, everything, ok := parse(comment.Text)
			if !ok {
				continue
			}
			if everything {
				names = []string{all}
			}
			// The range of a directive is that of its whole comment group.
			pos, end := fset.Position(group.Pos()), fset.Position(group.End())
			d := &directive{names, span{pos.Line, end.Line}}
			found = append(found, d)
			below := start{end.Line + 1, pos.Column}
			if above[below] == nil { // of several in a group, golangci-lint expands the first
				above[below] = d
			}
		}
	}
	if len(found) == 0 {
		return s
	}
	expand(fset, f, above)
	s.index(found)
	return s
}

// A start is where a node begins that a directive may stand above.
type start struct{ line, column int }

// expand stretches each directive over the nodes that begin below it.
func expand(fset *token.FileSet, f *ast.File, above map[start]*directive) {
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil {
			return true
		}
		pos := fset.Position(n.Pos())
		if d := above[start{pos.Line, pos.Column}]; d != nil {
			d.to = max(d.to, fset.Position(n.End()).Line)
		}
		return true
	})
}

// index sorts the lines of the directives by name and merges what overlaps.
func (s *File) index(directives []*directive) {
	s.lines = make(map[string][]span)
	for _, d := range directives {
		for _, name := range d.names {
			s.lines[name] = append(s.lines[name], d.span)
		}
	}
	for name, spans := range s.lines {
		slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
		merged := spans[:1]
		for _, next := range spans[1:] {
			if last := &merged[len(merged)-1]; next.from <= last.to {
				last.to = max(last.to, next.to)
			} else {
				merged = append(merged, next)
			}
		}
		s.lines[name] = merged
	}
}

// Silenced reports whether a directive silences a report of the analyzer that begins at pos.
func (s *File) Silenced(analyzer string, pos token.Pos) bool {
	return s.By(analyzer, pos) != Nothing
}

// By returns what silences a report of the analyzer that begins at pos. Only where it begins
// matters. Under golangci-lint a report that [Suite] silences is left to golangci-lint, which would
// otherwise call the directive unused.
func (s *File) By(analyzer string, pos token.Pos) Source {
	if len(s.lines) == 0 {
		return Nothing
	}
	line := s.fset.Position(pos).Line
	switch {
	case covers(s.lines[all], line), covers(s.lines[suite], line):
		return Suite
	case covers(s.lines[analyzer], line):
		return Analyzer
	}
	return Nothing
}

func covers(spans []span, line int) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].to >= line })
	return i < len(spans) && spans[i].from <= line
}

package rule

import (
	"bytes"
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
)

// space gives the fixes the white space that gofmt gives their results: of each alone, and of all together. A line
// may be too long only with two of them.
func (pl *planner) space() {
	for range 4 {
		for _, g := range pl.groups {
			g.edits = pl.spaced(g.edits)
		}
		pairs := pl.touching()
		if len(pairs) == 0 {
			pairs = pl.spaceTogether()
		}
		if len(pairs) == 0 {
			return
		}
		pl.unite(pairs)
		pl.settle()
	}
}

// spaced returns edits with the white space that gofmt gives their result.
func (pl *planner) spaced(edits []analysis.TextEdit) []analysis.TextEdit {
	var out []analysis.TextEdit
	_, parts := byFile(pl.Pass, edits, func(e analysis.TextEdit) token.Pos { return e.Pos })
	for _, part := range parts {
		if file, err := pl.EditFile(part[0].Pos); err == nil {
			part = file.Spaced(part)
		}
		out = append(out, part...)
	}
	return out
}

// spaceTogether gives the fixes what gofmt does to the result of all. It returns groups for which that is not
// what it does to the result of each.
func (pl *planner) spaceTogether() (pairs [][2]int) {
	var all []analysis.TextEdit
	for _, g := range pl.groups {
		all = append(all, g.edits...)
	}
	all, err := edit.Merge(all)
	if err != nil {
		return nil
	}
	var together [][]int // the groups that were given one and the same edit
	for _, e := range pl.spaced(all) {
		if slices.ContainsFunc(all, func(old analysis.TextEdit) bool { return equal(old, e) }) {
			continue
		}
		owners := pl.replaced(e)
		switch {
		case len(owners) > 1:
			for _, i := range owners[1:] {
				pairs = append(pairs, [2]int{owners[0], i})
			}
			continue
		case len(owners) == 0:
			owners = pl.around(e)
		}
		for _, i := range owners {
			pl.groups[i].replace(e)
		}
		together = append(together, owners)
	}
	for _, owners := range together {
		for _, i := range owners {
			if g := pl.groups[i]; !slices.EqualFunc(g.edits, pl.spaced(g.edits), equal) {
				for _, j := range owners {
					pairs = append(pairs, [2]int{i, j})
				}
			}
		}
	}
	return slices.DeleteFunc(pairs, func(p [2]int) bool { return p[0] == p[1] })
}

func equal(a, b analysis.TextEdit) bool {
	return a.Pos == b.Pos && a.End == b.End && bytes.Equal(a.NewText, b.NewText)
}

// within reports whether the edit e takes the place of old.
func within(old, e analysis.TextEdit) bool { return e.Pos <= old.Pos && old.End <= e.End }

// replaced returns the groups with an edit whose place e takes.
func (pl *planner) replaced(e analysis.TextEdit) []int {
	var out []int
	for i, g := range pl.groups {
		if slices.ContainsFunc(g.edits, func(old analysis.TextEdit) bool { return within(old, e) }) {
			out = append(out, i)
		}
	}
	return out
}

// replace puts e in the place of the edits within it.
func (g *group) replace(e analysis.TextEdit) {
	edits := slices.DeleteFunc(slices.Clone(g.edits), func(old analysis.TextEdit) bool { return within(old, e) })
	if merged, err := edit.Merge(append(edits, e)); err == nil {
		g.edits = merged
	}
}

// around returns the groups that edit the declaration which e stands in.
func (pl *planner) around(e analysis.TextEdit) []int {
	var decl ast.Decl
	for _, d := range pl.Syntax(e.Pos).Decls {
		if d.Pos() <= e.Pos && e.Pos <= d.End() {
			decl = d
		}
	}
	var out []int
	for i, g := range pl.groups {
		if decl != nil && slices.ContainsFunc(g.edits, func(old analysis.TextEdit) bool {
			return decl.Pos() <= old.Pos && old.Pos <= decl.End()
		}) {
			out = append(out, i)
		}
	}
	return out
}

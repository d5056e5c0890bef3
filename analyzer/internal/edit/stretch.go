package edit

import (
	"bytes"
	"go/ast"
	"go/token"
	"slices"
	"sort"

	"golang.org/x/tools/go/analysis"
)

// stretches returns where the stretches of a file begin: what gofmt formats without a look at the rest. They are
// parted by blank lines between declarations; the first one reaches to the end of the imports.
func stretches(tok *token.File, syntax *ast.File, src []byte) []int {
	starts := []int{0}
	comments := syntax.Comments
	at := syntax.Name.End()
	next := func(pos, end token.Pos) {
		if from, to := tok.Offset(at), tok.Offset(pos); bytes.Count(src[from:to], []byte("\n")) > 1 {
			starts = append(starts, to)
		}
		at = end
	}
	for _, decl := range syntax.Decls {
		if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok == token.IMPORT {
			at = decl.End()
			continue
		}
		for len(comments) > 0 && comments[0].Pos() < decl.Pos() {
			if comments[0].Pos() >= at {
				next(comments[0].Pos(), comments[0].End())
			}
			comments = comments[1:]
		}
		next(decl.Pos(), decl.End())
	}
	return starts
}

// stretch returns the part of the source, a number of stretches, in which the first of some edits is made, and which of
// the others are too.
func (f *File) stretch(edits []analysis.TextEdit) (start, end int, in []analysis.TextEdit) {
	starts := f.stretches()
	i := sort.SearchInts(starts, f.tok.Offset(edits[0].Pos)+1) - 1
	start, end = starts[i], starts[i]
	for n, e := range edits {
		if n > 0 && f.tok.Offset(e.Pos) >= end {
			return start, end, edits[:n]
		}
		for end < len(f.src) && end < max(f.tok.Offset(e.End), f.tok.Offset(e.Pos)+1) {
			i++
			if end = len(f.src); i < len(starts) {
				end = starts[i]
			}
		}
	}
	return start, end, edits
}

// splice returns the part of the source that begins at start and ends at end with edits made, which are in order.
func (f *File) splice(start, end int, edits []analysis.TextEdit) []byte {
	var out []byte
	for _, e := range edits {
		out = slices.Concat(out, f.src[start:f.tok.Offset(e.Pos)], e.NewText)
		start = f.tok.Offset(e.End)
	}
	return append(out, f.src[start:end]...)
}

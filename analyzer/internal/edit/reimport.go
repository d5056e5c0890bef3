package edit

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
)

// Instead returns the edits that import what was asked for into a file from which others are removed, and
// those of removed that are still needed: the imports that go make place for those that come, in one edit.
func (im *Imports) Instead(removed []analysis.TextEdit) (added, rest []analysis.TextEdit) {
	f := im.file
	from, to := f.Syntax.Name.End(), f.Syntax.Name.End()
	for _, decl := range f.importDecls() {
		to = f.NextLine(decl.End())
	}
	var inside []analysis.TextEdit
	for _, e := range removed {
		if from <= e.Pos && e.End <= to {
			inside = append(inside, e)
		} else {
			rest = append(rest, e)
		}
	}
	if len(inside) == 0 {
		return im.Edits(), removed
	}
	text, ok := im.without(inside)
	if !ok {
		return im.Edits(), removed
	}
	// What stays at the beginning and the end is not replaced.
	start, end := f.tok.Offset(from), f.tok.Offset(to)
	text = text[start : len(text)-(len(f.src)-end)]
	old := f.src[start:end]
	for len(old) > 0 && len(text) > 0 && old[0] == text[0] {
		old, text, start = old[1:], text[1:], start+1
	}
	for len(old) > 0 && len(text) > 0 && old[len(old)-1] == text[len(text)-1] {
		old, text, end = old[:len(old)-1], text[:len(text)-1], end-1
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return []analysis.TextEdit{f.Replace(f.tok.Pos(start), f.tok.Pos(end), string(text))}, rest
}

// without returns the source with what was asked for imported, after some edits.
func (im *Imports) without(edits []analysis.TextEdit) ([]byte, bool) {
	f := im.file
	src, err := Apply(f.tok, f.src, edits)
	if err != nil {
		return nil, false
	}
	fset := token.NewFileSet()
	syntax, err := parser.ParseFile(fset, "", src, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		return nil, false
	}
	info := &types.Info{Scopes: map[ast.Node]*types.Scope{syntax: f.info.Scopes[f.Syntax]}} // which names are free
	rest := &File{Syntax: syntax, tok: fset.File(syntax.FileStart), pkg: f.pkg, info: info, index: f.index, src: src, newline: f.newline}
	names := &Imports{file: rest, added: im.added}
	out, err := Apply(rest.tok, src, names.Edits())
	return out, err == nil
}

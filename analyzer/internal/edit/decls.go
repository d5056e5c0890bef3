package edit

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// importDecls returns the import declarations of the file, without that of cgo.
func (f *File) importDecls() []*ast.GenDecl {
	var decls []*ast.GenDecl
	for _, decl := range f.Syntax.Decls {
		decl, ok := decl.(*ast.GenDecl)
		if !ok || decl.Tok != token.IMPORT {
			break
		}
		if slices.ContainsFunc(decl.Specs, func(s ast.Spec) bool { return specPath(s.(*ast.ImportSpec)) != "C" }) {
			decls = append(decls, decl)
		}
	}
	return decls
}

// isBlock reports whether an import declaration is a block of one spec a line, as gofmt writes it.
func (f *File) isBlock(decl *ast.GenDecl) bool {
	if !decl.Rparen.IsValid() {
		return false
	}
	line := f.lineStart(f.tok.Offset(decl.Lparen))
	for _, spec := range decl.Specs {
		start := f.lineStart(f.tok.Offset(spec.Pos()))
		if start <= line || !f.blank(start, f.tok.Offset(spec.Pos())) || !f.restIsComment(spec.End()) {
			return false
		}
		line = start
	}
	start := f.lineStart(f.tok.Offset(decl.Rparen))
	return start > line && f.blank(start, f.tok.Offset(decl.Rparen))
}

// isPlain reports whether a declaration is import "x" on a line of its own, as gofmt writes it.
func (f *File) isPlain(decl *ast.GenDecl) bool {
	return !decl.Rparen.IsValid() && len(decl.Specs) == 1 &&
		decl.Specs[0].Pos() == decl.Pos()+token.Pos(len("import ")) &&
		f.LineStart(decl.Pos()) == decl.Pos() &&
		f.restIsComment(decl.End()) &&
		f.NextLine(decl.End()) > f.LineEnd(decl.End())
}

// restIsComment reports whether nothing but white space, or a comment that ends with the line, stands
// between end and the end of its line.
func (f *File) restIsComment(end token.Pos) bool {
	offset := f.tok.Offset(end)
	if f.blank(offset, f.lineEnd(offset)) {
		return true
	}
	comment := f.comment(end, f.LineEnd(end))
	return comment != nil && f.blank(offset, f.tok.Offset(comment.Pos())) && strings.HasPrefix(comment.Text, "//")
}

// runs splits the specs of a block where gofmt sorts them apart: where they do not stand on
// neighbouring lines.
func (f *File) runs(decl *ast.GenDecl) [][]ast.Spec {
	var runs [][]ast.Spec
	next := -1 // offset of the line below the last spec
	for _, spec := range decl.Specs {
		if f.lineStart(f.tok.Offset(spec.Pos())) == next {
			runs[len(runs)-1] = append(runs[len(runs)-1], spec)
		} else {
			runs = append(runs, []ast.Spec{spec})
		}
		next = f.nextLine(f.tok.Offset(spec.End()))
	}
	return runs
}

// chooseRun returns the run that a path belongs to: for one of the standard library the first that
// has such, else the one with the longest part of the path in common. It is -1 for a path of another
// origin than all there are.
func chooseRun(runs [][]ast.Spec, p string) int {
	best, most := -1, 0
	for i, run := range runs {
		for _, spec := range run {
			have := specPath(spec.(*ast.ImportSpec))
			if have == "C" {
				continue
			}
			if n := kinship(have, p); n > most {
				best, most = i, n
			}
		}
	}
	if best < 0 && isStandard(p) {
		return 0 // nothing standard so far: sorted among the rest
	}
	return best
}

// kinship tells how much two import paths have in common: two of the standard library one, else the
// leading elements that are equal.
func kinship(a, b string) int {
	if isStandard(a) || isStandard(b) {
		if isStandard(a) && isStandard(b) {
			return 1
		}
		return 0
	}
	n := 0
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	for n < len(as) && n < len(bs) && as[n] == bs[n] {
		n++
	}
	return n
}

// imports reports whether the file imports a path.
func (f *File) imports(p string) bool {
	return slices.ContainsFunc(f.Syntax.Imports, func(spec *ast.ImportSpec) bool { return specPath(spec) == p })
}

// hidden reports whether something in the file has the name of an import, so that text there cannot use it.
func (f *File) hidden(p string) bool {
	return slices.ContainsFunc(f.Syntax.Imports, func(spec *ast.ImportSpec) bool {
		pkgName := f.info.PkgNameOf(spec)
		return pkgName != nil && importPath(pkgName.Imported()) == p && f.index().names[pkgName.Name()]
	})
}

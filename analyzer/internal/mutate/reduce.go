package mutate

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// Reduce returns the sources that are left of the package if only the declaration around a line is wanted,
// and what it uses; with callers also what uses it.
func (p *Package) Reduce(name string, line int, callers bool) map[string]string {
	decls := make(map[types.Object]ast.Decl)
	uses := make(map[ast.Decl]map[types.Object]bool)
	methods := make(map[types.Object][]ast.Decl)
	var root ast.Decl
	var all []ast.Decl
	for _, f := range p.Files {
		for _, d := range f.Syntax.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
				continue
			}
			all = append(all, d)
			if f.Name == name && f.tok.Line(d.Pos()) <= line && line <= f.tok.Line(d.End()) {
				root = d
			}
			uses[d] = make(map[types.Object]bool)
			ast.Inspect(d, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				if !ok {
					return true
				}
				if obj := p.Info.Defs[id]; obj != nil && obj.Parent() == p.Types.Scope() {
					decls[obj] = d
				} else if obj := p.Info.Uses[id]; obj != nil && obj.Pkg() == p.Types {
					uses[d][obj] = true
				}
				return true
			})
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil {
				if recv := p.Info.Defs[fn.Name].(*types.Func).Signature().Recv(); recv != nil {
					t := recv.Type()
					if ptr, ok := t.(*types.Pointer); ok {
						t = ptr.Elem()
					}
					if named, ok := t.(*types.Named); ok {
						methods[named.Origin().Obj()] = append(methods[named.Origin().Obj()], d)
					}
				}
			}
		}
	}
	keep := make(map[ast.Decl]bool)
	var need func(d ast.Decl)
	need = func(d ast.Decl) {
		if d == nil || keep[d] {
			return
		}
		keep[d] = true
		for obj := range uses[d] {
			need(decls[obj])
			for _, m := range methods[obj] {
				need(m)
			}
		}
	}
	need(root)
	if fn, ok := root.(*ast.FuncDecl); ok && callers {
		obj := p.Info.Defs[fn.Name]
		for _, d := range all {
			if uses[d][obj] {
				need(d)
			}
		}
	}
	out := make(map[string]string)
	for _, f := range p.Files {
		var b strings.Builder
		last, any := f.Syntax.FileStart, false
		for _, d := range f.Syntax.Decls {
			start := d.Pos()
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Doc != nil {
					start = d.Doc.Pos()
				}
			case *ast.GenDecl:
				if d.Doc != nil {
					start = d.Doc.Pos()
				}
			}
			g, ok := d.(*ast.GenDecl)
			if isImport := ok && g.Tok == token.IMPORT; !isImport && !keep[d] {
				b.WriteString(f.text(last, start))
				last = d.End()
			} else if !isImport {
				any = true
			}
		}
		b.WriteString(f.text(last, f.Syntax.FileEnd))
		if any {
			out[f.Name] = b.String()
		}
	}
	return out
}

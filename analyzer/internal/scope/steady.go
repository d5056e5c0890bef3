package scope

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// Steady returns the names of the exported functions of a package that may retry, those that surely do not: neither
// they, nor what they call or name, nor what sets up the types and variables that they name, speaks of retries.
// unsteady reports whether another package may retry.
//
// A function that is handed something to call or to send through is none: that may come from anywhere.
func Steady(pkg *types.Package, files []*ast.File, info *types.Info, unsteady func(*types.Package) bool) []string {
	u := &users{pkg: pkg, info: info, parts: map[types.Object][]ast.Node{}}
	for _, f := range files {
		for _, d := range f.Decls {
			u.declare(d)
		}
	}
	var found []string
	for _, name := range pkg.Scope().Names() {
		fn, ok := pkg.Scope().Lookup(name).(*types.Func)
		if ok && fn.Exported() && !isHanded(fn.Signature()) && u.steady(fn, unsteady) {
			found = append(found, name)
		}
	}
	return found // in the order of names
}

// users knows what the declarations of a package name.
type users struct {
	pkg   *types.Package
	info  *types.Info
	parts map[types.Object][]ast.Node // the declaration of a function; all that name a type or a variable
	inits []ast.Node
}

func (u *users) declare(d ast.Decl) {
	nodes := []ast.Node{d}
	if gen, ok := d.(*ast.GenDecl); ok {
		nodes = nil
		for _, spec := range gen.Specs {
			nodes = append(nodes, spec)
		}
	}
	for _, n := range nodes {
		if fn, ok := n.(*ast.FuncDecl); ok {
			if obj := u.info.Defs[fn.Name]; obj != nil {
				u.parts[obj] = append(u.parts[obj], n)
			}
			if fn.Name.Name == "init" && fn.Recv == nil {
				u.inits = append(u.inits, n)
			}
		}
		for obj := range u.named(n) {
			if _, isFunc := obj.(*types.Func); !isFunc {
				u.parts[obj] = append(u.parts[obj], n)
			}
		}
	}
}

// named returns the objects of the package that stand in n, but for what is local to it.
func (u *users) named(n ast.Node) map[types.Object]bool {
	found := map[types.Object]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		for _, obj := range []types.Object{u.info.Uses[id], u.info.Defs[id]} {
			switch obj := obj.(type) {
			case *types.Func:
				if obj.Pkg() == u.pkg {
					found[obj.Origin()] = true
				}
			case *types.Var, *types.TypeName, *types.Const:
				if obj.Parent() == u.pkg.Scope() {
					found[obj] = true
				}
			}
		}
		return true
	})
	return found
}

// steady reports whether nothing that fn leads to may retry.
func (u *users) steady(fn types.Object, unsteady func(*types.Package) bool) bool {
	seen := map[ast.Node]bool{}
	work := append(slices.Clone(u.parts[fn]), u.inits...)
	for ; len(work) > 0; work = work[1:] {
		n := work[0]
		if seen[n] {
			continue
		}
		seen[n] = true
		if u.speaks(n, unsteady) {
			return false
		}
		for obj := range u.named(n) {
			work = append(work, u.parts[obj]...)
		}
	}
	return true
}

// speaks reports whether n names a retry, a 429 or a package that may retry.
func (u *users) speaks(n ast.Node, unsteady func(*types.Package) bool) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			obj := u.info.Uses[n]
			other := obj != nil && obj.Pkg() != nil && obj.Pkg() != u.pkg && unsteady(obj.Pkg())
			found = found || other || containsAny([]byte(n.Name), retrying)
		case *ast.BasicLit:
			found = found || n.Kind == token.INT && n.Value == string(tooMany) || containsAny([]byte(n.Value), retrying)
		}
		return !found
	})
	return found
}

// isHanded reports whether a function gets something to call, or to send through.
func isHanded(sig *types.Signature) bool {
	for v := range sig.Params().Variables() {
		t := types.Unalias(v.Type())
		if sl, ok := t.(*types.Slice); ok {
			t = types.Unalias(sl.Elem())
		}
		if ptr, ok := t.(*types.Pointer); ok {
			t = types.Unalias(ptr.Elem())
		}
		if named, ok := t.(*types.Named); ok && named.Obj().Pkg() != nil {
			path, name := named.Obj().Pkg().Path(), named.Obj().Name()
			if slices.Contains([]string{"context", "io", "net/url", "time"}, path) || path == "net/http" && (name == "Request" || name == "Header") {
				continue
			}
		}
		switch t := t.Underlying().(type) {
		case *types.Signature, *types.Struct:
			return true
		case *types.Interface:
			if t.NumMethods() > 0 {
				return true
			}
		}
	}
	return false
}

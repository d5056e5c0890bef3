package edit

import (
	"go/ast"
	"go/token"
	"go/types"
)

// uses knows where a file uses the variables of its functions and its imports.
type uses struct {
	def    map[types.Object]*ast.Ident   // absent for what a type switch declares
	of     map[types.Object][]*ast.Ident // uses and plain writes, in source order
	writes map[*ast.Ident]bool           // the idents in of that are only assigned to
	names  map[string]bool               // of what functions declare
	dotted map[*ast.Ident]types.Object   // the dot import that a name comes from
}

func indexUses(file *ast.File, info *types.Info) *uses {
	u := &uses{
		def:    make(map[types.Object]*ast.Ident),
		of:     make(map[types.Object][]*ast.Ident),
		writes: make(map[*ast.Ident]bool),
		names:  make(map[string]bool),
		dotted: make(map[*ast.Ident]types.Object),
	}
	dots := make(map[*types.Package]types.Object)
	for _, spec := range file.Imports {
		if name := info.PkgNameOf(spec); name != nil && name.Name() == "." {
			dots[name.Imported()] = name
		}
	}
	selected := make(map[*ast.Ident]bool)
	write := func(e ast.Expr) {
		if e == nil {
			return
		}
		if id, ok := ast.Unparen(e).(*ast.Ident); ok {
			u.writes[id] = true
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.ASSIGN || n.Tok == token.DEFINE {
				for _, lhs := range n.Lhs {
					write(lhs)
				}
			}
		case *ast.RangeStmt:
			write(n.Key)
			write(n.Value)
		case *ast.SelectorExpr:
			selected[n.Sel] = true
		case *ast.Ident:
			switch obj := info.Uses[n]; {
			case isRemovable(obj):
				u.of[obj] = append(u.of[obj], n)
			case obj != nil && dots[obj.Pkg()] != nil && obj.Parent() == obj.Pkg().Scope() && !selected[n]:
				u.of[dots[obj.Pkg()]] = append(u.of[dots[obj.Pkg()]], n)
				u.dotted[n] = dots[obj.Pkg()]
			}
			switch obj, defines := info.Defs[n]; {
			case obj == nil:
				u.names[n.Name] = u.names[n.Name] || defines && n != file.Name // of a type switch
			case isRemovable(obj):
				u.def[obj] = n
				u.names[n.Name] = true
			case obj.Parent() != nil && obj.Parent() != obj.Pkg().Scope():
				u.names[n.Name] = true
			}
		}
		return true
	})
	return u
}

// object returns what the file would no longer need without the ident: a local variable, or an import, be
// it a dot import; nil if there is no such thing.
func (u *uses) object(id *ast.Ident, info *types.Info) types.Object {
	if obj := info.Uses[id]; isRemovable(obj) {
		return obj
	}
	return u.dotted[id]
}

// isRemovable reports whether the compiler rejects obj if it is not used: a local variable or an
// import.
func isRemovable(obj types.Object) bool {
	switch obj := obj.(type) {
	case *types.PkgName:
		return true
	case *types.Var:
		return obj.Kind() == types.LocalVar
	}
	return false
}

// isPure reports whether the evaluation of e does nothing that the rest of the program sees. That it
// may panic does not count.
func (f *File) isPure(e ast.Expr) bool {
	pure := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false // not called here: a call is no literal's
		case *ast.CallExpr:
			pure = pure && f.isPureCall(n)
		case *ast.UnaryExpr:
			pure = pure && n.Op != token.ARROW
		}
		return pure
	})
	return pure
}

// isPureCall reports whether a call is a conversion, one of a builtin that only looks, or one that the
// caller knows to do nothing.
func (f *File) isPureCall(call *ast.CallExpr) bool {
	fun := f.info.Types[call.Fun]
	if fun.IsType() || f.Pure != nil && f.Pure(call) {
		return true
	}
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok || !fun.IsBuiltin() {
		return false
	}
	switch id.Name {
	case "len", "cap", "min", "max", "real", "imag", "complex", "new", "make":
		return true
	}
	return false
}

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
}

func indexUses(file *ast.File, info *types.Info) *uses {
	u := &uses{
		def:    make(map[types.Object]*ast.Ident),
		of:     make(map[types.Object][]*ast.Ident),
		writes: make(map[*ast.Ident]bool),
	}
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
		case *ast.Ident:
			if obj := info.Uses[n]; isRemovable(obj) {
				u.of[obj] = append(u.of[obj], n)
			} else if obj := info.Defs[n]; isRemovable(obj) {
				u.def[obj] = n
			}
		}
		return true
	})
	return u
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

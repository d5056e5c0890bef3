package consts

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// longest is how many bytes a constant string may have. go/types puts strings together only when their text is asked
// for: sixty constants, each twice the one before, are an exabyte that type-checks in a millisecond.
const longest = 1 << 26

// TooLong reports whether a package has a constant string that nobody can ask the text of.
func TooLong(files []*ast.File, info *types.Info) bool {
	l := &lengths{files: files, info: info, known: make(map[*types.Const]int), sums: make(map[*ast.BinaryExpr]int)}
	for x, tv := range info.Types {
		sum, ok := x.(*ast.BinaryExpr)
		if ok && tv.Value != nil && tv.Value.Kind() == constant.String && l.of(sum) > longest {
			return true
		}
	}
	return false
}

// lengths knows how long the constant strings of a package are.
type lengths struct {
	files  []*ast.File
	info   *types.Info
	values map[*types.Const]ast.Expr // of the package's own constants; nil until asked for
	known  map[*types.Const]int
	sums   map[*ast.BinaryExpr]int
}

// of returns the length of a constant string, or a bit more: what it is counts by its source. What is longer than
// longest has any length above that.
func (l *lengths) of(x ast.Expr) int {
	switch x := ast.Unparen(x).(type) {
	case *ast.BasicLit:
		return len(x.Value)
	case *ast.BinaryExpr:
		n, ok := l.sums[x]
		if !ok {
			n = min(l.of(x.X)+l.of(x.Y), longest+1)
			l.sums[x] = n
		}
		return n
	case *ast.CallExpr: // a conversion
		if len(x.Args) == 1 {
			return l.of(x.Args[0])
		}
	case *ast.Ident:
		return l.named(l.info.Uses[x])
	case *ast.SelectorExpr:
		return l.named(l.info.Uses[x.Sel])
	}
	return 0
}

func (l *lengths) named(obj types.Object) int {
	c, ok := obj.(*types.Const)
	if !ok || c.Val().Kind() != constant.String {
		return 0
	}
	if n, ok := l.known[c]; ok {
		return n
	}
	if l.values == nil {
		l.values = l.declared()
	}
	if value := l.values[c]; value != nil {
		l.known[c] = l.of(value)
	} else {
		l.known[c] = len(constant.StringVal(c.Val())) // of another package: read from its export data, as a whole
	}
	return l.known[c]
}

// declared returns the expression that each constant of the package takes its value from.
func (l *lengths) declared() map[*types.Const]ast.Expr {
	values := make(map[*types.Const]ast.Expr)
	for _, file := range l.files {
		ast.Inspect(file, func(n ast.Node) bool {
			decl, ok := n.(*ast.GenDecl)
			if !ok || decl.Tok != token.CONST {
				return true
			}
			var last []ast.Expr
			for _, spec := range decl.Specs {
				spec := spec.(*ast.ValueSpec)
				if len(spec.Values) > 0 {
					last = spec.Values
				}
				for i, name := range spec.Names {
					if c, ok := l.info.Defs[name].(*types.Const); ok && i < len(last) {
						values[c] = last[i]
					}
				}
			}
			return true
		})
	}
	return values
}

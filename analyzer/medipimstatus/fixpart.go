package medipimstatus

import (
	"go/ast"
	"go/format"
	"go/types"
	"strings"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// isPart reports whether x is computed from the body's status, rather than the status itself: its
// hundreds, its first digit.
func (f *fixer) isPart(x ast.Expr) bool {
	for _, o := range f.Ours(f.Origins.Expr(x), origin.PathStatus) {
		if o.Part {
			return true
		}
	}
	return false
}

// findPart fills in what the carrier is computed from.
func (f *fixer) findPart(pl *plan) bool {
	pl.computed = f.computation(pl.at)
	if pl.computed == nil {
		return false
	}
	pl.inner = f.whole(pl.computed)
	return pl.inner != nil && f.droppable(pl.inner) && !pl.file.HasComment(pl.computed.Pos(), pl.computed.End())
}

// part puts the computation, made from the HTTP status, in the carrier's place.
func (f *fixer) part(pl *plan) bool {
	if pl.computed == pl.at {
		text, ok := f.as(pl, f.Info.TypeOf(pl.inner))
		return ok && pl.replace(pl.inner, text)
	}
	text, ok := f.computedText(pl)
	if !ok {
		return false
	}
	if bin, ok := pl.computed.(*ast.BinaryExpr); ok {
		if text = pl.spaced(bin, text); text == "" {
			return false
		}
	}
	return pl.replace(pl.at, text)
}

// computedText returns the source of the computation with the HTTP status in it.
func (f *fixer) computedText(pl *plan) (string, bool) {
	computed, inner := pl.computed, pl.inner
	if computed == nil {
		computed, inner = pl.X, pl.at
	}
	text, ok := f.as(pl, f.Info.TypeOf(inner))
	if !ok || computed != pl.X && !f.movable(computed, inner) {
		return "", false
	}
	ast.Inspect(computed, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && n != ast.Node(inner) && f.Info.Uses[id] != nil {
			pl.kept = append(pl.kept, f.Info.Uses[id])
		}
		return n != ast.Node(inner)
	})
	return pl.file.Between(computed.Pos(), inner.Pos()) + text + pl.file.Between(inner.End(), computed.End()), true
}

// spaced returns text, which takes the carrier's place in a comparison, with parentheses if it needs
// them and with the blanks that gofmt puts there; "" if it cannot be told.
func (pl *plan) spaced(bin *ast.BinaryExpr, text string) string {
	outer, ok := pl.path[1].(*ast.BinaryExpr)
	if !ok {
		return text
	}
	root := ast.Expr(outer)
	for _, n := range pl.path[1:] {
		x, ok := n.(ast.Expr)
		if !ok {
			break
		}
		root = x
	}
	op := bin.Op.String()
	tight := strings.ReplaceAll(text, " "+op+" ", op)
	forms := []string{"(" + tight + ")", "(" + text + ")"}
	if outer.Op.Precedence() < bin.Op.Precedence() {
		forms = append([]string{tight, text}, forms...)
	}
	for _, form := range forms {
		source := "package p\n\nvar _ = " + pl.file.Between(root.Pos(), pl.at.Pos()) + form + pl.file.Between(pl.at.End(), root.End()) + "\n"
		if out, err := format.Source([]byte(source)); err == nil && string(out) == source {
			return form
		}
	}
	return ""
}

// computation returns the expression that computes x: x itself, or what the variable x was set to.
func (f *fixer) computation(x ast.Expr) ast.Expr {
	if _, isIdent := x.(*ast.Ident); !isIdent {
		return x
	}
	for _, at := range f.places(x) {
		for _, ref := range f.refs(at.Parent()).sources[at.X] {
			if _, isIdent := ref.Expr.(*ast.Ident); !isIdent {
				return ref.Expr
			}
		}
	}
	return nil
}

// whole returns the expression in x that is the status itself.
func (f *fixer) whole(x ast.Expr) ast.Expr {
	var found ast.Expr
	ast.Inspect(x, func(n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if ok && found == nil && len(f.Ours(f.Origins.Expr(e), origin.PathStatus)) > 0 && !f.isPart(e) {
			found = e
		}
		return found == nil
	})
	return found
}

// movable reports whether x, apart from inner, means the same elsewhere: it is made of constants,
// types and pure calls.
func (f *fixer) movable(x, inner ast.Expr) bool {
	ok := true
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if _, isVar := f.Info.Uses[n].(*types.Var); isVar {
				ok = false
			}
		case *ast.CallExpr:
			ok = ok && (f.Info.Types[n.Fun].IsType() || f.OnlyReads(n, true))
		case *ast.FuncLit:
			ok = false
		}
		return ok && n != ast.Node(inner)
	})
	return ok
}

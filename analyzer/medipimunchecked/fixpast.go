package medipimunchecked

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// past moves a spot behind what is done about every answer between it and the decode, and behind what the
// function does about the error in the body, but before the first use of the data. It is false where there
// is no such place, or the function's callers look at the error.
func past(p *rule.Pass, at ast.Expr, path []ast.Node, resp *types.Var, pl spot) (spot, bool) {
	h := handlingOf(p, at, path, pl.after)
	if !slices.ContainsFunc(h.errors, func(n ast.Node) bool { return n.End() > at.Pos() }) && h.isHandledElsewhere() {
		return spot{}, false
	}
	lists := statements(path)
	outer := slices.IndexFunc(lists, func(l list) bool { return slices.Contains(l.stmts, pl.before) })
	for i := outer; i >= 0; i-- {
		from := lists[i].at
		if i == outer {
			from = slices.Index(lists[i].stmts, pl.before)
		}
		if moved, ok := h.within(lists[i], from, resp); ok {
			return moved, true
		}
	}
	return spot{}, false
}

// within returns the spot in a list of statements, from one of them on.
func (h *handling) within(l list, from int, resp *types.Var) (spot, bool) {
	for _, n := range h.errors {
		if n.Pos() > l.stmts[len(l.stmts)-1].End() {
			return spot{}, false
		}
	}
	last := from - 1
	for i := from; i < len(l.stmts); i++ {
		if i < l.at && (defers(h.p, l.stmts[i], resp) || h.tells(l.stmts[i], resp)) || h.handles(l.stmts[i]) {
			last = i
		}
	}
	for i := from; i <= last; i++ {
		if h.usesData(l.stmts[i]) {
			return spot{}, false
		}
	}
	switch {
	case last+1 == len(l.stmts):
		return spot{}, false
	case slices.ContainsFunc(h.results, func(n ast.Node) bool { return n.Pos() > l.stmts[last+1].Pos() }):
		return spot{}, false // which the check would keep from being returned
	case last < 0:
		return spot{l.start, l.stmts[0]}, true
	}
	return spot{l.stmts[last].End(), l.stmts[last+1]}, true
}

// usedBefore reports whether what is decoded at is used before the place, which comes after it.
func usedBefore(d model.Data, at ast.Expr, pl spot) bool {
	return slices.ContainsFunc(d.Used(), func(use ssa.Instruction) bool {
		return at.End() < use.Pos() && use.Pos() < pl.before.Pos()
	})
}

// leavesBefore reports whether the statements around the decode, path, leave before they come to the place, which
// comes after them.
func leavesBefore(path []ast.Node, pl spot) bool {
	for _, l := range statements(path) {
		if slices.Contains(l.stmts, pl.before) {
			break
		}
		switch l.stmts[len(l.stmts)-1].(type) {
		case *ast.ReturnStmt, *ast.BranchStmt:
			return true
		}
	}
	return false
}

// handles reports whether the error in the body is looked at in a statement.
func (h *handling) handles(stmt ast.Stmt) bool {
	return slices.ContainsFunc(h.errors, func(n ast.Node) bool { return contains(stmt, n) })
}

// tells reports whether a statement takes something of the response other than its body, for a log say, or
// hands all of it to a function whose result is not used.
func (h *handling) tells(stmt ast.Stmt, resp *types.Var) bool {
	if x, ok := stmt.(*ast.ExprStmt); ok {
		if call, ok := x.X.(*ast.CallExpr); ok && slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return h.is(arg, resp) }) {
			return true
		}
	}
	found := false
	ast.Inspect(stmt, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		found = found || ok && sel.Sel.Name != "Body" && h.is(sel.X, resp)
		return !found
	})
	return found
}

func (h *handling) is(x ast.Expr, v *types.Var) bool {
	id, ok := ast.Unparen(x).(*ast.Ident)
	return ok && h.p.Info.Uses[id] == types.Object(v)
}

// usesData reports whether a statement uses what was decoded, but for the error.
func (h *handling) usesData(stmt ast.Stmt) bool {
	found := false
	ast.Inspect(stmt, func(n ast.Node) bool {
		if n == nil || n == ast.Node(h.at) || slices.Contains(h.errors, n) {
			return false
		}
		id, ok := n.(*ast.Ident)
		found = found || ok && h.targets[h.p.Info.Uses[id]] && !h.written(stmt, id)
		return !found
	})
	return found
}

// written reports whether an identifier is what the statement assigns to.
func (h *handling) written(stmt ast.Stmt, id *ast.Ident) bool {
	found := false
	ast.Inspect(stmt, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		found = found || ok && slices.Contains(assign.Lhs, ast.Expr(id))
		return !found
	})
	return found
}

func contains(outer, inner ast.Node) bool {
	return outer.Pos() <= inner.Pos() && inner.End() <= outer.End()
}

// isHandledElsewhere reports whether what is decoded leaves the function whole, and another one looks at the
// error in it.
func (h *handling) isHandledElsewhere() bool {
	for _, t := range h.leaving() {
		named, _ := types.Unalias(deref(t)).(*types.Named)
		if named != nil && h.isAskedElsewhere(named.Origin()) {
			return true
		}
	}
	return false
}

// isAskedElsewhere reports whether a function other than this one looks at the error in a value of type t
// that it has not decoded itself.
func (h *handling) isAskedElsewhere(t *types.Named) bool {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for sel := range h.p.Info.Selections {
		if contains(h.fn, sel) || !h.takesError(sel) {
			continue
		}
		fields := fieldsOf(h.p.Info, sel)
		for i := range s.NumFields() {
			if fields[0].Origin() == s.Field(i) && !h.isDecoded(h.root(sel)) {
				return true
			}
		}
	}
	return false
}

// isDecoded reports whether a variable's address is handed to a call: it is decoded there.
func (h *handling) isDecoded(v types.Object) bool {
	found := false
	for _, file := range h.p.Files {
		if v == nil || v.Pos() < file.FileStart || v.Pos() > file.FileEnd {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			found = found || ok && slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
				addr, ok := arg.(*ast.UnaryExpr)
				return ok && addr.Op == token.AND && h.root(addr.X) == v && h.callee(call) == nil
			})
			return !found
		})
	}
	return found
}

// leaving returns the types of what is decoded and leaves the function whole.
func (h *handling) leaving() []types.Type {
	var out []types.Type
	fn, sig := h.declared()
	for v := range h.targets {
		if !h.leaves(v) {
			continue
		}
		out = append(out, v.Type())
		if fn != nil {
			out = append(out, h.handedIn(fn, sig, v)...)
		}
	}
	return out
}

func (h *handling) declared() (*types.Func, *types.Signature) {
	decl, ok := h.fn.(*ast.FuncDecl)
	if !ok {
		return nil, nil
	}
	fn, ok := h.p.Info.Defs[decl.Name].(*types.Func)
	if !ok {
		return nil, nil
	}
	return fn, fn.Signature()
}

// leaves reports whether a variable is no local one, or is returned.
func (h *handling) leaves(v types.Object) bool {
	if x, ok := v.(*types.Var); !ok || x.Kind() != types.LocalVar || v.Pos() < h.fn.Pos() || v.Pos() > h.fn.End() {
		return true
	}
	found := false
	ast.Inspect(h.fn, func(n ast.Node) bool {
		if ret, ok := n.(*ast.ReturnStmt); ok {
			for _, x := range ret.Results {
				if addr, ok := ast.Unparen(x).(*ast.UnaryExpr); ok && addr.Op == token.AND {
					x = addr.X
				}
				id, ok := ast.Unparen(x).(*ast.Ident)
				found = found || ok && h.p.Info.Uses[id] == v
			}
		}
		return !found
	})
	return found
}

// handedIn returns the types that the package's calls of fn give to the parameter v, or to its type.
func (h *handling) handedIn(fn *types.Func, sig *types.Signature, v types.Object) []types.Type {
	var out []types.Type
	if _, ok := types.Unalias(deref(v.Type())).(*types.TypeParam); ok {
		for id, instance := range h.p.Info.Instances {
			if used, ok := h.p.Info.Uses[id].(*types.Func); ok && used.Origin() == fn {
				for t := range instance.TypeArgs.Types() {
					out = append(out, t)
				}
			}
		}
		return out
	}
	i := 0
	for i < sig.Params().Len() && sig.Params().At(i) != v {
		i++
	}
	for _, file := range h.p.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if ok && h.callee(call) == fn && i < sig.Params().Len() && i < len(call.Args) {
				out = append(out, h.p.Info.TypeOf(call.Args[i]))
			}
			return true
		})
	}
	return out
}

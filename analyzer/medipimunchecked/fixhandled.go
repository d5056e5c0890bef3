package medipimunchecked

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// A handling is what a function does about the error in the body that it decodes, by itself: a check in
// front of that would end it.
type handling struct {
	p       *rule.Pass
	at      ast.Expr              // the decode
	fn      ast.Node              // the function around it
	from    token.Pos             // what stands before is done whatever the check does
	targets map[types.Object]bool // the variables that it decodes into
	parts   map[types.Object]bool // variables that were given something of the error
	asking  map[*types.Func]bool  // functions that look at an error, as far as known
	errors  []ast.Node            // where the error is looked at
	results []ast.Node            // where what was found of it is returned
}

// handlingOf returns what is done about the error of the decode at, from a position on.
func handlingOf(p *rule.Pass, at ast.Expr, path []ast.Node, from token.Pos) *handling {
	h := &handling{p: p, at: at, from: from,
		targets: map[types.Object]bool{}, parts: map[types.Object]bool{}, asking: map[*types.Func]bool{}}
	for _, n := range path {
		if assign, ok := n.(*ast.AssignStmt); ok {
			h.target(assign.Lhs...)
		}
		if isFunction(n) {
			h.fn = n
			break
		}
	}
	if call, ok := at.(*ast.CallExpr); ok {
		h.target(call.Args...)
	}
	ast.Inspect(h.fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			h.assign(n)
		case *ast.ReturnStmt: // hands up what was found before
			for _, x := range n.Results {
				h.note(x, false)
			}
			return false
		case ast.Expr:
			h.note(n, true)
			return false
		}
		return true
	})
	return h
}

func isFunction(n ast.Node) bool {
	switch n.(type) {
	case *ast.FuncLit, *ast.FuncDecl:
		return true
	}
	return false
}

// target adds the variables in xs that can hold what is decoded.
func (h *handling) target(xs ...ast.Expr) {
	for _, x := range xs {
		v, ok := h.root(x).(*types.Var)
		if !ok || send.IsHTTPResponse(v.Type()) {
			continue
		}
		switch t := deref(v.Type()).Underlying().(type) {
		case *types.Struct, *types.Map:
			h.targets[v] = true
		case *types.Interface:
			h.targets[v] = t.NumMethods() == 0
		case *types.Slice:
			h.targets[v] = !types.Identical(t.Elem(), types.Typ[types.Byte])
		}
	}
}

// root returns the variable that x is a part of, nil if it is none's.
func (h *handling) root(x ast.Expr) types.Object {
	for {
		switch y := ast.Unparen(x).(type) {
		case *ast.Ident:
			return h.p.Info.ObjectOf(y)
		case *ast.SelectorExpr:
			x = y.X
		case *ast.IndexExpr:
			x = y.X
		case *ast.TypeAssertExpr:
			x = y.X
		case *ast.StarExpr:
			x = y.X
		case *ast.UnaryExpr:
			x = y.X
		default:
			return nil
		}
	}
}

// assign notes which variables hold a part of the error from a statement on.
func (h *handling) assign(assign *ast.AssignStmt) {
	asks := false
	for _, x := range assign.Rhs {
		ast.Inspect(x, func(n ast.Node) bool {
			x, ok := n.(ast.Expr)
			asks = asks || ok && h.asks(x)
			return !asks
		})
	}
	for _, to := range assign.Lhs {
		if id, ok := to.(*ast.Ident); ok {
			if obj := h.p.Info.ObjectOf(id); obj != nil && !h.targets[obj] {
				h.parts[obj] = asks && assign.Pos() >= h.from
			}
		}
	}
}

// note adds where the error is looked at in x, with parts also where a part of it is; else a part is a result.
func (h *handling) note(x ast.Expr, parts bool) {
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt: // of a function literal
			h.assign(n)
		case *ast.Ident:
			switch {
			case !h.parts[h.p.Info.Uses[n]]:
			case parts:
				h.errors = append(h.errors, n)
			default:
				h.results = append(h.results, n)
			}
		case ast.Expr:
			if n.Pos() >= h.from && h.asks(n) {
				h.errors = append(h.errors, n)
				return false
			}
		}
		return true
	})
}

// asks reports whether x takes the error out of what was decoded, or hands that to a function which does.
func (h *handling) asks(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.SelectorExpr:
		return h.takesError(x) && h.concerns(x)
	case *ast.IndexExpr:
		return h.takesError(x) && h.concerns(x)
	case *ast.CallExpr:
		if !h.isAsking(h.callee(x), 0) {
			return false
		}
		if x == h.at || x.Pos() < h.at.Pos() {
			return true
		}
		if sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr); ok && h.concerns(sel.X) {
			return true
		}
		for _, arg := range x.Args {
			if h.concerns(arg) {
				return true
			}
		}
	}
	return false
}

// concerns reports whether x is a part of what is decoded at the place in question, or was decoded before.
func (h *handling) concerns(x ast.Expr) bool {
	obj := h.root(x)
	return x.End() <= h.at.Pos() || obj != nil && (h.targets[obj] || h.parts[obj])
}

// takesError reports whether x is the member "error" of a struct or a map, or a part of such a struct.
func (h *handling) takesError(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.SelectorExpr:
		for _, f := range fieldsOf(h.p.Info, x) {
			if f.isError {
				return true
			}
		}
	case *ast.IndexExpr:
		key := h.p.Info.Types[x.Index].Value
		_, isMap := h.p.Info.TypeOf(x.X).Underlying().(*types.Map)
		return isMap && key != nil && key.Kind() == constant.String && constant.StringVal(key) == "error"
	}
	return false
}

// A selected is a field that a selector goes through.
type selected struct {
	*types.Var
	isError bool // it has the key "error", or is in the struct below that
	decoded bool // a decoder can set it
}

// fieldsOf returns the fields that a selector goes through, none if it selects a method.
func fieldsOf(info *types.Info, x *ast.SelectorExpr) []selected {
	s := info.Selections[x]
	if s == nil || s.Kind() != types.FieldVal {
		return nil
	}
	var out []selected
	t, decoded := s.Recv(), true
	if base, ok := ast.Unparen(x.X).(*ast.SelectorExpr); ok {
		if around := fieldsOf(info, base); len(around) > 0 {
			decoded = around[len(around)-1].decoded
		}
	}
	for _, i := range s.Index() {
		in, ok := deref(t).Underlying().(*types.Struct)
		if !ok {
			return nil
		}
		key, _, ok := envelope.Key(in, i)
		below := envelope.Inner(t) && decoded
		decoded = decoded && ok
		out = append(out, selected{in.Field(i), ok && key == "error" || below, decoded})
		t = in.Field(i).Type()
	}
	return out
}

func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// callee returns the function of the package that a call calls, nil if there is none or it is not clear.
func (h *handling) callee(call *ast.CallExpr) *types.Func { return calleeOf(h.p, call) }

func calleeOf(p *rule.Pass, call *ast.CallExpr) *types.Func {
	fn := p.Called(call)
	if fn == nil || fn.Pkg() != p.Pkg {
		return nil
	}
	return fn.Origin()
}

// isAsking reports whether a function looks at the error in something that was decoded.
func (h *handling) isAsking(fn *types.Func, depth int) bool {
	if fn == nil || depth > 3 {
		return false
	}
	if known, ok := h.asking[fn]; ok {
		return known
	}
	h.asking[fn] = false // while it is found out
	decl := h.p.Decl(fn)
	if decl == nil {
		return false
	}
	found := false
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			found = found || h.isAsking(h.callee(n), depth+1)
		case ast.Expr:
			found = found || h.takesError(n)
		}
		return !found
	})
	h.asking[fn] = found
	return found
}

package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// A function that builds a value from a body, and does not get the response, gets the HTTP status as
// one more parameter if all its callers are in the package and have it.

const maxThread = 4 // functions between the response and where the value is built

// parameter returns the name of the parameter that brings the HTTP status to pos, and plans to add it
// to the function around pos and to all its calls.
func (f *fixer) parameter(h *holder, pos token.Pos, depth int) (string, bool) {
	decl := f.enclosing(pos)
	if decl == nil || depth > maxThread {
		return "", false
	}
	if name, ok := h.threaded[decl]; ok {
		return name, name != "" && f.isParameter(decl, name, pos)
	}
	h.threaded[decl] = "" // recursive functions get none
	calls, ok := f.callsOf(decl)
	if !ok || f.isCalledUnseen(decl.Name.Name) {
		return "", false
	}
	if name := f.statusParameter(decl, calls, pos); name != "" {
		h.threaded[decl] = name
		return name, true
	}
	name := freeName(decl)
	file := f.file(decl.Pos())
	if name == "" || file == nil {
		return "", false
	}
	h.threaded[decl] = name
	params := decl.Type.Params
	if n := len(params.List); n == 0 {
		h.edits = append(h.edits, file.Insert(params.Closing, name+" int"))
	} else {
		h.edits = append(h.edits, file.Insert(params.List[n-1].End(), ", "+name+" int"))
	}
	for _, call := range calls {
		text, ok := f.passes(h, call, depth)
		caller := f.file(call.Pos())
		if !ok || caller == nil || call.Ellipsis.IsValid() {
			h.threaded[decl] = ""
			return "", false
		}
		if n := len(call.Args); n == 0 {
			h.edits = append(h.edits, caller.Insert(call.Rparen, text))
		} else {
			h.edits = append(h.edits, caller.Insert(call.Args[n-1].End(), ", "+text))
		}
	}
	return name, true
}

// statusParameter returns the parameter of a function that every call passes the HTTP status for, of the
// answer that the call hands on; "" if there is none, or if it is something else at pos.
func (f *fixer) statusParameter(decl *ast.FuncDecl, calls []*ast.CallExpr, pos token.Pos) string {
	i := 0
	for _, field := range decl.Type.Params.List {
		for _, id := range field.Names {
			v, ok := f.Info.Defs[id].(*types.Var)
			if ok && isInt(v.Type()) && f.Visible(v, pos) && !f.isAssigned(decl, v) &&
				!slices.ContainsFunc(calls, func(call *ast.CallExpr) bool { return !f.passesStatus(call, i) }) {
				return id.Name
			}
			i++
		}
	}
	return ""
}

// isParameter reports whether a name means a parameter of a function at pos, or will.
func (f *fixer) isParameter(decl *ast.FuncDecl, name string, pos token.Pos) bool {
	for _, field := range decl.Type.Params.List {
		for _, id := range field.Names {
			if v, ok := f.Info.Defs[id].(*types.Var); ok && id.Name == name {
				return f.Visible(v, pos)
			}
		}
	}
	return true // freeName chose it
}

// passesStatus reports whether the i-th argument of a call is the HTTP status of the answer that the
// call hands on.
func (f *fixer) passesStatus(call *ast.CallExpr, i int) bool {
	if i >= len(call.Args) {
		return false
	}
	var answers []ssa.Value
	for _, instr := range f.Origins.Calls(call) {
		if c, ok := instr.(*ssa.Call); ok {
			for _, o := range f.Origins.Passed(c) {
				answers = append(answers, o.Answer)
			}
		}
	}
	set := f.Origins.Expr(call.Args[i])
	for _, o := range set {
		if o.Kind != origin.HTTP || o.Part || o.Hidden || len(answers) != 1 || o.Answer != answers[0] {
			return false
		}
	}
	return len(set) > 0
}

// isAssigned reports whether a function sets a variable, or may.
func (f *fixer) isAssigned(decl *ast.FuncDecl, v *types.Var) bool {
	found := false
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			found = found || slices.ContainsFunc(n.Lhs, func(x ast.Expr) bool { return f.variable(x) == v })
		case *ast.IncDecStmt:
			found = found || f.variable(n.X) == v
		case *ast.UnaryExpr:
			found = found || n.Op == token.AND && f.variable(n.X) == v
		}
		return !found
	})
	return found
}

// passes returns the HTTP status that goes with what a call hands on.
func (f *fixer) passes(h *holder, call *ast.CallExpr, depth int) (string, bool) {
	var hands []hand
	instrs := f.Origins.Calls(call)
	for i, instr := range instrs {
		c, ok := instr.(*ssa.Call)
		if !ok {
			return "", false
		}
		from := f.Origins.Passed(c)
		if len(from) != 1 {
			hands = nil
			break
		}
		found := f.hands(from[0], c, nil, call.Pos())
		if i == 0 {
			hands = found
		}
		hands = both(hands, found)
	}
	if len(hands) > 0 {
		h.kept = append(h.kept, hands[0].base)
		return hands[0].text, true
	}
	if f.holdsResponse(call) {
		return "", false // it has one, but not this answer's
	}
	return f.parameter(h, call.Pos(), depth+1)
}

// holdsResponse reports whether the function around a call has a parameter that is a response.
func (f *fixer) holdsResponse(call *ast.CallExpr) bool {
	decl := f.enclosing(call.Pos())
	if decl == nil {
		return true
	}
	for _, field := range decl.Type.Params.List {
		if origin.IsResponse(f.Info.TypeOf(field.Type)) {
			return true
		}
	}
	return false
}

// enclosing returns the declaration of the function that pos is in.
func (f *fixer) enclosing(pos token.Pos) *ast.FuncDecl {
	for _, n := range f.Enclosing(pos) {
		if decl, ok := n.(*ast.FuncDecl); ok {
			return decl
		}
	}
	return nil
}

// callsOf returns all uses of a function, if they are calls in this package and no others can be:
// it is not exported, not used as a value, and no interface asks for it.
func (f *fixer) callsOf(decl *ast.FuncDecl) ([]*ast.CallExpr, bool) {
	fn, ok := f.Info.Defs[decl.Name].(*types.Func)
	if !ok || fn.Exported() && f.Pass.Pkg.Name() != "main" || fn.Signature().Variadic() || decl.Body == nil || ast.IsGenerated(f.Syntax(decl.Pos())) {
		return nil, false
	}
	for _, field := range decl.Type.Params.List {
		if len(field.Names) == 0 {
			return nil, false
		}
	}
	if fn.Signature().Recv() != nil && f.inInterface(fn.Name()) || fn.Name() == "init" || fn.Name() == "main" {
		return nil, false
	}
	called := map[*ast.Ident]bool{}
	var calls []*ast.CallExpr
	uses := 0
	for _, file := range f.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				fun := ast.Unparen(n.Fun)
				switch x := fun.(type) {
				case *ast.IndexExpr:
					fun = x.X
				case *ast.IndexListExpr:
					fun = x.X
				}
				id, ok := fun.(*ast.Ident)
				if sel, isSel := fun.(*ast.SelectorExpr); isSel {
					id, ok = sel.Sel, true
				}
				if used, isFunc := f.Info.Uses[id].(*types.Func); ok && isFunc && used.Origin() == fn {
					if s := f.selection(fun); s == nil || s.Kind() == types.MethodVal {
						called[id] = true
						calls = append(calls, n)
					}
				}
			case *ast.Ident:
				if used, ok := f.Info.Uses[n].(*types.Func); ok && used.Origin() == fn {
					uses++
				}
			}
			return true
		})
	}
	return calls, len(calls) > 0 && uses == len(called)
}

func (f *fixer) selection(x ast.Expr) *types.Selection {
	sel, ok := x.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	return f.Info.Selections[sel]
}

// inInterface reports whether an interface in the package has a method of a name.
func (f *fixer) inInterface(name string) bool {
	for _, file := range f.Files {
		found := false
		ast.Inspect(file, func(n ast.Node) bool {
			if iface, ok := n.(*ast.InterfaceType); ok {
				for _, m := range iface.Methods.List {
					for _, id := range m.Names {
						found = found || id.Name == name
					}
				}
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// freeName returns a name for a parameter that a function does not use yet.
func freeName(decl *ast.FuncDecl) string {
	for _, name := range []string{"httpStatus", "responseStatus", "httpStatusCode"} {
		used := false
		ast.Inspect(decl, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			used = used || ok && id.Name == name
			return !used
		})
		if !used {
			return name
		}
	}
	return ""
}

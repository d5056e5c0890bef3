package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// A write is where the source sets fields of a type: a composite literal, or an assignment.
type write struct {
	lit    *ast.CompositeLit
	st     *types.Struct
	assign *ast.AssignStmt
	lhs    *ast.SelectorExpr
	rhs    ast.Expr // nil if it is one result of several
	path   []ast.Node
	taken  bool // the field's address is taken, or it is counted up
}

// value returns what a write sets the field to, or nil.
func (w write) value(name string) ast.Expr {
	if w.lit == nil {
		if w.lhs.Sel.Name == name {
			return w.rhs
		}
		return nil
	}
	for i, elt := range w.lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok && key.Name == name {
				return kv.Value
			}
		} else if w.st.Field(i).Name() == name {
			return elt
		}
	}
	return nil
}

// sets reports whether a write sets the field.
func (w write) sets(name string) bool {
	return w.lit == nil && w.lhs.Sel.Name == name || w.value(name) != nil
}

// writes returns the writes to fields of a type, in source order.
func (f *fixer) writes(named *types.Named) []write {
	if ws, ok := f.written[named]; ok {
		return ws
	}
	var out []write
	field := func(x ast.Expr) *ast.SelectorExpr {
		sel, ok := ast.Unparen(x).(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		selection := f.Info.Selections[sel]
		if selection == nil || selection.Kind() != types.FieldVal {
			return nil
		}
		t := selection.Recv()
		for _, i := range selection.Index()[:len(selection.Index())-1] {
			st, ok := structUnder(t)
			if !ok {
				return nil
			}
			t = st.Field(i).Type()
		}
		if f.own(t) != named {
			return nil
		}
		return sel
	}
	for _, file := range f.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if t := f.Info.TypeOf(n); t != nil && f.own(t) == named {
					out = append(out, write{lit: n, st: named.Underlying().(*types.Struct)})
				}
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if sel := field(lhs); sel != nil {
						w := write{assign: n, lhs: sel, taken: n.Tok != token.ASSIGN}
						if len(n.Lhs) == len(n.Rhs) {
							w.rhs = n.Rhs[i]
						}
						out = append(out, w)
					}
				}
			case *ast.IncDecStmt:
				if sel := field(n.X); sel != nil {
					out = append(out, write{lhs: sel, taken: true})
				}
			case *ast.UnaryExpr:
				if sel := field(n.X); sel != nil && n.Op == token.AND {
					out = append(out, write{lhs: sel, taken: true})
				}
			case *ast.RangeStmt:
				for _, x := range []ast.Expr{n.Key, n.Value} {
					if x != nil {
						if sel := field(x); sel != nil {
							out = append(out, write{lhs: sel, taken: true})
						}
					}
				}
			}
			return true
		})
	}
	f.written[named] = out
	return out
}

// setBeside plans to set the HTTP status beside a write to the body's status.
func (f *fixer) setBeside(h *holder, w write) bool {
	if !w.sets(h.way[0]) || !h.fresh && w.lit != nil && w.sets(h.field) {
		return true
	}
	if w.taken || len(h.way) > 1 {
		return false
	}
	x := w.value(h.way[0])
	if x == nil {
		return false
	}
	if f.inUnmarshaler(h, x.Pos()) {
		return true // the caller of the decoder sets it
	}
	text, ok := f.httpFor(h, x)
	if !ok || text == "" {
		return ok
	}
	file := f.file(x.Pos())
	if file == nil {
		return false
	}
	if w.lit == nil {
		return f.assignAfter(h, w, text)
	}
	if kv := w.element(x); kv != nil {
		sep := ", "
		if file.LineStart(kv.Pos()) != file.LineStart(w.lit.Lbrace) && isOnOwnLine(w.lit, kv, file.LineStart) {
			sep = ",\n" + file.Indent(kv.Pos())
		}
		insertion := file.Insert(kv.End(), sep+h.field+": "+text)
		h.edits = append(h.edits, file.Align(w.lit.Pos(), w.lit.End(), "var _ = ", insertion)...)
		return true
	}
	last := w.lit.Elts[len(w.lit.Elts)-1]
	h.edits = append(h.edits, file.Insert(last.End(), ", "+text))
	return true
}

// element returns the key and value of which x is the value, or nil.
func (w write) element(x ast.Expr) *ast.KeyValueExpr {
	for _, elt := range w.lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok && kv.Value == x {
			return kv
		}
	}
	return nil
}

// isOnOwnLine reports whether no other element of a literal stands on the line of one.
func isOnOwnLine(lit *ast.CompositeLit, kv ast.Expr, line func(token.Pos) token.Pos) bool {
	for _, elt := range lit.Elts {
		if elt != kv && (line(elt.Pos()) == line(kv.Pos()) || line(elt.End()) == line(kv.Pos())) {
			return false
		}
	}
	return true
}

// inUnmarshaler reports whether pos is in an UnmarshalJSON, of a type that is filled by decoding.
func (f *fixer) inUnmarshaler(h *holder, pos token.Pos) bool {
	if len(h.fills) == 0 {
		return false
	}
	syntax := f.syntax(pos)
	path, _ := astutil.PathEnclosingInterval(syntax, pos, pos)
	for _, n := range path {
		if decl, ok := n.(*ast.FuncDecl); ok {
			return decl.Recv != nil && strings.HasPrefix(decl.Name.Name, "UnmarshalJSON")
		}
	}
	return false
}

// httpFor returns the HTTP status that goes with the value x of the body's status: "" for none.
func (f *fixer) httpFor(h *holder, x ast.Expr) (string, bool) {
	if f.IsZero(x) {
		return "", true
	}
	if len(f.Origins.ResolveExpr(x).Body(origin.PathStatus)) > 0 {
		if hand, ok := f.answer(x); ok {
			h.kept = append(h.kept, hand.base)
			f.builtAt(h, x)
			return hand.text, true
		}
		if !f.filledHere(x) {
			if hand, inner, ok := f.fieldAnswer(x); ok {
				h.edits = append(h.edits, inner.edits...)
				h.kept = append(h.kept, inner.kept...)
				h.built = append(h.built, inner.built...)
				return hand.text, true
			}
		}
		f.builtAt(h, x)
		return f.parameter(h, x.Pos(), 0)
	}
	f.builtAt(h, x)
	set := f.Origins.ResolveExpr(x)
	for _, o := range set {
		if o.Kind != origin.Const && (o.Kind != origin.HTTP || o.Hidden) {
			return "", false // where it comes from cannot be told
		}
	}
	if len(set) == 0 && f.Info.Types[x].Value == nil {
		return "", false
	}
	if text, ok := f.number(x); ok {
		return text, true
	}
	file := f.file(x.Pos())
	if file == nil || !f.droppable(x) || file.HasComment(x.Pos(), x.End()) {
		return "", false
	}
	t := f.Info.TypeOf(x)
	switch {
	case isInt(t) || f.untyped(x):
		return file.Text(x), true
	case isNumber(t):
		return "int(" + file.Text(x) + ")", true
	}
	return "", false
}

// filledHere reports whether x is read from a variable that the function around it decodes into.
func (f *fixer) filledHere(x ast.Expr) bool {
	for _, c := range f.carriers(x) {
		for _, fill := range f.fills(c.named, c.way) {
			for _, at := range f.places(x) {
				if at.Parent() == fill.Call.Parent() {
					return true
				}
			}
		}
	}
	return false
}

func (f *fixer) builtAt(h *holder, x ast.Expr) {
	for _, at := range f.places(x) {
		h.built = append(h.built, at)
	}
}

// assignAfter plans an assignment on the line after the one that sets the body's status.
func (f *fixer) assignAfter(h *holder, w write, text string) bool {
	return f.insertAfter(h, w.assign, types.ExprString(w.lhs.X)+"."+h.field+" = "+text)
}

// insertAfter puts a statement after another one, which must stand in a list.
func (f *fixer) insertAfter(h *holder, stmt ast.Stmt, text string) bool {
	file := f.file(stmt.Pos())
	if file == nil || !f.inList(stmt) {
		return false
	}
	eol := file.LineEnd(stmt.End())
	if rest := strings.TrimSpace(file.Between(stmt.End(), eol)); rest != "" && !strings.HasPrefix(rest, "//") {
		return false
	}
	indent := file.Indent(stmt.Pos())
	h.edits = append(h.edits, file.Insert(eol, "\n"+indent+strings.ReplaceAll(text, "\n", "\n"+indent)))
	return true
}

// inList reports whether a statement stands in a list of statements.
func (f *fixer) inList(stmt ast.Stmt) bool {
	path, _ := astutil.PathEnclosingInterval(f.syntax(stmt.Pos()), stmt.Pos(), stmt.End())
	for i, n := range path {
		if n == ast.Node(stmt) && i+1 < len(path) {
			switch path[i+1].(type) {
			case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
				return true
			}
		}
	}
	return false
}

// setAfter plans to set the HTTP status after a decoding.
func (f *fixer) setAfter(h *holder, fill origin.Fill) bool {
	call, ok := fill.Call.(*ssa.Call)
	if !ok {
		return false
	}
	syntax := f.syntax(call.Pos())
	file := f.file(call.Pos())
	if syntax == nil || file == nil || ast.IsGenerated(syntax) {
		return false
	}
	path, _ := astutil.PathEnclosingInterval(syntax, call.Pos(), call.Pos()+1)
	var stmt ast.Stmt
	var branch *ast.IfStmt // with the call in its init statement or condition
	before := false
walk:
	for i, n := range path {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.FuncDecl, *ast.BlockStmt:
			break walk
		case *ast.IfStmt:
			branch, stmt = n, n
			break walk
		case *ast.ReturnStmt:
			before, stmt = true, n
			break walk
		case *ast.ExprStmt, *ast.AssignStmt, *ast.DeclStmt:
			stmt = n.(ast.Stmt)
			if outer, ok := path[i+1].(*ast.IfStmt); ok {
				branch, stmt = outer, outer
			}
			break walk
		}
	}
	if stmt == nil {
		return false
	}
	if branch != nil {
		before = branch.Else != nil || !ends(branch.Body) || !f.failed(branch.Cond)
	}
	var checks []ast.Expr // conditions that do not hold where the status is set
	if branch != nil {
		checks = append(checks, branch.Cond)
	} else if next := f.errorCheck(stmt); next != nil && !before && !mentions(next.Body, f.rootName(fill, stmt.End())) {
		stmt = next
		checks = append(checks, next.Cond)
	}
	pos := stmt.End()
	if before {
		pos = stmt.Pos()
	}
	base, ok := f.named(fill, pos, before)
	if !ok {
		return false
	}
	target := strings.Join(append([]string{base}, fill.Fields...), ".")
	if !h.fresh && f.isSetIn(h, target, call.Pos()) {
		h.built = append(h.built, call)
		return true
	}
	for fill.Nil && !before && !excluded(checks, target) {
		next, ok := f.next(stmt).(*ast.IfStmt)
		if !ok || next.Init != nil || next.Else != nil || !ends(next.Body) || !excluded([]ast.Expr{next.Cond}, target) {
			break
		}
		stmt, pos = next, next.End()
		checks = append(checks, next.Cond)
	}
	// The response must be at hand there.
	var hands []hand
	for i, o := range fill.Status.Body(origin.PathStatus) {
		found := f.hands(o, call, nil, pos)
		if i == 0 {
			hands = found
		}
		hands = both(hands, found)
	}
	status := ""
	if len(hands) > 0 {
		h.kept = append(h.kept, hands[0].base)
		status = hands[0].text
	} else if status, ok = f.parameter(h, call.Pos(), 0); !ok {
		return false
	}
	h.built = append(h.built, call)
	text := target + "." + h.field + " = " + status
	if fill.Nil && before {
		return false
	}
	if fill.Nil && !excluded(checks, target) {
		text = "if " + target + " != nil {\n\t" + text + "\n}"
	}
	if !before {
		return f.insertAfter(h, stmt, text)
	}
	if !f.inList(stmt) {
		return false
	}
	indent := file.Indent(stmt.Pos())
	h.edits = append(h.edits, file.Insert(stmt.Pos(), text+"\n"+indent))
	return true
}

// isSetIn reports whether the function around pos sets the holder's field of target itself.
func (f *fixer) isSetIn(h *holder, target string, pos token.Pos) bool {
	decl := f.enclosing(pos)
	for _, w := range f.writes(h.named) {
		if w.lit == nil && w.lhs.Sel.Name == h.field && types.ExprString(w.lhs.X) == target && decl != nil && f.enclosing(w.lhs.Pos()) == decl {
			return true
		}
	}
	return false
}

// errorCheck returns the statement after stmt, if it leaves when an error is set.
func (f *fixer) errorCheck(stmt ast.Stmt) *ast.IfStmt {
	next, ok := f.next(stmt).(*ast.IfStmt)
	if ok && next.Init == nil && next.Else == nil && ends(next.Body) && f.failed(next.Cond) {
		return next
	}
	return nil
}

// next returns the statement after stmt in its list, or nil.
func (f *fixer) next(stmt ast.Stmt) ast.Stmt {
	path, _ := astutil.PathEnclosingInterval(f.syntax(stmt.Pos()), stmt.Pos(), stmt.End())
	for i, n := range path {
		if n != ast.Node(stmt) || i+1 == len(path) {
			continue
		}
		var list []ast.Stmt
		switch n := path[i+1].(type) {
		case *ast.BlockStmt:
			list = n.List
		case *ast.CaseClause:
			list = n.Body
		case *ast.CommClause:
			list = n.Body
		}
		if j := slices.Index(list, stmt); j >= 0 && j+1 < len(list) {
			return list[j+1]
		}
	}
	return nil
}

// rootName returns the name of the variable that a decoding fills, at pos.
func (f *fixer) rootName(fill origin.Fill, pos token.Pos) string {
	name, _ := f.named(fill, pos, false)
	return name
}

// mentions reports whether a name stands in n.
func mentions(n ast.Node, name string) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && id.Name == name
		return !found
	})
	return found
}

// excluded reports whether one of the conditions has the operand "target == nil", so that target is
// not nil where it does not hold.
func excluded(conditions []ast.Expr, target string) bool {
	for _, cond := range conditions {
		cmp, ok := ast.Unparen(cond).(*ast.BinaryExpr)
		if !ok {
			continue
		}
		if cmp.Op == token.LOR && excluded([]ast.Expr{cmp.X, cmp.Y}, target) {
			return true
		}
		if cmp.Op == token.EQL && types.ExprString(cmp) == target+" == nil" {
			return true
		}
	}
	return false
}

func both(a, b []hand) []hand {
	var out []hand
	for _, x := range a {
		for _, y := range b {
			if x == y {
				out = append(out, x)
			}
		}
	}
	return out
}

// ends reports whether a block always leaves what stands around it.
func ends(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	switch last := b.List[len(b.List)-1].(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	case *ast.ExprStmt:
		call, ok := last.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		id, ok := call.Fun.(*ast.Ident)
		return ok && id.Name == "panic"
	}
	return false
}

// failed reports whether a condition holds whenever an error is set.
func (f *fixer) failed(cond ast.Expr) bool {
	cmp, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if ok && cmp.Op == token.LOR {
		return f.failed(cmp.X) || f.failed(cmp.Y)
	}
	return ok && cmp.Op == token.NEQ && f.Info.Types[cmp.Y].IsNil()
}

// named returns how the variable that a decoding fills is named at pos.
func (f *fixer) named(fill origin.Fill, pos token.Pos, before bool) (string, bool) {
	if prm, ok := fill.Root.(*ssa.Parameter); ok {
		v, ok := prm.Object().(*types.Var)
		return prm.Name(), ok && f.visible(v, pos)
	}
	fn := fill.Call.Parent()
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			ref, ok := instr.(*ssa.DebugRef)
			if !ok || ref.X != fill.Root {
				continue
			}
			v := f.variable(ref.Expr)
			if v == nil || v.IsField() || !f.visible(v, pos) {
				continue
			}
			if alloc, ok := fill.Root.(*ssa.Alloc); ok && alloc.Pos() != v.Pos() && !f.isOnly(v, alloc) {
				continue // a variable that points to it at times
			}
			return v.Name(), !before || v.Pos() < pos
		}
	}
	return "", false
}

package edit

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// A Removal is what goes when uses are dropped: the local variables and imports of the file that nothing
// uses any more, and in turn those that only they used. An initialiser that does something stays,
// assigned to the blank identifier.
type Removal struct {
	Edits   []analysis.TextEdit
	Objects map[types.Object]bool // the variables and imports that go
	Gone    map[*ast.Ident]bool   // the uses dropped, and those that went with them
}

// RemovalWith returns what goes with the uses dropped and whole statements, each on lines of its own; comments
// in them stay. The text that replaces them may use the objects kept. Where the removal cannot be done cleanly it
// is false, and the edits are not complete.
func (f *File) RemovalWith(stmts []ast.Stmt, dropped []*ast.Ident, kept ...types.Object) (*Removal, bool) {
	r := &remover{
		File:    f,
		uses:    f.index(),
		gone:    make(map[*ast.Ident]bool),
		removed: make(map[types.Object]bool),
		unnamed: make(map[ast.Node]map[*ast.Ident]bool),
		lines:   make(map[int]int),
	}
	for _, obj := range kept {
		r.removed[obj] = true // asked for no more
	}
	r.drop(dropped)
	clean := true
	for _, stmt := range stmts {
		if comments := r.commentsIn(stmt); comments != "" {
			r.edits = append(r.edits, r.Replace(stmt.Pos(), stmt.End(), comments))
		} else {
			clean = clean && r.deleteLines(stmt.Pos(), stmt.End())
		}
		ast.Inspect(stmt, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				r.drop([]*ast.Ident{id})
			}
			return true
		})
	}
	for len(r.queue) > 0 {
		obj := r.queue[0]
		r.queue = r.queue[1:]
		if !r.removed[obj] && !r.isUsed(obj) {
			r.removed[obj] = true
			clean = r.remove(obj) && clean
		}
	}
	for _, obj := range kept {
		delete(r.removed, obj)
	}
	removal := &Removal{Objects: r.removed, Gone: r.gone}
	if clean {
		removal.Edits, clean = r.finish()
	}
	return removal, clean
}

// A remover is one removal at work.
type remover struct {
	*File
	*uses
	gone    map[*ast.Ident]bool
	removed map[types.Object]bool
	queue   []types.Object // may have lost their last use

	unnamed map[ast.Node]map[*ast.Ident]bool // by statement, the variables that it loses
	edits   []analysis.TextEdit              // within lines
	lines   map[int]int                      // whole lines to delete, start by end offset
}

// drop takes uses away.
func (r *remover) drop(idents []*ast.Ident) {
	for _, id := range idents {
		if obj := r.object(id, r.info); obj != nil && !r.gone[id] {
			r.queue = append(r.queue, obj)
		}
		r.gone[id] = true
	}
}

// dropIn takes away the uses below the nodes.
func (r *remover) dropIn(nodes ...ast.Expr) {
	for _, n := range nodes {
		ast.Inspect(n, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				r.drop([]*ast.Ident{id})
			}
			return true
		})
	}
}

// isUsed reports whether a use of obj remains, as the compiler sees it: to assign to a variable is
// not to use it.
func (r *remover) isUsed(obj types.Object) bool {
	return slices.ContainsFunc(r.of[obj], func(id *ast.Ident) bool {
		return !r.gone[id] && !r.writes[id]
	})
}

// remove removes an unused object.
func (r *remover) remove(obj types.Object) bool {
	if pkgName, ok := obj.(*types.PkgName); ok {
		return r.removeImport(pkgName)
	}
	idents := r.of[obj]
	if def := r.def[obj]; def != nil {
		idents = append([]*ast.Ident{def}, idents...)
	} else {
		return r.unnameTypeSwitch(obj)
	}
	for _, id := range idents {
		if r.gone[id] {
			continue
		}
		path := Path(r.Syntax, id.Pos(), id.End())
		stmt, parent := declaring(path)
		if stmt == nil || !r.unname(stmt, parent, id) {
			return false
		}
	}
	return true
}

// declaring returns the innermost statement of a path from an ident upwards that declares or assigns
// variables, and what that statement stands in.
func declaring(path []ast.Node) (stmt, parent ast.Node) {
	for i, n := range path[:len(path)-1] {
		switch n.(type) {
		case *ast.AssignStmt, *ast.RangeStmt, *ast.ValueSpec:
			return n, path[i+1]
		case ast.Stmt:
			return nil, nil
		}
	}
	return nil, nil
}

// unname takes a variable from the statement that declares it or assigns to it. Where the statement
// is left without any, and without effect, it goes, and drops the uses in it.
func (r *remover) unname(stmt, parent ast.Node, id *ast.Ident) bool {
	lost := r.unnamed[stmt]
	if lost == nil {
		lost = make(map[*ast.Ident]bool)
		r.unnamed[stmt] = lost
	}
	lost[id] = true
	if _, ok := parent.(*ast.LabeledStmt); ok {
		return false
	}
	switch s := stmt.(type) {
	case *ast.AssignStmt:
		if len(s.Lhs) == len(s.Rhs) {
			for i, lhs := range s.Lhs {
				if lhs == id && r.isPure(s.Rhs[i]) {
					r.dropIn(s.Rhs[i])
				}
			}
		} else if r.isIdle(s.Lhs, s.Rhs, lost) {
			r.dropIn(s.Rhs...)
		}
	case *ast.ValueSpec:
		if isLone(parent) && r.isIdle(exprs(s.Names), s.Values, lost) {
			r.dropIn(s.Values...)
			if s.Type != nil {
				r.dropIn(s.Type)
			}
		}
	}
	return true
}

// isIdle reports whether a statement that assigns right to left does nothing without the variables
// lost.
func (r *remover) isIdle(left, right []ast.Expr, lost map[*ast.Ident]bool) bool {
	for _, lhs := range left {
		if !isLost(lhs, lost) {
			return false
		}
	}
	for _, rhs := range right {
		if !r.isPure(rhs) {
			return false
		}
	}
	return true
}

// isLost reports whether an expression is assigned to for nothing: blank, or one of the variables lost.
func isLost(lhs ast.Expr, lost map[*ast.Ident]bool) bool {
	id, ok := ast.Unparen(lhs).(*ast.Ident)
	return ok && (lost[id] || id.Name == "_")
}

func exprs(idents []*ast.Ident) []ast.Expr {
	out := make([]ast.Expr, len(idents))
	for i, id := range idents {
		out[i] = id
	}
	return out
}

// isLone reports whether n is a declaration without parentheses.
func isLone(n ast.Node) bool {
	decl, ok := n.(*ast.GenDecl)
	return ok && !decl.Lparen.IsValid()
}

// finish turns what was found into edits.
func (r *remover) finish() ([]analysis.TextEdit, bool) {
	stmts := slices.SortedFunc(maps.Keys(r.unnamed), func(a, b ast.Node) int { return cmp.Compare(a.Pos(), b.Pos()) })
	for _, stmt := range stmts {
		if !r.rewrite(stmt, r.unnamed[stmt]) {
			return nil, false
		}
	}
	edits, err := Merge(append(r.edits, r.lineEdits()...))
	return edits, err == nil
}

// unnameTypeSwitch turns switch x := y.(type) into switch y.(type), if no clause uses its x.
func (r *remover) unnameTypeSwitch(obj types.Object) bool {
	path := Path(r.Syntax, obj.Pos(), obj.Pos())
	for _, n := range path {
		s, ok := n.(*ast.TypeSwitchStmt)
		if !ok {
			continue
		}
		assign, ok := s.Assign.(*ast.AssignStmt)
		if !ok {
			return false
		}
		for _, clause := range s.Body.List {
			if other := r.info.Implicits[clause]; other != nil && r.isUsed(other) {
				delete(r.removed, obj) // not yet: the name is still needed
				return true
			}
		}
		for _, clause := range s.Body.List {
			r.removed[r.info.Implicits[clause]] = true
		}
		if r.HasComment(assign.Pos(), assign.Rhs[0].Pos()) {
			return false
		}
		r.edits = append(r.edits, r.Replace(assign.Pos(), assign.Rhs[0].Pos(), ""))
		return true
	}
	return false
}

// removeImport removes the import of a package, with the declaration if it is the last of it.
func (r *remover) removeImport(pkgName *types.PkgName) bool {
	for _, decl := range r.importDecls() {
		for _, s := range decl.Specs {
			spec := s.(*ast.ImportSpec)
			if r.info.PkgNameOf(spec) != pkgName {
				continue
			}
			if len(decl.Specs) == 1 {
				return r.deleteLines(withDoc(decl.Doc, decl), decl.End())
			}
			return r.deleteLines(withDoc(spec.Doc, spec), spec.End())
		}
	}
	return false
}

// withDoc returns where a node begins, the comment above it included.
func withDoc(doc *ast.CommentGroup, n ast.Node) token.Pos {
	if doc != nil {
		return doc.Pos()
	}
	return n.Pos()
}

// Uses returns where the file uses a variable or an import.
func (f *File) Uses(obj types.Object) []*ast.Ident { return f.index().of[obj] }

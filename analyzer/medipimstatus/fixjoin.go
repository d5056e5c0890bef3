package medipimstatus

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
)

// A group is plans whose fixes are made together: what leaves a variable or an import unused only if
// all are applied. Each of their fixes has the edits of all, so that each alone compiles, and drivers
// that apply all of them make equal edits once.
type group struct {
	plans   []*plan
	edits   []analysis.TextEdit
	removal *edit.Removal
}

// join puts the plans together and returns their fixes.
func join(plans []*plan) map[*report]*analysis.SuggestedFix {
	out := map[*report]*analysis.SuggestedFix{}
	byFile := map[*edit.File][]*plan{}
	var files []*edit.File
	for _, pl := range plans {
		if byFile[pl.file] == nil {
			files = append(files, pl.file)
		}
		byFile[pl.file] = append(byFile[pl.file], pl)
	}
	for _, file := range files {
		for _, g := range groups(file, byFile[file]) {
			for _, pl := range g.plans {
				out[pl.report] = &analysis.SuggestedFix{Message: pl.message, TextEdits: g.edits}
			}
		}
	}
	return out
}

// groups returns the groups of one file's plans; plans that cannot be applied cleanly are left out.
func groups(file *edit.File, plans []*plan) []*group {
	var gs []*group
	for _, pl := range plans {
		gs = append(gs, &group{plans: []*plan{pl}})
	}
	for {
		gs = slices.DeleteFunc(gs, func(g *group) bool { return !g.complete(file) })
		i, j, found := together(file, gs)
		if !found {
			return gs
		}
		gs[i].plans = append(gs[i].plans, gs[j].plans...)
		gs[i].removal = nil
		gs = slices.Delete(gs, j, j+1)
	}
}

// complete finds the edits of a group.
func (g *group) complete(file *edit.File) bool {
	if g.removal != nil {
		return true
	}
	ok := g.remove(file)
	var whole []ast.Stmt
	for _, pl := range g.plans {
		if stmt := pl.idle(g.removal); stmt != nil && pl.whole == nil {
			pl.whole = stmt
			whole = append(whole, stmt)
		}
	}
	if len(whole) > 0 {
		if ok = g.remove(file); !ok { // with a comment in it, it stays
			for _, pl := range g.plans {
				pl.whole = nil
			}
			ok = g.remove(file)
		}
	}
	if !ok {
		return false
	}
	var edits []analysis.TextEdit
	for _, pl := range g.plans {
		if pl.whole == nil {
			edits = append(edits, pl.edits...)
			edits = append(edits, pl.imports.Edits()...)
		}
	}
	// An edit within what goes anyway is not needed.
	edits = slices.DeleteFunc(edits, func(e analysis.TextEdit) bool {
		return slices.ContainsFunc(g.removal.Edits, func(r analysis.TextEdit) bool {
			return len(r.NewText) == 0 && r.Pos <= e.Pos && e.End <= r.End && r.Pos < r.End
		})
	})
	var err error
	g.edits, err = edit.Merge(edits, g.removal.Edits)
	return err == nil
}

// remove finds out what the group leaves unused.
func (g *group) remove(file *edit.File) (ok bool) {
	stmts, drops, kept := g.leaves()
	g.removal, ok = file.RemovalWith(stmts, drops, kept...)
	return ok
}

// leaves returns what goes with the group's edits, and what their text uses.
func (g *group) leaves() (stmts []ast.Stmt, drops []*ast.Ident, kept []types.Object) {
	for _, pl := range g.plans {
		if pl.whole != nil {
			stmts = append(stmts, pl.whole)
			continue
		}
		drops = append(drops, pl.drops...)
		kept = append(kept, pl.kept...)
	}
	return stmts, drops, kept
}

// idle returns the if statement on the plan's comparison, if all that it does is to set a variable
// that is removed.
func (pl *plan) idle(removal *edit.Removal) ast.Stmt {
	for i, n := range pl.path {
		branch, ok := n.(*ast.IfStmt)
		if !ok {
			continue
		}
		if _, isElse := pl.path[i+1].(*ast.IfStmt); isElse || branch.Init != nil || branch.Else != nil || ast.Unparen(branch.Cond) != pl.Node || len(branch.Body.List) != 1 {
			return nil
		}
		set, ok := branch.Body.List[0].(*ast.AssignStmt)
		if !ok || len(set.Lhs) != 1 {
			return nil
		}
		id, ok := set.Lhs[0].(*ast.Ident)
		if !ok {
			return nil
		}
		for obj := range removal.Objects {
			if slices.Contains(pl.file.Uses(obj), id) {
				return branch
			}
		}
		return nil
	}
	return nil
}

// together finds two groups that must be one: only both leave an object unused, one removes what the
// other uses, or their edits touch.
func together(file *edit.File, gs []*group) (i, j int, found bool) {
	for i, a := range gs {
		for j := i + 1; j < len(gs); j++ {
			b := gs[j]
			if a.removes(b) || b.removes(a) || touch(a.edits, b.edits) {
				return i, j, true
			}
		}
	}
	var stmts []ast.Stmt
	var drops []*ast.Ident
	var kept []types.Object
	alone := map[types.Object]bool{}
	for _, g := range gs {
		s, d, k := g.leaves()
		stmts, drops, kept = append(stmts, s...), append(drops, d...), append(kept, k...)
		for obj := range g.removal.Objects {
			alone[obj] = true
		}
	}
	all, _ := file.RemovalWith(stmts, drops, kept...)
	for _, obj := range sorted(all.Objects) {
		if alone[obj] {
			continue
		}
		first := -1
		for i, g := range gs {
			if !slices.ContainsFunc(file.Uses(obj), func(id *ast.Ident) bool { return g.removal.Gone[id] }) {
				continue
			}
			if first >= 0 {
				return first, i, true
			}
			first = i
		}
	}
	return 0, 0, false
}

// removes reports whether g removes what the new text of h uses.
func (g *group) removes(h *group) bool {
	for _, pl := range h.plans {
		for _, obj := range pl.kept {
			if g.removal.Objects[obj] {
				return true
			}
		}
	}
	return false
}

func touch(a, b []analysis.TextEdit) bool {
	_, err := edit.Merge(a, b)
	return err != nil
}

func sorted(objects map[types.Object]bool) []types.Object {
	var out []types.Object
	for obj := range objects {
		out = append(out, obj)
	}
	slices.SortFunc(out, func(a, b types.Object) int { return int(a.Pos() - b.Pos()) })
	return out
}

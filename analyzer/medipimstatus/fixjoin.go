package medipimstatus

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/token"
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
		pairs := slices.Concat(users(gs), touching(gs), sharing(file, gs))
		if len(pairs) == 0 {
			return gs
		}
		gs = union(gs, pairs)
	}
}

// union makes one group of each two that belong together.
func union(gs []*group, pairs [][2]int) []*group {
	into := make([]int, len(gs))
	for i := range into {
		into[i] = i
	}
	find := func(i int) int {
		for into[i] != i {
			i = into[i]
		}
		return i
	}
	for _, p := range pairs {
		a, b := find(p[0]), find(p[1])
		into[max(a, b)] = min(a, b)
	}
	var out []*group
	for i, g := range gs {
		if first := find(i); first != i {
			gs[first].plans = append(gs[first].plans, g.plans...)
			gs[first].removal = nil
			continue
		}
		out = append(out, g)
	}
	return out
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

// users finds groups of which one removes what the new text of the other uses.
func users(gs []*group) [][2]int {
	removes := map[types.Object][]int{}
	for i, g := range gs {
		for obj := range g.removal.Objects {
			removes[obj] = append(removes[obj], i)
		}
	}
	var out [][2]int
	for j, g := range gs {
		for _, pl := range g.plans {
			for _, obj := range pl.kept {
				for _, i := range removes[obj] {
					if i != j {
						out = append(out, [2]int{i, j})
					}
				}
			}
		}
	}
	return out
}

// touching finds groups whose edits overlap, or insert different text at one place.
func touching(gs []*group) [][2]int {
	type owned struct {
		analysis.TextEdit
		groups []int
	}
	var all []*owned
	for i, g := range gs {
		for _, e := range g.edits {
			all = append(all, &owned{e, []int{i}})
		}
	}
	slices.SortStableFunc(all, func(a, b *owned) int {
		return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.End, b.End), bytes.Compare(a.NewText, b.NewText))
	})
	all = slices.CompactFunc(all, func(a, b *owned) bool {
		if a.Pos != b.Pos || a.End != b.End || !bytes.Equal(a.NewText, b.NewText) {
			return false
		}
		a.groups = append(a.groups, b.groups...)
		return true
	})
	var out [][2]int
	for i, a := range all {
		for _, b := range all[i+1:] {
			if b.Pos >= a.End && (b.Pos > a.Pos || b.End > a.End) {
				if b.Pos > a.Pos {
					break
				}
				continue // an insertion before what goes
			}
			for _, g := range slices.Concat(a.groups, b.groups) {
				if g != a.groups[0] {
					out = append(out, [2]int{a.groups[0], g})
				}
			}
		}
	}
	return out
}

// sharing finds groups that leave an object unused only together.
func sharing(file *edit.File, gs []*group) [][2]int {
	var stmts []ast.Stmt
	var drops []*ast.Ident
	var kept []types.Object
	alone := map[types.Object]bool{}
	owner := map[*ast.Ident][]int{}
	for i, g := range gs {
		s, d, k := g.leaves()
		stmts, drops, kept = append(stmts, s...), append(drops, d...), append(kept, k...)
		for obj := range g.removal.Objects {
			alone[obj] = true
		}
		for id := range g.removal.Gone {
			owner[id] = append(owner[id], i)
		}
	}
	all, _ := file.RemovalWith(stmts, drops, kept...)
	var out [][2]int
	firsts := map[token.Pos]int{} // by declaration: the clauses of a type switch share one
	for _, obj := range sorted(all.Objects) {
		if alone[obj] {
			continue
		}
		first, ok := firsts[obj.Pos()]
		if !ok {
			first = -1
		}
		for _, id := range file.Uses(obj) {
			for _, i := range owner[id] {
				if first >= 0 && i != first {
					out = append(out, [2]int{first, i})
				}
				if first < 0 {
					first = i
				}
			}
		}
		firsts[obj.Pos()] = first
	}
	return out
}

func sorted(objects map[types.Object]bool) []types.Object {
	var out []types.Object
	for obj := range objects {
		out = append(out, obj)
	}
	slices.SortFunc(out, func(a, b types.Object) int { return int(a.Pos() - b.Pos()) })
	return out
}

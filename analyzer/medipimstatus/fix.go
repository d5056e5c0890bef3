package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// A report is a finding, and what its fix is made from.
type report struct {
	model.Branch
	at       ast.Expr // what carries the body's status
	category string
	values   origin.Set
}

// fixes returns the fix of each report that has one: the branch decides on the HTTP status instead.
// Each fix stands alone, and all of them together do.
func fixes(p *rule.Pass, reports []*report) map[*report]*rule.Fix {
	f := &fixer{
		Pass:      p,
		functions: map[*ssa.Function]*refs{},
		plans:     map[ast.Expr]*plan{},
		holders:   map[holderKey]*holder{},
		filled:    map[holderKey][]origin.Fill{},
		fillers:   map[holderKey]map[*ssa.Function]bool{},
		responses: map[*ssa.Function]bool{},
		resolved:  map[ssa.Value]origin.Set{},
	}
	var plans []*plan
	for _, r := range reports {
		if !p.Reports(r.at) || ast.IsGenerated(f.Syntax(r.at.Pos())) {
			continue // a fix of another report may not touch it either
		}
		if pl := f.plan(r); pl != nil {
			plans = append(plans, pl)
			if r.Kind == model.Compare {
				f.plans[r.Node] = pl
			}
		}
	}
	out := map[*report]*rule.Fix{}
	plans = f.harmless(plans)
	for _, pl := range plans {
		if !slices.ContainsFunc(append(pl.with, pl), f.contradicts) {
			out[pl.report] = pl.fix()
		}
	}
	f.simplify(plans, out)
	return out
}

// A fixer makes the fixes of one package.
type fixer struct {
	*rule.Pass
	functions map[*ssa.Function]*refs
	plans     map[ast.Expr]*plan // by comparison
	holders   map[holderKey]*holder
	written   map[*types.Named][]write
	filled    map[holderKey][]origin.Fill
	fillers   map[holderKey]map[*ssa.Function]bool // functions with such a decoding
	evaluated map[ast.Expr][]*ssa.DebugRef
	resolved  map[ssa.Value]origin.Set
	compared  []*types.Struct               // nil until asked for
	casts     []conversion                  // nil until asked for
	responses map[*ssa.Function]bool        // functions that hold one
	embedders map[*types.Named][]types.Type // nil until asked for
}

// A plan is what the fix of one report takes, apart from what it leaves unused.
type plan struct {
	*report
	info    *types.Info
	file    *edit.File
	path    []ast.Node // from the carrier upwards
	status  hand       // what takes its place
	holder  *holder    // if that is a field
	edits   []analysis.TextEdit
	drops   []*ast.Ident   // uses that go
	kept    []types.Object // what the new text uses
	imports *edit.Imports
	message string
	guard   ast.Expr // a test whether there is a status at all, which goes too
	with    []*plan  // of the comparisons without whose fixes this one would change what a success leads to

	// Of a carrier that is computed from the status: the computation, and the status in it.
	computed, inner ast.Expr

	// Of a comparison: its outcome for a success without the fix, and with the fix for any status, nil if
	// that is not known.
	before func(status int64) (value, known bool)
	after  func(status int64) bool
	among  func(status int64) (value, known bool) // of one with several numbers: the outcome if it is the same for all
}

// outcome returns what the comparison says of a status with the fix, if that is known.
func (pl *plan) outcome(status int64) (value, known bool) {
	switch {
	case pl.after != nil:
		return pl.after(status), true
	case pl.among != nil:
		return pl.among(status)
	}
	return false, false
}

// plan returns the plan for one report, or nil.
func (f *fixer) plan(r *report) *plan {
	file := f.file(r.at.Pos())
	if file == nil {
		return nil
	}
	pl := &plan{report: r, info: f.Info, file: file, path: f.pathTo(r.at), imports: file.Imports(r.at.Pos())}
	if len(pl.path) < 2 || looked(r.values) {
		return nil
	}
	if f.onlySets(pl) {
		return pl
	}
	var ok bool
	if pl.status, ok = f.answer(r.at); ok && f.droppable(r.at) {
		pl.kept = append(pl.kept, pl.status.base)
	} else if f.filledHere(r.at) {
		return nil // the field is for values that travelled
	} else if pl.status, pl.holder, ok = f.fieldAnswer(r.at); ok {
		pl.edits = append(pl.edits, pl.holder.edits...)
		pl.kept = append(pl.kept, pl.holder.kept...)
		f.keepIn(pl, r.at)
	} else {
		return nil
	}
	pl.message = "Decide on " + pl.status.text
	if f.isPart(r.at) && !f.findPart(pl) {
		return nil
	}
	switch r.Kind {
	case model.Compare:
		ok = f.compare(pl)
	case model.Switch:
		ok = f.switchTag(pl)
	default:
		ok = f.take(pl)
	}
	if !ok {
		return nil
	}
	return pl
}

// pathTo returns the nodes from x upwards.
func (f *fixer) pathTo(x ast.Node) []ast.Node {
	path := edit.Path(f.Syntax(x.Pos()), x.Pos(), x.End())
	for len(path) > 0 && path[0] != x {
		path = path[1:]
	}
	return path
}

// keepIn notes that the new text uses what x names.
func (f *fixer) keepIn(pl *plan, x ast.Expr) {
	if pl.status.base != nil {
		pl.kept = append(pl.kept, pl.status.base)
	}
	ast.Inspect(x, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && f.Info.Uses[id] != nil && pl.status.base == nil {
			pl.kept = append(pl.kept, f.Info.Uses[id])
		}
		return true
	})
}

// file returns the file of pos for editing, or nil if it cannot be edited.
func (f *fixer) file(pos token.Pos) *edit.File {
	file, err := f.EditFile(pos)
	if err != nil {
		return nil
	}
	return file
}

// fix returns the fix that the plan is.
func (pl *plan) fix() *rule.Fix {
	fix := &rule.Fix{Message: pl.message, Idle: pl.idle}
	for _, part := range append([]*plan{pl}, pl.with...) {
		fix.Edits = append(fix.Edits, part.edits...)
		fix.Imports = append(fix.Imports, part.imports)
		fix.Drops = append(fix.Drops, part.drops...)
		fix.Kept = append(fix.Kept, part.kept...)
	}
	return fix
}

// idle returns the if statement on the plan's comparison, if all that it does is to set a variable that has
// gone.
func (pl *plan) idle(gone func(types.Object) bool) ast.Stmt {
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
		if !ok || pl.info.Uses[id] == nil || !gone(pl.info.Uses[id]) {
			return nil
		}
		return branch
	}
	return nil
}

// text returns the source of x, "" if its file cannot be edited.
func (f *fixer) text(x ast.Expr) string {
	if file := f.file(x.Pos()); file != nil {
		return file.Text(x)
	}
	return ""
}

// replace puts text in the place of x. It is false if a comment would go.
func (pl *plan) replace(x ast.Node, text string) bool {
	of := pl.status.of
	if of == nil || of.Pos() < x.Pos() || x.End() < of.End() {
		return pl.cut(x.Pos(), x.End(), text) && pl.drop(x)
	}
	before, after, ok := strings.Cut(text, pl.file.Text(of))
	if !ok {
		return pl.cut(x.Pos(), x.End(), text) && pl.drop(x)
	}
	// Have: the call stays. It may be given the status.
	return (before == "" && of.Pos() == x.Pos() || pl.cut(x.Pos(), of.Pos(), before)) && pl.cut(of.End(), x.End(), after) && pl.drop(x)
}

// cut puts text in the place of what stands between two positions.
func (pl *plan) cut(pos, end token.Pos, text string) bool {
	if pl.file.HasComment(pos, end) {
		return false
	}
	pl.edits = append(pl.edits, pl.file.Replace(pos, end, text))
	return true
}

// drop notes the uses in x, which goes.
func (pl *plan) drop(x ast.Node) bool {
	ast.Inspect(x, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			pl.drops = append(pl.drops, id)
		}
		return true
	})
	return true
}

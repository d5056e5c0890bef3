package rule

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
)

// A group is fixes that are made together: they edit one place, one leaves unused what another uses, or only all
// of them leave something unused. Each has the edits of all, so that each alone compiles, and drivers that
// apply all of them make equal edits once.
type group struct {
	fixes    []*Fix
	whole    map[*Fix]ast.Stmt // what goes in the place of a fix's edits
	edits    []analysis.TextEdit
	removals map[*edit.File]*edit.Removal // nil if the group is not complete
}

// complete finds the edits of a group. It is false where they cannot be made cleanly; of those that are in each
// other's way the first remain, and the others wait for another time.
func (g *group) complete(p *Pass) bool {
	if g.removals != nil {
		return true
	}
	if g.leave(p) && g.compose(p) {
		return true
	}
	all := g.fixes
	g.fixes = nil
	made := false
	for _, fix := range all {
		before := g.fixes
		g.fixes = append(slices.Clip(before), fix)
		if made = g.leave(p) && g.compose(p); !made {
			g.fixes = before
		}
	}
	return len(g.fixes) > 0 && (made || g.leave(p) && g.compose(p))
}

// leave finds out what goes with the group's edits. It is false where that cannot be removed.
func (g *group) leave(p *Pass) bool {
	g.whole = map[*Fix]ast.Stmt{}
	ok := g.remove(p)
	for _, fix := range g.fixes {
		if fix.Idle == nil {
			continue
		}
		if stmt := fix.Idle(g.gone); stmt != nil {
			g.whole[fix] = stmt
		}
	}
	if len(g.whole) > 0 {
		if ok = g.remove(p); !ok { // with a comment in it, it stays
			clear(g.whole)
			ok = g.remove(p)
		}
	}
	return ok
}

// compose puts the edits of the group together. It is false where they are in each other's way.
func (g *group) compose(p *Pass) bool {
	var edits, removed []analysis.TextEdit
	fixes := slices.DeleteFunc(slices.Clone(g.fixes), func(fix *Fix) bool { return g.whole[fix] != nil })
	for _, fix := range fixes {
		edits = append(edits, fix.Edits...)
	}
	for _, r := range g.removals {
		removed = append(removed, r.Edits...)
	}
	for _, im := range imports(fixes) {
		added, instead := im.Edits(), g.removals[im.File()]
		if instead != nil && len(added) > 0 {
			added, removed = im.Instead(removed)
		}
		edits = append(edits, added...)
	}
	// An edit within what goes anyway is not needed.
	edits = slices.DeleteFunc(edits, func(e analysis.TextEdit) bool {
		return slices.ContainsFunc(removed, func(r analysis.TextEdit) bool {
			return len(r.NewText) == 0 && r.Pos <= e.Pos && e.End <= r.End && (e.Pos < e.End || r.Pos < e.Pos && e.End < r.End)
		})
	})
	var err error
	g.edits, err = edit.Merge(edits, removed)
	return err == nil && p.editable(g.edits)
}

// gone reports whether the group removes obj.
func (g *group) gone(obj types.Object) bool {
	for _, r := range g.removals {
		if r.Objects[obj] {
			return true
		}
	}
	return false
}

// remove finds out what the group leaves unused.
func (g *group) remove(p *Pass) bool {
	g.removals = map[*edit.File]*edit.Removal{}
	all := true
	for _, l := range leaves(p, g) {
		removal, ok := l.removal()
		g.removals[l.file] = removal
		all = all && ok
	}
	return all
}

// leaving is what goes from a file with the edits of some groups, and what their text uses.
type leaving struct {
	file  *edit.File
	stmts []ast.Stmt
	drops []*ast.Ident
	kept  []types.Object
}

func (l *leaving) removal() (*edit.Removal, bool) {
	return l.file.RemovalWith(l.stmts, l.drops, l.kept...)
}

// leaves returns what goes with some groups, file by file.
func leaves(p *Pass, groups ...*group) []*leaving {
	var stmts []ast.Stmt
	var drops []*ast.Ident
	var fixes []*Fix
	for _, g := range groups {
		for _, fix := range g.fixes {
			if stmt := g.whole[fix]; stmt != nil {
				stmts = append(stmts, stmt)
				continue
			}
			fixes = append(fixes, fix)
			drops = append(drops, fix.Drops...)
		}
	}
	var out []*leaving
	add := func(syntax *ast.File) *leaving {
		file, err := p.EditFile(syntax.FileStart)
		if err != nil {
			return &leaving{}
		}
		i := slices.IndexFunc(out, func(l *leaving) bool { return l.file == file })
		if i >= 0 {
			return out[i]
		}
		l := &leaving{file: file}
		for _, fix := range fixes {
			l.kept = append(l.kept, fix.Kept...)
			for _, im := range fix.Imports {
				for _, spec := range syntax.Imports {
					if name := p.Info.PkgNameOf(spec); name != nil && im.Uses(name) {
						l.kept = append(l.kept, name)
					}
				}
			}
		}
		out = append(out, l)
		return l
	}
	files, parts := byFile(p, drops, func(id *ast.Ident) token.Pos { return id.Pos() })
	for i, file := range files {
		add(file).drops = parts[i]
	}
	in, gone := byFile(p, stmts, func(s ast.Stmt) token.Pos { return s.Pos() })
	for i, file := range in {
		add(file).stmts = gone[i]
	}
	return slices.DeleteFunc(out, func(l *leaving) bool { return l.file == nil })
}

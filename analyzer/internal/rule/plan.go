package rule

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
)

// plan completes the fixes of what the rules have found in a package: each stands alone, and all of them, and any
// number of them, apply together. A fix that cannot be made cleanly is dropped.
func plan(passes []*Pass) {
	var fixes []*Fix
	for _, p := range passes {
		for _, f := range p.findings {
			if f.Fix != nil {
				fixes = append(fixes, f.Fix)
			}
		}
	}
	if len(fixes) == 0 {
		return
	}
	expect(fixes)
	pl := &planner{Pass: passes[0]}
	for _, fix := range fixes {
		pl.groups = append(pl.groups, &group{fixes: []*Fix{fix}})
	}
	pl.settle()
	pl.space()
	for _, g := range pl.groups {
		for _, fix := range g.fixes {
			fix.all = g.edits
		}
	}
	for _, p := range passes {
		for _, f := range p.findings {
			if f.Fix != nil && f.Fix.all == nil {
				f.Fix = nil
			}
		}
	}
}

// expect tells the files what the fixes import into them, so that there is a place for each.
func expect(fixes []*Fix) {
	by := map[*edit.File]map[string]string{}
	for i, fix := range fixes {
		for _, im := range imports([]*Fix{fix}) {
			if by[im.File()] == nil {
				by[im.File()] = map[string]string{}
			}
			for _, path := range im.Added() {
				by[im.File()][path] += fmt.Sprint(i, " ")
			}
		}
	}
	for file, paths := range by {
		var wanted []edit.Wanted
		for _, path := range slices.Sorted(maps.Keys(paths)) {
			wanted = append(wanted, edit.Wanted{Path: path, By: paths[path]})
		}
		file.Expect(wanted)
	}
}

// A planner puts the fixes of a package together.
type planner struct {
	*Pass  // of any of the rules
	groups []*group
}

// settle makes groups of the fixes that do not go alone.
func (pl *planner) settle() {
	for {
		pl.groups = slices.DeleteFunc(pl.groups, func(g *group) bool { return !g.complete(pl.Pass) })
		pairs := slices.Concat(pl.users(), pl.touching(), pl.sharing())
		if len(pairs) == 0 {
			return
		}
		pl.unite(pairs)
	}
}

// unite makes one group of each two that belong together.
func (pl *planner) unite(pairs [][2]int) {
	into := make([]int, len(pl.groups))
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
	for i, g := range pl.groups {
		if first := find(i); first != i {
			pl.groups[first].fixes = append(pl.groups[first].fixes, g.fixes...)
			pl.groups[first].removals = nil
			continue
		}
		out = append(out, g)
	}
	pl.groups = out
}

// users finds groups of which one removes what the new text of the other uses.
func (pl *planner) users() [][2]int {
	var out [][2]int
	for i, g := range pl.groups {
		for _, r := range g.removals {
			for obj := range r.Objects {
				for j, other := range pl.groups {
					if i != j && slices.ContainsFunc(other.fixes, func(f *Fix) bool { return other.whole[f] == nil && f.uses(obj) }) {
						out = append(out, [2]int{i, j})
					}
				}
			}
		}
	}
	return out
}

// touching finds groups whose edits overlap, or insert different text at one place.
func (pl *planner) touching() [][2]int {
	type owned struct {
		analysis.TextEdit
		groups []int
	}
	var all []*owned
	for i, g := range pl.groups {
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
func (pl *planner) sharing() [][2]int {
	alone := map[types.Object]bool{}
	var out [][2]int
	for _, g := range pl.groups {
		for _, r := range g.removals {
			for obj := range r.Objects {
				alone[obj] = true
			}
		}
	}
	for _, l := range leaves(pl.Pass, pl.groups...) {
		all, _ := l.removal()
		firsts := map[token.Pos]int{} // by declaration: the clauses of a type switch share one
		for _, obj := range sorted(all.Objects) {
			if alone[obj] {
				continue
			}
			first, ok := firsts[obj.Pos()]
			if !ok {
				first = -1
			}
			for _, i := range pl.droppers(l.file, obj) {
				if first >= 0 && i != first {
					out = append(out, [2]int{first, i})
				}
				if first < 0 {
					first = i
				}
			}
			firsts[obj.Pos()] = first
		}
	}
	return out
}

// droppers returns the groups with which uses of an object go.
func (pl *planner) droppers(file *edit.File, obj types.Object) []int {
	var out []int
	for i, g := range pl.groups {
		if r := g.removals[file]; r != nil && slices.ContainsFunc(file.Uses(obj), func(id *ast.Ident) bool { return r.Gone[id] }) {
			out = append(out, i)
		}
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

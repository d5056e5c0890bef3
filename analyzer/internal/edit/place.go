package edit

import (
	"cmp"
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// addable are the packages that fixes import. Each gets a place of its own between two imports, as
// far as there are places, so that fixes that import different packages do not touch.
var addable = []string{"errors", "fmt", "io", "math/rand/v2", "net/http", "strconv", "strings", "time"}

// A Wanted import is one that some fixes add.
type Wanted struct {
	Path string
	By   string // which fixes, the same for those that the same fixes add
}

// Expect tells what imports fixes are going to add to the file, by path. What is not told may be any of those that
// fixes add at all.
func (f *File) Expect(wanted []Wanted) { f.wanted = wanted }

// addable returns the imports that no one has so far, by a name that means it everywhere, each by itself.
func (f *File) addable() []Wanted {
	var out []Wanted
	for _, p := range addable {
		if !f.imports(p) || f.hidden(p) {
			out = append(out, Wanted{p, p})
		}
	}
	return out
}

// A slot is a place for new import specs: the text between lead and trail. Between two specs there
// are up to five, of which two lie within the quotes of a neighbour's path, whose quote then closes
// or opens the new path and whose own is part of the new text.
type slot struct {
	pos         token.Pos
	lead, trail string
	inClosing   bool // the neighbour's closing quote follows
	inOpening   bool // the neighbour's opening quote precedes
	rank        int  // which slot of several to use, least first
}

// A gapID names a place between two specs: the run, and which spec of it follows.
type gapID struct{ run, spec int }

func (s slot) text(specs []string) string {
	text := strings.Join(specs, "\n\t")
	if s.inClosing {
		text = strings.TrimSuffix(text, `"`)
	}
	if s.inOpening {
		text = strings.TrimPrefix(text, `"`)
	}
	return s.lead + text + s.trail
}

// Edits returns the edits that import what was asked for and is not imported yet. They keep the
// imports sorted.
func (im *Imports) Edits() []analysis.TextEdit {
	if len(im.added) == 0 {
		return nil
	}
	paths := slices.Sorted(maps.Keys(im.added))
	decls := im.file.importDecls()
	for _, decl := range decls {
		if im.file.isBlock(decl) {
			return im.intoBlock(decl, paths)
		}
	}
	switch {
	case len(decls) == 1 && im.file.isPlain(decls[0]):
		return im.intoPlain(decls[0], paths)
	case len(decls) > 1 && !slices.ContainsFunc(decls, func(d *ast.GenDecl) bool { return !im.file.isPlain(d) || d.Doc != nil }):
		return im.amongDecls(decls, paths)
	case len(decls) > 0:
		return im.newDecl(decls[len(decls)-1].End(), "\n", paths)
	}
	end := im.file.Syntax.Name.End()
	for _, decl := range im.file.Syntax.Decls {
		if decl, ok := decl.(*ast.GenDecl); ok && decl.Tok == token.IMPORT {
			end = decl.End() // cgo's, whose comment is the C source
		}
	}
	return im.newDecl(end, "\n\n", paths)
}

// newDecl adds an import declaration after end, where the package clause or a declaration ends.
func (im *Imports) newDecl(end token.Pos, space string, paths []string) []analysis.TextEdit {
	var b strings.Builder
	if len(paths) == 1 {
		b.WriteString("import " + im.line(paths[0]))
	} else {
		b.WriteString("import (")
		for _, p := range paths {
			b.WriteString("\n\t" + im.line(p))
		}
		b.WriteString("\n)")
	}
	eol := im.file.LineEnd(end)
	if !im.file.restIsComment(end) {
		return []analysis.TextEdit{im.file.Insert(end, "; "+b.String())} // package p; var x int
	}
	return []analysis.TextEdit{im.file.Insert(eol, space+b.String())}
}

// amongDecls adds a declaration for each path to those that each import one, at a place of its own as long
// as there are places. They are in no order that gofmt minds.
func (im *Imports) amongDecls(decls []*ast.GenDecl, paths []string) []analysis.TextEdit {
	var slots []slot
	for _, decl := range decls {
		spec := decl.Specs[0].(*ast.ImportSpec)
		slots = append(slots, slot{pos: im.file.LineStart(decl.Pos()), lead: "import ", trail: "\n"})
		if eol := im.file.LineEnd(decl.End()); eol == decl.End() && strings.HasSuffix(spec.Path.Value, `"`) {
			slots = append(slots,
				slot{pos: eol - 1, lead: "\"\nimport ", inClosing: true, rank: 2},
				slot{pos: eol, lead: "\nimport ", rank: 1})
		}
	}
	var edits []analysis.TextEdit
	for _, p := range paths {
		before, all := 0, 0
		for _, other := range addable {
			if other == p || !im.file.imports(other) || im.file.hidden(other) {
				all++
				if other < p {
					before++
				}
			}
		}
		s := choose(slots, before, all)
		edits = append(edits, im.file.Insert(s.pos, s.text([]string{im.line(p)})))
	}
	return edits
}

// intoPlain makes import "x" a block.
func (im *Imports) intoPlain(decl *ast.GenDecl, paths []string) []analysis.TextEdit {
	f := im.file
	spec := decl.Specs[0].(*ast.ImportSpec)
	eol := f.LineEnd(spec.End())
	edits := []analysis.TextEdit{
		f.Replace(spec.Pos()-1, spec.Pos(), " (\n\t"),
		f.Replace(eol, f.NextLine(eol), "\n)\n"),
	}
	before := []slot{{pos: spec.Pos(), trail: "\n\t"}}
	if spec.Name == nil && strings.HasPrefix(spec.Path.Value, `"`) {
		before = append(before, slot{pos: spec.Path.Pos() + 1, trail: "\n\t\"", inOpening: true, rank: 1})
	}
	gaps := map[int][]slot{0: before, 1: f.slotsAfter(spec, false)}
	return append(edits, im.fill(paths, func(p string) (gapID, []slot) {
		i := im.index([]ast.Spec{spec}, p)
		return gapID{0, i}, gaps[i]
	})...)
}

// intoBlock adds specs to an import block.
func (im *Imports) intoBlock(decl *ast.GenDecl, paths []string) []analysis.TextEdit {
	f := im.file
	runs := f.runs(decl)
	return im.fill(paths, func(p string) (gapID, []slot) {
		r := chooseRun(runs, p)
		if r < 0 { // a group of its own
			last := decl.Specs[len(decl.Specs)-1].(*ast.ImportSpec)
			return gapID{-1, 0}, []slot{{pos: f.LineEnd(last.End()), lead: "\n\n\t"}}
		}
		i := im.index(runs[r], p)
		var slots []slot
		if i > 0 {
			slots = f.slotsAfter(runs[r][i-1].(*ast.ImportSpec), true)
		}
		if i < len(runs[r]) {
			if i == 0 && r == 0 && f.blank(f.tok.Offset(decl.Lparen)+1, f.lineEnd(f.tok.Offset(decl.Lparen))) {
				slots = append(slots, slot{pos: decl.Lparen + 1, lead: "\n\t", rank: 1})
			}
			slots = append(slots, f.slotsBefore(runs[r][i].(*ast.ImportSpec), i == 0)...)
		}
		return gapID{r, i}, slots
	})
}

// slotsAfter returns the slots behind a spec, with nextLine also the one at the start of the line below.
func (f *File) slotsAfter(spec *ast.ImportSpec, nextLine bool) []slot {
	var slots []slot
	eol := f.LineEnd(spec.End())
	if eol == spec.End() && strings.HasSuffix(spec.Path.Value, `"`) { // no comment that would move
		slots = append(slots, slot{pos: eol - 1, lead: "\"\n\t", inClosing: true, rank: 3})
	}
	slots = append(slots, slot{pos: eol, lead: "\n\t", rank: 1})
	if nextLine {
		slots = append(slots, slot{pos: f.NextLine(eol), lead: "\t", trail: "\n"})
	}
	return slots
}

// slotsBefore returns the slots between the beginning of a spec's line and the spec. A comment above
// the first of a run stays with it.
func (f *File) slotsBefore(spec *ast.ImportSpec, first bool) []slot {
	top := spec.Pos()
	if first && spec.Doc != nil {
		top = spec.Doc.Pos()
	}
	slots := []slot{{pos: f.LineStart(top), lead: "\t", trail: "\n"}}
	if top > f.LineStart(top) {
		slots = append(slots, slot{pos: top, trail: "\n\t", rank: 2})
	}
	if top == spec.Path.Pos() && strings.HasPrefix(spec.Path.Value, `"`) {
		slots = append(slots, slot{pos: top + 1, trail: "\n\t\"", inOpening: true, rank: 4})
	}
	return slots
}

// fill puts each path into a slot of its gap. gap names the gap of a path and its slots.
func (im *Imports) fill(paths []string, gap func(string) (gapID, []slot)) []analysis.TextEdit {
	specs := make(map[token.Pos][]string)
	used := make(map[token.Pos]slot)
	for _, p := range paths {
		id, slots := gap(p)
		// Who else may come here? What comes in the same fixes shares a place.
		before, all, renamed := 0, 0, im.rename(p) != ""
		wanted := im.file.wanted
		if wanted == nil {
			wanted = im.file.addable()
		}
		last := ""
		for _, w := range wanted {
			if otherID, _ := gap(w.Path); otherID != id && w.Path != p {
				continue
			}
			if all == 0 || w.By != last {
				all++
			}
			last = w.By
			if w.Path == p {
				before = all - 1
			}
			renamed = renamed || im.fresh(w.Path) != im.packageName(w.Path)
		}
		if renamed { // such an import has a name before its quote
			slots = slices.DeleteFunc(slices.Clone(slots), func(s slot) bool { return s.inOpening })
		}
		s := choose(slots, before, all)
		specs[s.pos] = append(specs[s.pos], im.line(p))
		used[s.pos] = s
	}
	var edits []analysis.TextEdit
	for _, pos := range slices.Sorted(maps.Keys(specs)) {
		edits = append(edits, im.file.Insert(pos, used[pos].text(specs[pos])))
	}
	return edits
}

// choose returns the slot for the one with number i of n that may come between two specs, such that
// what comes first gets no later place.
func choose(slots []slot, i, n int) slot {
	slots = dedupe(slots)
	n = max(n, i+1)
	if k := min(n, len(slots)); k < len(slots) {
		slices.SortFunc(slots, func(a, b slot) int { return cmp.Compare(a.rank, b.rank) })
		slots = slots[:k]
	}
	slices.SortFunc(slots, func(a, b slot) int { return cmp.Compare(a.pos, b.pos) })
	return slots[i*len(slots)/n]
}

// dedupe returns the slots, in a slice of its own, without those at a position that another has.
func dedupe(slots []slot) []slot {
	slots = slices.Clone(slots)
	slices.SortStableFunc(slots, func(a, b slot) int {
		return cmp.Or(cmp.Compare(a.pos, b.pos), cmp.Compare(a.rank, b.rank))
	})
	return slices.CompactFunc(slots, func(a, b slot) bool { return a.pos == b.pos })
}

// index returns where a path goes in sorted specs.
func (im *Imports) index(specs []ast.Spec, p string) int {
	rename := ""
	if im.added[p] != "" {
		rename = im.rename(p)
	}
	i := slices.IndexFunc(specs, func(s ast.Spec) bool {
		spec := s.(*ast.ImportSpec)
		name := ""
		if spec.Name != nil {
			name = spec.Name.Name
		}
		return cmp.Or(cmp.Compare(specPath(spec), p), cmp.Compare(name, rename)) > 0
	})
	if i < 0 {
		return len(specs)
	}
	return i
}

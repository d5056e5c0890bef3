package answer

import (
	"go/constant"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/consts"
)

// setFunc evaluates the functions of slices, maps and sort that make one set of another; nil for others.
func (w *walk) setFunc(st *state, name string, args []ssa.Value) *value {
	if len(args) == 0 {
		return nil
	}
	x := w.val(st, args[0])
	switch name {
	case "maps.Keys", "maps.Values":
		if x.kind != table {
			return nil
		}
		l := &value{kind: list}
		for i := 0; i+1 < len(x.elems); i += 2 {
			at := i
			if name == "maps.Values" {
				at++
			}
			l.elems = append(l.elems, x.elems[at])
		}
		return l
	case "slices.Values", "slices.Collect", "slices.Clone", "slices.Compact":
		if x.kind == list {
			return &value{kind: list, elems: x.elems, taint: x.taint}
		}
	case "slices.Sorted":
		return sorted(x, nil)
	case "maps.Clone":
		if x.kind == table {
			return &value{kind: table, elems: x.elems}
		}
	case "slices.Concat":
		all := &value{kind: null}
		for _, l := range x.elems {
			if all = joined(all, l); all == nil {
				return nil
			}
		}
		return all
	case "sort.Ints", "sort.Strings", "slices.Sort":
		if now := sorted(x, x.base); now != nil && x.base != nil {
			st.mem[place{x.base, contents}] = now
		}
	}
	return nil
}

// sorted returns the list l in order, as what base made; nil if it is not known.
func sorted(l *value, base ssa.Value) *value {
	if l.kind != list || slices.ContainsFunc(l.elems, func(el *value) bool { return el.kind != konst }) {
		return nil
	}
	for _, el := range l.elems {
		el.look()
	}
	now := &value{kind: list, base: base, elems: slices.Clone(l.elems)}
	slices.SortStableFunc(now.elems, func(a, b *value) int {
		if consts.Comparable(a.c, b.c) && constant.Compare(a.c, token.LSS, b.c) {
			return -1
		}
		if consts.Comparable(a.c, b.c) && constant.Compare(b.c, token.LSS, a.c) {
			return 1
		}
		return 0
	})
	return now
}

// splitString evaluates strings.Split and strings.Fields of a text that is known; nil if it is not.
func splitString(name string, x, sep *value) *value {
	s, ok := x.str()
	if !ok {
		return nil
	}
	var parts []string
	switch name {
	case "Fields":
		parts = strings.Fields(s)
	case "Split":
		by, ok := sep.str()
		if !ok {
			return nil
		}
		parts = strings.Split(s, by)
	}
	l := &value{kind: list, taint: x.taint}
	for _, part := range parts {
		l.elems = append(l.elems, stringOf(part).tainted(x.taint))
	}
	return l
}

// joined returns the list x with the elements of y behind it; nil if it becomes too long to be followed.
func joined(x, y *value) *value {
	if x.kind != list && x.kind != null || y.kind != list && y.kind != null {
		return nil
	}
	all := slices.Concat(x.elems, y.elems)
	if len(all) >= maxMixed && (len(all) > maxSet || slices.ContainsFunc(all, func(el *value) bool { return el.kind != konst })) {
		return nil
	}
	return &value{kind: list, elems: all}
}

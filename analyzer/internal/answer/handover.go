package answer

import (
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// handedTo returns what the caller c gets from n's function in a scenario.
func (n *node) handedTo(c ssa.CallInstruction, sc scenario) []start {
	var starts []start
	seen := map[string]bool{}
	for _, r := range n.trace(sc).Returns {
		s := n.rebase(c, r)
		key := s.value.key(n.e.ids) + marksKey(s.marks)
		key += memKey(s.mem, n.e.ids)
		if seen[key] || len(starts) >= maxResults {
			continue
		}
		seen[key] = true
		starts = append(starts, s)
	}
	return starts
}

func marksKey(m marks) string {
	var b strings.Builder
	for _, flag := range []bool{m.delayed, m.told, m.queued, m.removed, m.guess, m.served} {
		b.WriteString(strconv.FormatBool(flag)[:1])
	}
	return b.String()
}

// rebase turns a result of n's function into what its caller c sees: what hung on a parameter hangs on
// the argument now.
func (n *node) rebase(c ssa.CallInstruction, r *result) start {
	args := program.Arguments(c.Common())
	outer := map[ssa.Value]place{}
	for i, p := range n.fn().Params {
		if i >= len(args) {
			break
		}
		q := place{base: args[i]}
		if v := n.e.static(args[i]); v.base != nil && v.off == 0 && (v.kind == pointer || v.kind == unknown) {
			q = place{v.base, v.path}
		}
		outer[p] = q
	}
	s := start{marks: r.marks, mem: map[place]*value{}}
	s.value = moved(r.value, outer)
	for p, v := range r.mem {
		if q, ok := outer[p.base]; ok {
			p = place{q.base, q.path + p.path}
		} else if a, ok := p.base.(*ssa.Alloc); ok && !a.Heap {
			continue
		} else if par, ok := p.base.(*ssa.Parameter); ok && par.Parent() != c.Parent() {
			continue
		}
		s.mem[p] = moved(v, outer)
	}
	return s
}

// moved returns v with its bases replaced.
func moved(v *value, outer map[ssa.Value]place) *value {
	if v.base != nil && (v.kind == pointer || v.kind == unknown) {
		if q, ok := outer[v.base]; ok {
			w := *v
			w.base, w.path, w.id = q.base, q.path+v.path, ""
			return &w
		}
	}
	for i, el := range v.elems {
		if m := moved(el, outer); m != el {
			w := *v
			w.id = ""
			w.elems = append([]*value{}, v.elems...)
			w.elems[i] = m
			for j := i + 1; j < len(w.elems); j++ {
				w.elems[j] = moved(w.elems[j], outer)
			}
			return &w
		}
	}
	return v
}

package reach

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// An entered is what a call of a function was found to yield.
type entered struct {
	result   *value
	statuses Set  // that it holds for
	height   int  // of the calls below it
	work     int  // that it took: who takes it over has done as much, whatever was asked before
	bound    bool // it holds for this view and depth only
}

// A callKey names a call by all that it can depend on.
type callKey struct {
	fn   *ssa.Function
	args string
	seen string // see view.seen
}

// A boundKey names a call in one evaluation of a view.
type boundKey struct {
	callKey
	status *alike
}

// enter evaluates fn with what is known of its arguments.
func (r *run) enter(fn *ssa.Function, args, free []*value) *value {
	e := r.e
	if r.depth >= maxCalls || e.work <= 0 || e.active[fn] > 1 {
		r.bound = true
		return r.blank(fn, args)
	}
	key := callKey{fn: fn, args: valuesKey(args) + "/" + valuesKey(free), seen: r.sc.in.seen + r.sc.code}
	if c := e.calls[boundKey{key, r.sc.alike}]; c != nil {
		r.bound = true
		return c.result
	}
	for _, c := range e.known[key] {
		if c.statuses.Has(r.sc.alike.status) && r.depth+1+c.height <= maxCalls {
			e.work -= c.work
			r.height = max(r.height, c.height+1)
			r.sc.is(c.statuses.Has)
			return c.result.about(r.sc.alike)
		}
	}

	in := e.newRun(fn, r.sc, r.depth+1)
	in.bound = r.sc.in.around(fn) || e.settling > 0
	copy(in.vals, args[:min(len(args), len(fn.Params))])
	copy(in.vals[len(fn.Params):], free[:min(len(free), len(fn.FreeVars))])
	before := e.work
	e.active[fn]++
	statuses := r.sc.watch(e.statuses, in.solve)
	e.active[fn]--
	c := &entered{result: in.result, statuses: statuses, height: in.height, work: before - e.work, bound: in.bound || e.work <= 0}
	if c.result == nil {
		c.result = gone
	}
	if len(in.doubt) > 0 {
		c.result = doubted(c.result)
	}
	if c.bound {
		e.calls[boundKey{key, r.sc.alike}] = c
	} else {
		e.known[key] = append(e.known[key], c)
	}
	r.bound = r.bound || c.bound
	r.height = max(r.height, c.height+1)
	return c.result
}

// about returns v for another status that is taken alike.
func (v *value) about(a *alike) *value {
	if !v.holdsStatus() {
		return v
	}
	w := *v
	if v.status != nil {
		w.status, w.c = a, a.number()
	}
	w.elems, w.free = aboutAll(v.elems, a), aboutAll(v.free, a)
	if v.fields != nil {
		w.fields = map[string]*value{}
		for name, f := range v.fields {
			w.fields[name] = f.about(a)
		}
	}
	return &w
}

func aboutAll(vs []*value, a *alike) []*value {
	if vs == nil {
		return nil
	}
	out := make([]*value, len(vs))
	for i, v := range vs {
		out[i] = v.about(a)
	}
	return out
}

// holdsStatus reports whether v is the status, or has it in it.
func (v *value) holdsStatus() bool {
	if v == nil {
		return false
	}
	if v.status != nil || slices.ContainsFunc(v.elems, (*value).holdsStatus) || slices.ContainsFunc(v.free, (*value).holdsStatus) {
		return true
	}
	for _, f := range v.fields {
		if f.holdsStatus() {
			return true
		}
	}
	return false
}

func valuesKey(vs []*value) string {
	var b strings.Builder
	for _, v := range vs {
		v.write(&b)
		b.WriteByte(',')
	}
	return b.String()
}

package reach

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// transports knows which statuses the package's own transports make an error of.
type transports struct {
	e        *Engine
	trippers func(*send.Send) ([]*ssa.Function, bool)
	layers   func(*send.Send) []*ssa.Function
	outside  func(*send.Send) ([]*types.Func, bool)
	hooks    func(*send.Send) [][]*ssa.Function
	memo     map[*ssa.Function]Set
}

// refuse reports whether the send yields an error for the scenario's status.
func (t *transports) refuse(r *run, s *send.Send) bool {
	if t.trippers == nil || s.Client == nil {
		return false
	}
	if t.hooked(r, s) {
		return true
	}
	if f := r.val(s.Call.Common().Value); f != nil && f.kind == function && f.base != nil { // client.Do, handed on
		through := *s
		through.Client, through.Method = f.base, strings.TrimSuffix(f.fn.Name(), "$bound")
		s = &through
	}
	fns, direct := t.trippers(s)
	if t.layers != nil && slices.ContainsFunc(t.layers(s), func(fn *ssa.Function) bool { return fn != r.fn && r.sc.is(t.refused(fn).Has) }) {
		return true
	}
	if direct || len(fns) == 0 {
		return t.refusedOutside(r, s)
	}
	for _, fn := range fns {
		if fn == r.fn || !r.sc.is(t.refused(fn).Has) {
			return false
		}
	}
	return true
}

// hooked reports whether a hook of each client that the send can go through makes an error of the status.
func (t *transports) hooked(r *run, s *send.Send) bool {
	if t.hooks == nil {
		return false
	}
	clients := t.hooks(s)
	for _, hooks := range clients {
		if !slices.ContainsFunc(hooks, func(fn *ssa.Function) bool { return fn != r.fn && r.sc.is(t.refusedBy(fn).Has) }) {
			return false
		}
	}
	return len(clients) > 0
}

// refusedBy returns the statuses for which fn, which gets the response, yields an error.
func (t *transports) refusedBy(fn *ssa.Function) Set {
	if s, ok := t.memo[fn]; ok {
		return s
	}
	t.memo[fn] = nil
	in := &view{fn: fn, places: map[place]bool{}, sends: map[ssa.Value]bool{}}
	for _, p := range fn.Params {
		if send.IsResponse(p.Type()) {
			in.places[placeOf(p)] = true
		}
	}
	if len(in.places) == 0 {
		return nil
	}
	work := t.e.work
	t.e.work = maxWork
	defer func() { t.e.work = work }()
	var s Set
	t.e.settling++
	defer func() { t.e.settling-- }()
	for _, r := range t.e.evaluate(in, "") {
		if x := r.result; x != nil && x.isNil() < 0 {
			s = append(s, r.statuses...)
		}
	}
	t.memo[fn] = s
	return s
}

// refusedOutside is refuse for transports of other packages.
func (t *transports) refusedOutside(r *run, s *send.Send) bool {
	if t.outside == nil || t.e.facts == nil {
		return false
	}
	fns, complete := t.outside(s)
	for _, fn := range fns {
		refuses := false
		for _, o := range t.e.facts(fn) {
			refuses = refuses || o.Param < 0 && o.Result == 1 && r.sc.is(func(status int) bool { return o.has(o.Yes, status) })
		}
		complete = complete && refuses
	}
	return complete
}

// refused returns the statuses for which fn, a round tripper, yields an error.
func (t *transports) refused(fn *ssa.Function) Set {
	if s, ok := t.memo[fn]; ok {
		return s
	}
	t.memo[fn] = nil
	var s Set
	for _, o := range t.e.sending(fn, 1) {
		s = append(s, o...)
	}
	t.memo[fn] = s
	return s
}

// sending returns the statuses of the answers of the sends in fn for which result i is certainly
// an error.
func (e *Engine) sending(fn *ssa.Function, i int) []Set {
	in := &view{fn: fn, places: map[place]bool{}, sends: responses(fn)}
	if len(in.sends) == 0 {
		return nil
	}
	work := e.work
	e.work = maxWork
	defer func() { e.work = work }()
	var s Set
	e.settling++
	defer func() { e.settling-- }()
	for _, r := range e.evaluate(in, "") {
		if x := r.result; x != nil && x.kind == tuple && i < len(x.elems) && x.elems[i].isNil() < 0 {
			s = append(s, r.statuses...)
		}
	}
	return []Set{s}
}

// responses returns the answers of the sends in fn and its function literals.
func responses(fn *ssa.Function) map[ssa.Value]bool {
	out := map[ssa.Value]bool{}
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					if s := send.Of(call); s != nil && s.Response >= 0 {
						for _, ref := range program.Uses(call) {
							if x, ok := ref.(*ssa.Extract); ok && x.Index == s.Response {
								out[x] = true
							}
						}
					}
				}
			}
		}
		for _, anon := range fn.AnonFuncs {
			visit(anon)
		}
	}
	visit(fn)
	return out
}

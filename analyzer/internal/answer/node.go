package answer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

const (
	maxLevels  = 6  // of callers that an answer is followed up to
	maxResults = 24 // different results of one function that are handed up
)

// node is a call at which the answer of a send comes into a function: the send itself, or the call of a
// function that handed the answer, or what became of it, up.
type node struct {
	e     *Engine
	send  ssa.CallInstruction
	site  ssa.CallInstruction
	below *node // what it was handed up from
	level int

	ways    ways      // what the send goes through
	clients []spot    // what its client is known to be, inside a tripper
	holder  ssa.Value // what the answer is put into, where the send does not yield it
	dealt   bool      // a 429 was told apart before it came here, in another package
	depth   int       // how many such functions the answer came through

	verdict *verdict // of a send inside a tripper, once it was judged

	start  func(sc scenario) []start
	traces map[scenario]*Trace
	walked []scenario                       // those of the traces that were walked, not taken over
	params map[*ssa.Parameter]*value        // what else the function is known to have been called with
	given  map[place]*value                 // what fields of the receiver are known to hold
	binds  map[*ssa.Parameter]*ssa.Function // functions that parameters are known to be, coming from below
}

// root returns the node of a send itself.
func (e *Engine) root(call ssa.CallInstruction) *node {
	n := &node{
		e: e, send: call, site: call, traces: map[scenario]*Trace{},
		start: func(sc scenario) []start { return e.hooked(call, sc) },
	}
	if f := e.imported(call.Common()); f != nil && len(f.Outcomes) > 0 {
		n.start = func(sc scenario) []start { return e.outcomes(call, f, sc) }
		n.dealt = f.Dealt
	}
	if s := e.sends[call]; s != nil {
		n.ways = e.through(s)
		n.holder = s.Answer
	}
	n.dealt = n.dealt || n.toldByHooks()
	return n
}

// answered returns what the send yields in the scenario.
func (e *Engine) answered(call ssa.CallInstruction, sc scenario) *value {
	s := e.sends[call]
	v := call.Value()
	if s == nil || v == nil {
		return nil
	}
	answer, err := &value{kind: response}, nilValue
	if sc.status == Failed {
		answer, err = nilValue, &value{kind: failure}
	}
	n := call.Common().Signature().Results().Len()
	if s.Parts {
		status := e.number(sc)
		if sc.status == Failed {
			status = intOf(0)
		}
		return tupleOf(status, &value{kind: body}, err)
	}
	if n == 1 {
		if s.Response == 0 {
			return answer
		}
		return err
	}
	elems := make([]*value, n)
	results := call.Common().Signature().Results()
	for i := range elems {
		elems[i] = opaque
		if sl, ok := results.At(i).Type().Underlying().(*types.Slice); ok {
			switch {
			case isErrorType(sl.Elem()): // gorequest's list of errors
				elems[i] = nilValue
				if sc.status == Failed {
					elems[i] = &value{kind: list, elems: []*value{err}}
				}
			case s.Library == send.Agent:
				elems[i] = &value{kind: body}
			}
		}
	}
	if s.Response >= 0 {
		elems[s.Response] = answer
	}
	if s.Err >= 0 {
		elems[s.Err] = err
	}
	return tupleOf(elems...)
}

func (n *node) fn() *ssa.Function { return n.site.Parent() }

// trace walks from the node in a scenario.
func (n *node) trace(sc scenario) *Trace {
	if t, ok := n.traces[sc]; ok {
		n.e.asker.rest(t)
		return t
	}
	for _, other := range n.walked {
		t := n.traces[other]
		if !t.alike.Has(sc.status) || t.Cut || t.header && other.retryAfter != sc.retryAfter {
			continue
		}
		t = t.about(sc.status)
		n.traces[sc] = t
		n.e.asker.rest(t)
		return t
	}
	n.e.asker.begin(sc)
	t := n.e.after(n, sc, nil)
	n.e.asker.end(t)
	n.traces[sc] = t
	n.walked = append(n.walked, sc)
	return t
}

// forced walks from the node with the outcome of some conditions laid down.
func (n *node) forced(sc scenario, force map[*ssa.If]bool) *Trace {
	return n.e.after(n, sc, force)
}

// callers returns the nodes of the calls that get what n's function returns.
func (n *node) callers() []*node {
	fn := n.fn()
	if n.level >= maxLevels || n.e.passesThrough(fn) {
		return nil
	}
	var up []*node
	for _, c := range n.e.callersOf(fn) {
		if _, ok := c.(*ssa.Call); !ok || n.above(c) || !n.reaches(fn, c) {
			continue
		}
		m := &node{e: n.e, send: n.send, site: c, below: n, level: n.level + 1, traces: map[scenario]*Trace{}, binds: n.bound(c)}
		m.start = func(sc scenario) []start { return n.handedTo(c, sc) }
		if p, ok := n.holder.(*ssa.Parameter); ok {
			if i := slices.Index(fn.Params, p); i >= 0 && i < len(c.Common().Args) && !c.Common().IsInvoke() {
				m.holder = c.Common().Args[i]
			}
		}
		m.context()
		up = append(up, m)
	}
	return up
}

// context notes what n's function was called with, where only one of its callers fits what is known: the
// other functions that were passed along with the one that the answer came from.
func (n *node) context() {
	if len(n.binds) == 0 {
		return
	}
	n.params = map[*ssa.Parameter]*value{}
	for fn := n.fn(); fn != nil; fn = fn.Parent() { // what a literal shares with the function around it
		only := n.caller(fn)
		if only == nil || only.Common().IsInvoke() {
			continue
		}
		for i, p := range fn.Params {
			if i >= len(only.Common().Args) {
				break
			}
			if v := n.e.static(only.Common().Args[i]); v.kind == function || v.kind == list || v.kind == table {
				n.params[p] = v
			}
		}
	}
}

// caller returns the call that called fn, if only one fits what is known; nil otherwise.
func (n *node) caller(fn *ssa.Function) ssa.CallInstruction {
	var only ssa.CallInstruction
	for _, c := range n.e.callersOf(fn) {
		if !n.reaches(fn, c) {
			continue
		}
		if only != nil {
			return nil
		}
		only = c
	}
	return only
}

// above reports whether the answer came through c, or through c's function, already: recursion.
func (n *node) above(c ssa.CallInstruction) bool {
	for m := n; m != nil; m = m.below {
		if m.site == c || m.fn() == c.Parent() {
			return true
		}
	}
	return false
}

// reaches reports whether c can have called fn, n's function or one that it is a literal of, by what is known of c's
// arguments.
func (n *node) reaches(fn *ssa.Function, c ssa.CallInstruction) bool {
	args := c.Common().Args
	for i, p := range fn.Params {
		want := n.binds[p]
		if want == nil || i >= len(args) || c.Common().IsInvoke() {
			continue
		}
		if v := n.e.static(args[i]); v.kind == function && sourceOf(v.fn) != sourceOf(want) {
			return false
		}
	}
	return true
}

// sourceOf returns the function that a wrapper of it stands for.
func sourceOf(fn *ssa.Function) any {
	if fn.Synthetic != "" && fn.Object() != nil {
		return fn.Object()
	}
	return fn
}

// bound returns the functions that the parameters of c's function are known to be.
func (n *node) bound(c ssa.CallInstruction) map[*ssa.Parameter]*ssa.Function {
	common := c.Common()
	if common.IsInvoke() {
		return nil
	}
	binds := map[*ssa.Parameter]*ssa.Function{}
	v := common.Value
	if fv, ok := v.(*ssa.FreeVar); ok {
		v = program.Binding(fv)
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if p := spilled(load.X); p != nil {
			v = p
		}
	}
	if p, ok := v.(*ssa.Parameter); ok {
		binds[p] = n.fn()
	}
	for p, f := range n.binds {
		if p.Parent() != n.fn() { // it is still being executed
			binds[p] = f
			continue
		}
		for i, q := range n.fn().Params { // handed on
			if q != p || i >= len(common.Args) {
				continue
			}
			if outer, ok := common.Args[i].(*ssa.Parameter); ok {
				binds[outer] = f
			}
		}
	}
	return binds
}

// spilled returns the parameter that the variable at addr holds, if it holds nothing else.
func spilled(addr ssa.Value) *ssa.Parameter {
	if fv, ok := addr.(*ssa.FreeVar); ok {
		addr = program.Binding(fv)
	}
	alloc, ok := addr.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var p *ssa.Parameter
	for _, ref := range program.Uses(alloc) {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(alloc) {
			q, ok := st.Val.(*ssa.Parameter)
			if !ok || p != nil {
				return nil
			}
			p = q
		}
	}
	return p
}

// spilledTo returns the variable that holds the parameter p, for the literals that share it; nil if there is none.
func spilledTo(p *ssa.Parameter) ssa.Value {
	for _, ref := range program.Uses(p) {
		if st, ok := ref.(*ssa.Store); ok && st.Val == ssa.Value(p) && spilled(st.Addr) == p {
			return st.Addr
		}
	}
	return nil
}

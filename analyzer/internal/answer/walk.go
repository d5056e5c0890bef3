package answer

import (
	"maps"

	"golang.org/x/tools/go/ssa"
)

// Bounds of one walk.
const (
	maxSteps  = 40_000    // instructions
	maxFuel   = 3_000_000 // instructions, of all walks for one send
	maxDepth  = 12        // calls below the function where the walk starts
	maxVisits = 64        // of one block in one context, with different values
	maxStates = 6_000     // paths taken up
	fewVisits = 5         // of a loop whose end is not known, before its counters are forgotten
)

// walk follows every path from one instruction of a function, in one scenario, until the function
// returns, the program ends, or the same send comes up again.
type walk struct {
	visits
	e     *Engine
	sc    scenario
	top   *ssa.Function
	node  *node               // where the answer comes in; nil where there is none yet
	site  ssa.CallInstruction // the call that comes back with the answer
	send  ssa.CallInstruction // the send itself, perhaps deep inside site
	under *ssa.Function       // what site called, where that is not the send itself
	nest  []*loop             // the loops around site
	fuel  int
	work  []*state
	force map[*ssa.If]bool
	trace *Trace
	sub   bool // an evaluation of one call on behalf of another walk: nothing is noted
	level int  // nesting of such evaluations

	builds bool            // it executes what makes sets, before there is an answer
	until  ssa.Instruction // where it ends, but for the ends of the function; nil if nowhere
}

// after walks from behind the call that n is, with the outcome of some conditions laid down.
func (e *Engine) after(n *node, sc scenario, force map[*ssa.If]bool) *Trace {
	site, fn := n.site, n.fn()
	w := &walk{
		e: e, sc: sc, top: fn, node: n, site: site, send: n.send, nest: e.flow(fn).around(site.Block()),
		fuel: maxSteps, force: force, trace: newTrace(),
	}
	if n.below != nil {
		w.under = n.below.fn()
	}
	index := indexOf(site)
	for _, s := range n.start(sc) {
		st := &state{fn: fn, env: map[ssa.Value]*value{}, mem: maps.Clone(s.mem), block: site.Block(), next: index + 1, marks: s.marks}
		if st.mem == nil {
			st.mem = map[place]*value{}
		}
		st.marks.out, st.marks.branch = 0, 0
		if v := site.Value(); v != nil && s.value != nil {
			st.env[v] = s.value
		}
		for p, v := range n.params {
			st.env[p] = v
			if addr := spilledTo(p); addr != nil {
				st.mem[place{base: addr}] = v
			}
		}
		maps.Copy(st.mem, n.given)
		e.before(site).enterInto(st)
		w.postponed(st, site)
		if n.holder != nil && sc.status != Failed {
			st.env[n.holder] = &value{kind: response}
		}
		w.begin(st)
	}
	w.fuel = min(w.fuel, e.fuel)
	before := w.fuel
	w.run()
	e.fuel -= before - w.fuel
	return w.trace
}

// indexOf returns the index of an instruction in its block.
func indexOf(instr ssa.Instruction) int {
	for i, x := range instr.Block().Instrs {
		if x == instr {
			return i
		}
	}
	return 0
}

func (w *walk) run() {
	taken := 0
	for len(w.work) > 0 {
		st := w.work[0]
		w.work = w.work[1:]
		if taken++; taken > maxStates || w.fuel <= 0 {
			w.trace.Cut = true
			return
		}
		for st != nil {
			if w.fuel--; w.fuel <= 0 {
				break
			}
			st = w.step(st)
		}
	}
}

// val returns what is known of v on the path st.
func (w *walk) val(st *state, v ssa.Value) *value {
	if x, ok := st.env[v]; ok {
		return current(st.mem, x)
	}
	if mm, ok := v.(*ssa.MakeClosure); ok {
		return w.closure(st, mm)
	}
	return current(st.mem, w.e.static(v))
}

func (w *walk) closure(st *state, mc *ssa.MakeClosure) *value {
	fn, ok := mc.Fn.(*ssa.Function)
	if !ok {
		return something
	}
	elems := make([]*value, len(mc.Bindings))
	for i, b := range mc.Bindings {
		elems[i] = w.val(st, b)
	}
	return &value{kind: function, fn: fn, elems: elems}
}

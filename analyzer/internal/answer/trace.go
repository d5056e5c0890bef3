package answer

import (
	"golang.org/x/tools/go/ssa"
)

// Trace is what a walk met.
type Trace struct {
	Backs   []back
	Exits   []exit
	Returns []*result
	Puts    []put // into channels, and sends of other calls
	Conds   map[*ssa.If]*cond
	order   []*ssa.If
	Later   map[ssa.CallInstruction]bool // calls that keep something for later
	Cut     bool                         // the walk ran out of fuel

	alike  Set  // the statuses that it holds for, but for the numbers in it
	header bool // it depends on whether there was a Retry-After header
}

// back is an arrival at the send.
type back struct {
	marks marks
	other bool                // by another way than the first time
	again bool                // at another call of the same function
	call  ssa.CallInstruction // the call at which the path arrived

	// second is the call that the same function is called by once more, where that stands elsewhere; nil in a loop.
	second ssa.CallInstruction
	env    map[ssa.Value]*value
	mem    map[place]*value
}

// exit is an end of the program.
type exit struct {
	at    ssa.Instruction
	marks marks
}

// result is what the function returns on a path.
type result struct {
	at    *ssa.Return
	value *value
	mem   map[place]*value
	marks marks
}

// cond is how a condition came out on the walk.
type cond struct {
	at      *ssa.If
	yes, no bool
	open    bool // it was not known at least once
	rank    int  // order of first arrival, by distance from the start
	why     []ssa.Value
	inv     bool // it is true where why is false
	tainted taint
	other   tri // how it came out in the scenario that this one is compared with
}

func (c *cond) outcome() tri {
	switch {
	case c.yes && !c.no:
		return yes
	case c.no && !c.yes:
		return no
	}
	return maybe
}

// start is a way into a walk.
type start struct {
	value *value // of the call that the walk starts after
	mem   map[place]*value
	marks marks
}

func newTrace() *Trace {
	return &Trace{Conds: map[*ssa.If]*cond{}, Later: map[ssa.CallInstruction]bool{}}
}

// note records how a condition came out.
func (w *walk) note(st *state, instr *ssa.If, v *value, t tri) {
	c := w.trace.Conds[instr]
	if c == nil {
		c = &cond{at: instr, rank: st.steps}
		w.trace.Conds[instr] = c
		w.trace.order = append(w.trace.order, instr)
	}
	if st.steps < c.rank {
		c.rank = st.steps
	}
	if len(v.why) > 0 {
		c.why, c.inv = v.why, v.inv
	}
	c.tainted |= v.taint
	switch t {
	case yes:
		c.yes = true
	case no:
		c.no = true
	default:
		c.yes, c.no, c.open = true, true, true
	}
}

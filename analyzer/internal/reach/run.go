package reach

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Bounds of one question.
const (
	maxWork   = 400_000 // instructions evaluated
	maxCalls  = 6       // calls inside calls
	maxUp     = 4       // callers of callers
	maxNested = 200     // questions about callers
)

// A scenario is what is taken for granted of the answer.
type scenario struct {
	*alike        // its status
	code   string // the error code of its body, "" if it is open
	in     *view
}

// A view is how one function sees the answer.
type view struct {
	Subject
	fn      *ssa.Function
	places  map[place]bool
	sends   map[ssa.Value]bool
	code    ssa.Value                        // the error code that the question is about, if it is about one
	banned  map[*ssa.BasicBlock]map[int]bool // ways into a block by which another answer comes
	refused map[*ssa.Parameter]Set           // see refusals
	seen    string                           // names what functions that see nothing of fn take for the answer
}

// A run evaluates a function in a scenario: which blocks can be reached, and what is known of each
// value, on all paths at once.
type run struct {
	e      *Engine
	sc     scenario
	fn     *ssa.Function
	top    bool // the function that the question is about, not one that it calls
	depth  int
	height int  // of the calls below
	bound  bool // see entered
	*layout
	vals   []*value          // by layout.index
	blocks []bool            // that can be reached
	open   []bool            // ways that can be taken, by layout.edges
	cut    []ssa.Instruction // of each block: the call that does not come back
	result *value
	doubt  []*ssa.BasicBlock // that end in a test that may be about the status
	change bool
}

func (e *Engine) newRun(fn *ssa.Function, sc scenario, depth int) *run {
	l := e.layout(fn)
	return &run{
		e: e, sc: sc, fn: fn, depth: depth, layout: l,
		vals: make([]*value, len(l.index)), blocks: make([]bool, len(fn.Blocks)), open: make([]bool, l.ways),
		cut: make([]ssa.Instruction, len(fn.Blocks)),
	}
}

// solve evaluates the function until nothing changes.
func (r *run) solve() {
	if len(r.fn.Blocks) == 0 {
		return
	}
	r.blocks[0] = true
	for r.change = true; r.change && r.e.work > 0; {
		r.change = false
		for _, b := range r.order {
			if r.blocks[b.Index] {
				r.block(b)
			}
		}
		if !r.loops {
			r.change = false // all that an instruction uses was known,
			for _, a := range r.allocs {
				if r.blocks[a.Block().Index] {
					r.set(r.index[a], r.eval(a)) // but for what is stored in variables
				}
			}
		}
	}
	if rec := r.fn.Recover; rec != nil && r.blocks[rec.Index] {
		r.block(rec)
	}
}

// block evaluates the instructions of a block and follows its ways out.
func (r *run) block(b *ssa.BasicBlock) {
	r.cut[b.Index] = nil
	next := r.first[b.Index]
	for _, instr := range b.Instrs {
		r.e.work--
		switch instr := instr.(type) {
		case *ssa.If:
			r.branch(b, instr)
		case *ssa.Jump:
			r.follow(b, 0)
		case *ssa.Return:
			r.leave(instr)
		case *ssa.Call:
			v := r.call(instr)
			if v != nil && v.kind == unknown && r.sc.code != "" && r.isCode(instr) {
				v = stringOf(r.sc.code)
			}
			if v != nil && v.kind == never {
				r.cut[b.Index] = instr
				return
			}
			r.set(next, v)
			next++
		case ssa.Value:
			r.set(next, r.eval(instr))
			next++
		}
	}
}

// set notes what is known of the value i. It only ever grows less.
func (r *run) set(i int, x *value) {
	old := r.vals[i]
	next := join(old, x)
	if next != old && !next.is(old) {
		r.vals[i] = next
		r.change = true
	} else if old == nil && next != nil {
		r.vals[i] = next
	}
}

func (r *run) branch(b *ssa.BasicBlock, instr *ssa.If) {
	v := r.val(instr.Cond)
	yes, no := v.truth()
	switch {
	case r.top && slices.Contains(r.sc.in.Open, instr):
		yes, no = true, true
	case yes && no:
		yes, no = r.left(instr)
	}
	if yes && no && v != nil && v.judged && !slices.Contains(r.doubt, b) {
		r.doubt = append(r.doubt, b)
	}
	if yes {
		r.follow(b, 0)
	}
	if no {
		r.follow(b, 1)
	}
}

// follow marks the way from b to its successor i.
func (r *run) follow(b *ssa.BasicBlock, i int) {
	to := b.Succs[i]
	at := slices.Index(to.Preds, b)
	if i == 1 && b.Succs[0] == to { // both ways lead there
		for j := at + 1; j < len(to.Preds); j++ {
			if to.Preds[j] == b {
				at = j
			}
		}
	}
	if r.top && r.sc.in.banned[to][at] {
		return
	}
	if way := r.edges[to.Index] + at; !r.open[way] {
		r.open[way], r.blocks[to.Index] = true, true
		r.change = true
	}
}

// leave notes what the function returns.
func (r *run) leave(ret *ssa.Return) {
	var v *value
	switch len(ret.Results) {
	case 0:
		v = anything
	case 1:
		v = r.returned(ret.Results[0], ret.Block())
	default:
		elems := make([]*value, len(ret.Results))
		for i, res := range ret.Results {
			elems[i] = r.returned(res, ret.Block())
			if elems[i] == nil {
				elems[i] = anything
			}
		}
		v = &value{kind: tuple, elems: elems}
	}
	r.result = join(r.result, v)
}

// reaches reports whether the instruction at can be reached.
func (r *run) reaches(at ssa.Instruction) bool {
	b := at.Block()
	if !r.blocks[b.Index] {
		return false
	}
	cut := r.cut[b.Index]
	return cut == nil || slices.Index(b.Instrs, cut) >= slices.Index(b.Instrs, at)
}

// val returns what is known of v.
func (r *run) val(v ssa.Value) *value {
	switch v := v.(type) {
	case *ssa.Const:
		return r.e.constant(v)
	case *ssa.Function:
		return &value{kind: function, fn: v}
	case *ssa.Global, *ssa.Builtin:
		return some
	case *ssa.Parameter, *ssa.FreeVar:
		i, own := r.index[v]
		if own && r.vals[i] != nil {
			return r.vals[i]
		}
		x := r.given(v)
		if own {
			r.vals[i] = x
		}
		return x
	}
	if i, own := r.index[v]; own {
		return r.vals[i]
	}
	return nil
}

// given returns what is known of a parameter or free variable that no call inside the walk gave.
func (r *run) given(v ssa.Value) *value {
	if r.isSubject(v) {
		return subject
	}
	if x := r.scalar(v); x != nil {
		return x
	}
	if p, ok := v.(*ssa.Parameter); ok && r.top && len(r.sc.in.refused[p]) > 0 && r.sc.is(r.sc.in.refused[p].Has) {
		return some
	}
	return anything
}

// constant returns the value of a constant.
func (e *Engine) constant(c *ssa.Const) *value {
	if c.Value != nil {
		v := e.constants[c]
		if v == nil {
			v = constOf(c.Value)
			e.constants[c] = v
		}
		return v
	}
	if c.IsNil() {
		return nilValue
	}
	if s, ok := c.Type().Underlying().(*types.Struct); ok {
		fields := map[string]*value{}
		for f := range s.Fields() {
			fields[f.Name()] = zeroOf(f.Type())
		}
		return &value{kind: object, fields: fields}
	}
	return anything
}

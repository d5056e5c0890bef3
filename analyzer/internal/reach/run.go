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
	fn     *ssa.Function
	places map[place]bool
	sends  map[ssa.Value]bool
	banned map[*ssa.BasicBlock]map[int]bool // ways into a block by which another answer comes
	seen   string                           // names what functions that see nothing of fn take for the answer
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
	vals   map[ssa.Value]*value
	blocks map[*ssa.BasicBlock]bool
	edges  map[edge]bool
	cut    map[*ssa.BasicBlock]ssa.Instruction // the call in the block that does not come back
	result *value
	doubt  map[*ssa.BasicBlock]bool // blocks that end in a test that may be about the status
	change bool
}

type edge struct {
	to *ssa.BasicBlock
	i  int // index among to's predecessors
}

func (e *Engine) newRun(fn *ssa.Function, sc scenario, depth int) *run {
	return &run{
		e: e, sc: sc, fn: fn, depth: depth,
		vals: map[ssa.Value]*value{}, blocks: map[*ssa.BasicBlock]bool{}, edges: map[edge]bool{},
		cut: map[*ssa.BasicBlock]ssa.Instruction{}, doubt: map[*ssa.BasicBlock]bool{},
	}
}

// solve evaluates the function until nothing changes.
func (r *run) solve() {
	if len(r.fn.Blocks) == 0 {
		return
	}
	r.blocks[r.fn.Blocks[0]] = true
	for r.change = true; r.change && r.e.work > 0; {
		r.change = false
		for _, b := range r.fn.Blocks {
			if r.blocks[b] {
				r.block(b)
			}
		}
	}
	if r.fn.Recover != nil && r.blocks[r.fn.Recover] {
		r.block(r.fn.Recover)
	}
}

// block evaluates the instructions of a block and follows its ways out.
func (r *run) block(b *ssa.BasicBlock) {
	delete(r.cut, b)
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
				r.cut[b] = instr
				return
			}
			r.set(instr, v)
		case ssa.Value:
			r.set(instr, r.eval(instr))
		}
	}
}

// set notes what is known of v. It only ever grows less.
func (r *run) set(v ssa.Value, x *value) {
	old := r.vals[v]
	next := join(old, x)
	if next != old && !next.is(old) {
		r.vals[v] = next
		r.change = true
	} else if old == nil && next != nil {
		r.vals[v] = next
	}
}

func (r *run) branch(b *ssa.BasicBlock, instr *ssa.If) {
	v := r.val(instr.Cond)
	yes, no := v.truth()
	if yes && no && v != nil && v.judged {
		r.doubt[b] = true
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
	if k := (edge{to, at}); !r.edges[k] {
		r.edges[k] = true
		r.change = true
	}
	if !r.blocks[to] {
		r.blocks[to] = true
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
	if !r.blocks[b] {
		return false
	}
	cut := r.cut[b]
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
		if x := r.vals[v]; x != nil {
			return x
		}
		x := r.given(v)
		r.vals[v] = x
		return x
	}
	return r.vals[v]
}

// given returns what is known of a parameter or free variable that no call inside the walk gave.
func (r *run) given(v ssa.Value) *value {
	if r.isSubject(v) {
		return subject
	}
	if x := r.scalar(v); x != nil {
		return x
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
	if _, ok := c.Type().Underlying().(*types.Struct); ok {
		return &value{kind: object, fields: map[string]*value{}}
	}
	return anything
}

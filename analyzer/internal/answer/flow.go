package answer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// flow is what the walk needs to know of a function's control flow.
type flow struct {
	fn     *ssa.Function
	cyclic bool    // a block may be come to several times
	loops  []*loop // inner loops first

	live map[*ssa.BasicBlock]map[ssa.Value]bool // see liveAt
}

// loop is a natural loop.
type loop struct {
	head   *ssa.BasicBlock
	blocks map[*ssa.BasicBlock]bool
}

func (e *Engine) flow(fn *ssa.Function) *flow {
	f := e.flows[fn]
	if f == nil {
		f = &flow{fn: fn, cyclic: cyclic(fn)}
		if f.cyclic {
			f.loops = loops(fn)
		}
		e.flows[fn] = f
	}
	return f
}

// liveAt returns the values that are used at or after the start of the block b.
func (f *flow) liveAt(b *ssa.BasicBlock) map[ssa.Value]bool {
	if f.live == nil {
		f.live = liveness(f.fn)
	}
	return f.live[b]
}

// cyclic reports whether there is a way from a block of fn back to it.
func cyclic(fn *ssa.Function) bool {
	const open, done = 1, 2
	marks := make([]uint8, len(fn.Blocks))
	var visit func(b *ssa.BasicBlock) bool
	visit = func(b *ssa.BasicBlock) bool {
		marks[b.Index] = open
		for _, next := range b.Succs {
			if marks[next.Index] == open || marks[next.Index] == 0 && visit(next) {
				return true
			}
		}
		marks[b.Index] = done
		return false
	}
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool { return marks[b.Index] == 0 && visit(b) })
}

// around returns the loops that b is in, innermost first.
func (f *flow) around(b *ssa.BasicBlock) []*loop {
	var nest []*loop
	for _, l := range f.loops {
		if l.blocks[b] {
			nest = append(nest, l)
		}
	}
	return nest
}

// inner returns the innermost loop that b is in, or nil.
func (f *flow) inner(b *ssa.BasicBlock) *loop {
	i := slices.IndexFunc(f.loops, func(l *loop) bool { return l.blocks[b] })
	if i < 0 {
		return nil
	}
	return f.loops[i]
}

// loops returns the natural loops of fn, those with fewer blocks first. Loops with one head are one loop.
func loops(fn *ssa.Function) []*loop {
	var found []*loop
	byHead := map[*ssa.BasicBlock]*loop{}
	for _, b := range fn.Blocks {
		for _, head := range b.Succs {
			if !head.Dominates(b) {
				continue
			}
			l := byHead[head]
			if l == nil {
				l = &loop{head: head, blocks: map[*ssa.BasicBlock]bool{head: true}}
				byHead[head] = l
				found = append(found, l)
			}
			stack := []*ssa.BasicBlock{b}
			for len(stack) > 0 {
				n := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				if l.blocks[n] {
					continue
				}
				l.blocks[n] = true
				stack = append(stack, n.Preds...)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *loop) int { return len(a.blocks) - len(b.blocks) })
	return found
}

// liveness returns, for each block, the values that are used at or after its start.
func liveness(fn *ssa.Function) map[*ssa.BasicBlock]map[ssa.Value]bool {
	in := make(map[*ssa.BasicBlock]map[ssa.Value]bool, len(fn.Blocks))
	for _, b := range fn.Blocks {
		in[b] = map[ssa.Value]bool{}
	}
	// Each use is walked back to the definition.
	var up func(v ssa.Value, b *ssa.BasicBlock)
	up = func(v ssa.Value, b *ssa.BasicBlock) {
		stack := []*ssa.BasicBlock{b}
		for len(stack) > 0 {
			b := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if in[b][v] {
				continue
			}
			if def, ok := v.(ssa.Instruction); ok && def.Block() == b {
				if _, phi := v.(*ssa.Phi); phi {
					in[b][v] = true // set on entry, with the state
				}
				continue
			}
			in[b][v] = true
			stack = append(stack, b.Preds...)
		}
	}
	var ops []*ssa.Value
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.DebugRef:
			case *ssa.Phi:
				for i, edge := range instr.Edges {
					if i < len(b.Preds) && local(edge) {
						up(edge, b.Preds[i])
					}
				}
				in[b][instr] = true
			default:
				ops = instr.Operands(ops[:0])
				for _, op := range ops {
					if *op == nil || !local(*op) {
						continue
					}
					if def, ok := (*op).(ssa.Instruction); ok && def.Block() == b && !isPhi(*op) {
						continue
					}
					up(*op, b)
				}
			}
		}
	}
	return in
}

func isPhi(v ssa.Value) bool { _, ok := v.(*ssa.Phi); return ok }

// local reports whether v lives in a function's registers.
func local(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Const, *ssa.Function, *ssa.Global, *ssa.Builtin:
		return false
	}
	return true
}

// traits are what a function does, itself or through what it calls.
type traits struct {
	sends, waits, exits bool
}

func (t *traits) any() bool { return t.sends || t.waits || t.exits }

func (t *traits) add(u *traits) {
	t.sends = t.sends || u.sends
	t.waits = t.waits || u.waits
	t.exits = t.exits || u.exits
}

// traitsOf returns what fn does. Recursion is cut off.
func (e *Engine) traitsOf(fn *ssa.Function) *traits {
	if t, ok := e.traits[fn]; ok {
		return t
	}
	t := &traits{}
	e.traits[fn] = t
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Panic:
				t.exits = true
			case *ssa.Select:
				t.waits = true
			case *ssa.UnOp:
				if _, ok := instr.X.Type().Underlying().(*types.Chan); ok {
					t.waits = true
				}
			case *ssa.Send:
				t.waits = true
			case ssa.CallInstruction:
				e.callTraits(t, instr)
			case *ssa.MakeClosure:
				if f, ok := instr.Fn.(*ssa.Function); ok {
					t.add(e.traitsOf(f))
				}
			}
		}
	}
	return t
}

func (e *Engine) callTraits(t *traits, call ssa.CallInstruction) {
	common := call.Common()
	if e.SendOf(call) != nil {
		t.sends = true
	}
	if program.Ends(common) {
		t.exits = true
	}
	if mayWait(common) {
		t.waits = true
	}
	fns, _ := e.callees(call)
	for _, fn := range fns {
		t.add(e.traitsOf(fn))
	}
}

package reach

import (
	"golang.org/x/tools/go/ssa"
)

// A layout numbers what a function consists of: its runs keep what they know in lists, not in maps.
type layout struct {
	order  []*ssa.BasicBlock // each after those that lead to it, but for loops
	loops  bool
	index  map[ssa.Value]int // parameters, free variables, instructions with a value
	first  []int             // of each block: the index of its first instruction with a value
	edges  []int             // of each block: the number of the first way into it
	ways   int               // into all blocks
	allocs []*ssa.Alloc
}

// layout returns the layout of fn.
func (e *Engine) layout(fn *ssa.Function) *layout {
	l := e.layouts[fn]
	if l == nil {
		l = layOut(fn)
		e.layouts[fn] = l
	}
	return l
}

func layOut(fn *ssa.Function) *layout {
	values := len(fn.Params) + len(fn.FreeVars)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if _, ok := instr.(ssa.Value); ok {
				values++
			}
		}
	}
	l := &layout{
		index: make(map[ssa.Value]int, values), first: make([]int, len(fn.Blocks)), edges: make([]int, len(fn.Blocks)),
	}
	for _, p := range fn.Params {
		l.index[p] = len(l.index)
	}
	for _, v := range fn.FreeVars {
		l.index[v] = len(l.index)
	}
	for _, b := range fn.Blocks {
		l.first[b.Index], l.edges[b.Index] = len(l.index), l.ways
		l.ways += len(b.Preds)
		for _, instr := range b.Instrs {
			if v, ok := instr.(ssa.Value); ok {
				l.index[v] = len(l.index)
			}
			if a, ok := instr.(*ssa.Alloc); ok {
				l.allocs = append(l.allocs, a)
			}
		}
	}
	l.arrange(fn)
	return l
}

// arrange puts the blocks in order.
func (l *layout) arrange(fn *ssa.Function) {
	const open, done = 1, 2
	state := make([]int8, len(fn.Blocks))
	l.order = make([]*ssa.BasicBlock, len(fn.Blocks))
	next := len(fn.Blocks)
	var visit func(*ssa.BasicBlock)
	visit = func(b *ssa.BasicBlock) {
		state[b.Index] = open
		for _, to := range b.Succs {
			switch state[to.Index] {
			case open:
				l.loops = true
			case 0:
				visit(to)
			}
		}
		state[b.Index] = done
		next--
		l.order[next] = b
	}
	for _, b := range fn.Blocks {
		if state[b.Index] == 0 {
			visit(b)
		}
	}
}

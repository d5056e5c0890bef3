package model

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// anotherRound reports whether d is reached in another round of a loop than the one that sent, as in a machine with
// states, while that loop looks at the status: which statuses the state stands for cannot be told.
func (f *finder) anotherRound(d Data) bool {
	here := d.At.Block()
	for _, send := range d.Answer.Sends {
		sent, ok := send.(ssa.Instruction)
		if !ok || sent.Parent() != d.At.Parent() || sent.Block().Dominates(here) {
			continue
		}
		if loops(here, sent.Block()) && f.looksAround(here) {
			return true
		}
	}
	return false
}

// loops reports whether each of the blocks is reached from the other.
func loops(a, b *ssa.BasicBlock) bool { return leads(a, b) && leads(b, a) }

func leads(from, to *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{}
	work := slices.Clone(from.Succs)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == to {
			return true
		}
		if !seen[b] {
			seen[b] = true
			work = append(work, b.Succs...)
		}
	}
	return false
}

// looksAround reports whether a branch in a loop around the block at is about the status of an answer.
func (f *finder) looksAround(at *ssa.BasicBlock) bool {
	for _, b := range at.Parent().Blocks {
		test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || !loops(b, at) {
			continue
		}
		op, ok := test.Cond.(*ssa.BinOp)
		if !ok || !isInt(op.X.Type()) {
			continue
		}
		for _, side := range []ssa.Value{op.X, op.Y} {
			if f.p.Origins.Here(side).Has(origin.HTTP) {
				return true
			}
		}
	}
	return false
}

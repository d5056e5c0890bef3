package model

import (
	"go/ast"
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/reach"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// An answer with violations, and one of the same class without.
var (
	invalid = reach.Case{Status: 422, Code: "validation_failed"}
	other   = reach.Case{Status: 418, Code: "\x00"}
)

// A Drop is a test for 422 or validation_failed whose branch drops the violations, in one instance of its function.
type Drop struct {
	test *ssa.BinOp
	to   *ssa.BasicBlock // where the branch starts
}

// Same reports whether d is a part of the branch of e: asked for beside it, or within it.
func (d Drop) Same(e Drop) bool {
	return d.to == e.to || d.to.Parent() == e.to.Parent() && e.to.Dominates(d.test.Block())
}

// Drops returns where b, which compares the status or the code of an answer with y (422 or validation_failed), ends
// in an error, a log line or a message if they are equal, while the violations are neither decoded nor handed on;
// nothing if it does not in one instance of a generic function.
func (p *Package) Drops(b Branch, y ast.Expr) []Drop {
	if !p.asksForInvalid(b.X, y) {
		return nil
	}
	var drops []Drop
	for _, v := range p.Origins.Values(b.X) {
		test, ok := comparing(v, comparedAt(b, y)).(*ssa.BinOp)
		if !ok {
			return nil
		}
		equal := b.Kind == Switch || b.Op == token.EQL
		if !p.drops(v, test, equal) {
			return nil
		}
		drops = append(drops, Drop{test, taken(test, equal)})
	}
	return drops
}

// asksForInvalid reports whether y is 422 and x the HTTP status of an answer, or y is validation_failed and x
// the error code.
func (p *Package) asksForInvalid(x, y ast.Expr) bool {
	value := p.Info.Types[y].Value
	if value == nil {
		return false
	}
	switch value.Kind() {
	case constant.String:
		return constant.StringVal(value) == invalid.Code && len(p.Ours(p.Origins.ResolveExpr(x), origin.PathCode)) > 0
	case constant.Int:
		n, ok := constant.Int64Val(value)
		return ok && n == int64(invalid.Status) && p.oursHTTP(p.Origins.ResolveExpr(x))
	}
	return false
}

// drops is Drops for one instance: test compares v; equal says whether it asks for equality.
func (p *Package) drops(v ssa.Value, test *ssa.BinOp, equal bool) bool {
	to := taken(test, equal)
	if to == nil {
		return false
	}
	fn := to.Parent()
	reached, apart := p.Reach().Apart(p.subjectOf(v), fn, invalid, other)
	if !apart[to] {
		return false // others than a 422 come there too
	}
	says := anError
	if p.received(v) { // else it says what an answer is called
		says = func(v ssa.Value) bool { return anError(v) || p.prose(v) }
	}
	if !p.speaks(following(to, apart), says, 0) {
		return false
	}
	var asker *ssa.Function
	if p.received(v) {
		asker = fn
	}
	if p.knows(fn, test) || p.hands(following(to, reached), map[*ssa.Function]bool{fn: true}, asker) {
		return false
	}
	return p.sees422(v, fn)
}

// taken returns the block that a branch goes to when the answer is the one that test asks for.
func taken(test *ssa.BinOp, equal bool) *ssa.BasicBlock {
	for _, ref := range program.Uses(test) {
		if _, ok := ref.(*ssa.If); ok {
			if equal {
				return ref.Block().Succs[0]
			}
			return ref.Block().Succs[1]
		}
	}
	return nil
}

// subjectOf returns the answer whose status or code v is.
func (p *Package) subjectOf(v ssa.Value) reach.Subject {
	s := reach.Subject{Holders: []reach.Holder{{Value: v}}}
	for _, o := range p.Origins.Here(v) {
		if o.Answer != nil && o.Answer.Parent() != nil {
			s.Holders = append(s.Holders, reach.Holder{Value: o.Answer, Field: o.Held})
		}
	}
	for _, x := range p.beside(v) {
		s.Holders = append(s.Holders, reach.Holder{Value: x})
	}
	return s
}

// following returns the blocks that lead on from b, among those in within.
func following(b *ssa.BasicBlock, within map[*ssa.BasicBlock]bool) []*ssa.BasicBlock {
	seen := map[*ssa.BasicBlock]bool{b: true}
	out := []*ssa.BasicBlock{b}
	for i := 0; i < len(out); i++ {
		for _, next := range out[i].Succs {
			if within[next] && !seen[next] {
				seen[next] = true
				out = append(out, next)
			}
		}
	}
	return out
}

// speaks reports whether the blocks end in an error, a log line or a message: something that says holds for, or a call
// that writes a line.
func (p *Package) speaks(blocks []*ssa.BasicBlock, says func(ssa.Value) bool, depth int) bool {
	inside := map[*ssa.BasicBlock]bool{}
	for _, b := range blocks {
		inside[b] = true
	}
	for _, b := range blocks {
		for _, instr := range b.Instrs {
			switch x := instr.(type) {
			case *ssa.Panic:
				return true
			case *ssa.Return:
				for _, r := range x.Results {
					if says(r) && !storedIn(inside, r) {
						return true
					}
				}
			case *ssa.Store:
				if says(x.Val) {
					return true
				}
			case ssa.CallInstruction:
				if p.tells(x.Common(), depth) {
					return true
				}
			}
		}
		for _, next := range b.Succs { // an error that is returned further on
			if inside[next] {
				continue
			}
			for i, pred := range next.Preds {
				if pred != b {
					continue
				}
				for _, instr := range next.Instrs {
					if phi, ok := instr.(*ssa.Phi); ok && says(phi.Edges[i]) {
						return true
					}
				}
			}
		}
	}
	return false
}

// storedIn reports whether v is loaded from a variable that is set in the blocks: a result that deferred
// functions can see.
func storedIn(blocks map[*ssa.BasicBlock]bool, v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	alloc, ok := load.X.(*ssa.Alloc)
	if !ok {
		return false
	}
	return slices.ContainsFunc(program.Uses(alloc), func(ref ssa.Instruction) bool {
		st, ok := ref.(*ssa.Store)
		return ok && st.Addr == ssa.Value(alloc) && blocks[st.Block()]
	})
}

// anError reports whether v is an error, and not nil.
func anError(v ssa.Value) bool {
	c, isConst := v.(*ssa.Const)
	return isError(v.Type()) && (!isConst || !c.IsNil())
}

// received reports whether the answer whose status or code v is came into v's function by a call there.
func (p *Package) received(v ssa.Value) bool {
	for _, o := range p.Origins.Here(v) {
		switch o.Answer.(type) {
		case *ssa.Call, *ssa.Extract:
			return true
		}
	}
	return false
}

// knows reports whether fn has decoded violations by the time it comes to the instruction at.
func (p *Package) knows(fn *ssa.Function, at ssa.Instruction) bool {
	for _, b := range fn.Blocks {
		if !b.Dominates(at.Block()) {
			continue
		}
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && p.decodesViolations(call) {
				return true
			}
		}
	}
	return false
}

// decodesViolations reports whether the call decodes a body into something that takes up violations.
func (p *Package) decodesViolations(call ssa.CallInstruction) bool {
	c, ok := call.(*ssa.Call)
	if !ok {
		return false
	}
	into, _, own := ownDecoder(c)
	if !own {
		r, ok := p.Origins.Reads(call)
		if !ok {
			return false
		}
		into = r.Into
	}
	t := target{value: into}.decoded()
	return t == nil || takesViolations(t, 0)
}

// sees422 reports whether the function that branches on v could have done better: it has more of the answer
// than a number, or those that hand it the number do nothing with the violations either.
func (p *Package) sees422(v ssa.Value, fn *ssa.Function) bool {
	prm, ok := v.(*ssa.Parameter)
	if !ok {
		return true
	}
	for _, q := range fn.Params {
		if q != prm && (send.IsResponse(q.Type()) || isBytes(q.Type()) || origin.IsReader(q.Type())) {
			return true
		}
	}
	calls := p.Origins.Callers(fn)
	for _, call := range calls {
		after := following(call.Block(), all(call.Parent()))
		if p.hands(after, map[*ssa.Function]bool{fn: true}, nil) {
			return false
		}
	}
	return len(calls) > 0
}

func all(fn *ssa.Function) map[*ssa.BasicBlock]bool {
	blocks := map[*ssa.BasicBlock]bool{}
	for _, b := range fn.Blocks {
		blocks[b] = true
	}
	return blocks
}

package model

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/reach"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// settled reports whether o is part of a line in a stream whose response was found to be no error before
// the line was read: the line's own status is the only one then.
func (p *Package) settled(o origin.Origin) bool {
	if !o.Stream {
		return false
	}
	key := settledKey{o.Decode, o.Answer}
	yes, ok := p.streams[key]
	if !ok {
		if p.streams == nil {
			p.streams = map[settledKey]bool{}
		}
		call, _ := o.Decode.(ssa.CallInstruction)
		yes = call != nil && (p.readsSuccess(call, 0) || p.handedOutSuccess(call.Parent())) || o.Answer != nil && p.bodySuccess(o.Answer, call)
		p.streams[key] = yes
	}
	return yes
}

type settledKey struct {
	decode ssa.Instruction
	answer ssa.Value
}

// readsSuccess reports whether the response that the call decodes from can be no error there.
func (p *Package) readsSuccess(call ssa.CallInstruction, depth int) bool {
	r, ok := p.Origins.Reads(call)
	if !ok {
		r, ok = p.Origins.ReadsNode(call)
	}
	return ok && p.handedSuccess(call, r.From, r.Param, depth)
}

// handedSuccess reports whether the response of the bodies from, or of what the parameter of the function is,
// can be no error at the call.
func (p *Package) handedSuccess(call ssa.CallInstruction, from origin.Set, param, depth int) bool {
	fn := call.Parent()
	var s reach.Subject
	for _, o := range from {
		switch {
		case o.Answer == nil:
		case sees(fn, o.Answer):
			s.Holders = append(s.Holders, reach.Holder{Value: o.Answer, Field: o.Held})
		default:
			s.Sends = append(s.Sends, o.Answer)
		}
	}
	if len(s.Holders) > 0 {
		return noError(p.Reach().Statuses(reach.Subject{Holders: s.Holders, Closed: true}, call))
	}
	if s.Closed = true; len(s.Sends) > 0 && p.besideSuccess(s, call) {
		return true
	}
	calls := p.Origins.Callers(fn)
	if param < 0 || depth > 3 || len(calls) == 0 {
		return false
	}
	for _, outer := range calls {
		if param >= len(outer.Common().Args) || outer.Common().IsInvoke() ||
			!p.handedSuccess(outer, p.Origins.SourceOf(outer, param), p.Origins.ParamOf(outer, param), depth+1) {
			return false
		}
	}
	return true
}

// besideSuccess reports whether the answer s can be no error at the instruction, by its status, which stands beside the
// body. The body of a loop over a sequence belongs to the function around it.
func (p *Package) besideSuccess(s reach.Subject, at ssa.Instruction) bool {
	for {
		if noError(p.Reach().Statuses(s, at)) {
			return true
		}
		fn := at.Parent()
		if !origin.IsLoopBody(fn) {
			return false
		}
		made := slices.IndexFunc(program.Uses(fn), func(ref ssa.Instruction) bool { _, ok := ref.(*ssa.MakeClosure); return ok })
		if made < 0 {
			return false
		}
		at = program.Uses(fn)[made]
	}
}

// noError reports whether the statuses include a success, and no 4xx or 5xx.
func noError(at reach.Answer) bool { return at.Set.Success() && len(at.Set.Errors()) == 0 }

// bodySuccess reports whether the body of the response v is read only where it can be no error, but for
// reads where it is one, or after which the function that has it fails: those are none of a decode elsewhere.
func (p *Package) bodySuccess(v ssa.Value, decode ssa.CallInstruction) bool {
	if !send.IsResponse(v.Type()) {
		return false
	}
	read := false
	for _, ref := range program.Uses(v) {
		fa, ok := ref.(*ssa.FieldAddr)
		if !ok || !origin.IsReader(pointee(fa.Type())) {
			continue
		}
		for _, load := range program.Uses(fa) {
			body, ok := load.(*ssa.UnOp)
			if !ok || onlyClosed(body) {
				continue
			}
			at := p.Reach().Statuses(reach.Subject{Holders: []reach.Holder{{Value: v}}, Closed: true}, body)
			if !at.Set.Success() {
				continue // the body of an error
			}
			if decode != nil && decode.Parent() != body.Parent() && len(p.returnedAfter(reach.Subject{Holders: []reach.Holder{{Value: v}}, Closed: true}, body).Set) == 0 {
				continue
			}
			if !noError(at) {
				return false
			}
			read = true
		}
	}
	return read
}

// handedOutSuccess reports whether function literals in fn put responses or bodies into variables of fn, and
// only such as are no error where they return none.
func (p *Package) handedOutSuccess(fn *ssa.Function) bool {
	found := false
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			mc, ok := instr.(*ssa.MakeClosure)
			if !ok {
				continue
			}
			for _, fv := range mc.Fn.(*ssa.Function).FreeVars {
				for _, ref := range program.Uses(fv) {
					st, ok := ref.(*ssa.Store)
					if !ok || st.Addr != ssa.Value(fv) || !origin.IsReader(st.Val.Type()) && !send.IsResponse(st.Val.Type()) {
						continue
					}
					resp := responseOf(st.Val)
					if resp == nil || !noError(p.returnedAfter(reach.Subject{Holders: []reach.Holder{{Value: resp}}, Closed: true}, st)) {
						return false
					}
					found = true
				}
			}
		}
	}
	return found
}

// responseOf returns the response that v is, or whose body it is; nil if it is neither.
func responseOf(v ssa.Value) ssa.Value {
	if send.IsResponse(v.Type()) {
		return v
	}
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	if !ok || !send.IsResponse(fa.X.Type()) {
		return nil
	}
	return fa.X
}

// returnedAfter returns the statuses that the answer s can have where the function of at returns no error
// after it.
func (p *Package) returnedAfter(s reach.Subject, at ssa.Instruction) reach.Answer {
	var out reach.Answer
	for _, b := range at.Parent().Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && runsAfter(at, ret) {
			out.Join(p.Reach().Returned(s, ret))
		}
	}
	return out
}

// onlyClosed reports whether nothing is done with the body but to close it.
func onlyClosed(body *ssa.UnOp) bool {
	return !slices.ContainsFunc(program.Uses(body), func(ref ssa.Instruction) bool {
		if _, ok := ref.(*ssa.DebugRef); ok {
			return false
		}
		call, ok := ref.(ssa.CallInstruction)
		return !ok || !call.Common().IsInvoke() || call.Common().Method.Name() != "Close"
	})
}

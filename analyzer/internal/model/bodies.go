package model

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/reach"
	"github.com/medipimlint/medipimlint/analyzer/internal/scope"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// together returns the whole bodies that a function called by fn returned together with their response or
// its status, whatever fn made of those.
func together(from origin.Set, fn *ssa.Function) origin.Set {
	var out origin.Set
	for _, o := range from {
		if o.Kind != origin.Body || o.Path != "" || o.Answer == nil || o.Answer.Parent() == nil {
			continue
		}
		results := o.Answer.Parent().Signature.Results()
		for i := range results.Len() {
			if t := results.At(i).Type(); !isError(t) && !isBytes(t) && !origin.IsReader(t) && !isText(t) {
				out = append(out, o)
				break
			}
		}
	}
	return out
}

// leads reports whether fn, or a function around it, calls what got the answers, itself or through others of the package.
// Else they passed through functions that are not seen from fn, and that may have looked at them.
func (f *finder) leads(fn *ssa.Function, answers origin.Set) bool {
	seen := map[*ssa.Function]bool{}
	work := []*ssa.Function{fn}
	for outer := fn.Parent(); outer != nil; outer = outer.Parent() {
		work = append(work, outer)
	}
	for len(work) > 0 {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		if fn == nil || seen[fn] {
			continue
		}
		seen[fn] = true
		if slices.ContainsFunc(answers, func(o origin.Origin) bool { return o.Answer.Parent() == fn }) {
			return true
		}
		work = append(work, f.calledBy(fn)...)
	}
	return false
}

// calledBy returns the functions of the package that fn calls.
func (f *finder) calledBy(fn *ssa.Function) []*ssa.Function {
	out, ok := f.callees[fn]
	if !ok {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					fns, _ := f.p.Origins.Callees(call)
					out = append(out, fns...)
				}
			}
		}
		f.callees[fn] = out
	}
	return out
}

// inSight returns the whole bodies whose response fn, or a function around it, has.
func inSight(from origin.Set, fn *ssa.Function) origin.Set {
	var out origin.Set
	for _, o := range from {
		if o.Kind != origin.Body || o.Path != "" || o.Answer == nil {
			continue
		}
		if sees(fn, o.Answer) {
			out = append(out, o)
		}
	}
	return out
}

// sees reports whether v is a value of fn, or of a function around it.
func sees(fn *ssa.Function, v ssa.Value) bool {
	for ; fn != nil; fn = fn.Parent() {
		if v.Parent() == fn {
			return true
		}
	}
	return false
}

// subject returns the answer that the bodies here come from, as fn sees it; nil if it is none of the Medipim API's.
func (f *finder) subject(here origin.Set, fn *ssa.Function) *reach.Subject {
	s := &reach.Subject{Body: true, Closed: true}
	for _, o := range here {
		if !f.p.ours(o) {
			return nil
		}
		if !sees(fn, o.Answer) {
			s.Sends = append(s.Sends, o.Answer)
			continue
		}
		s.Holders = append(s.Holders, reach.Holder{Value: o.Answer, Field: o.Held})
		if o.Held == "" && send.IsResponse(o.Answer.Type()) {
			for _, a := range f.p.Origins.Answers(o.Answer) {
				if a != nil && !slices.Contains(s.Sends, a) {
					s.Sends = append(s.Sends, a)
				}
			}
		}
	}
	return s
}

// ours reports whether the answer of o is one of the Medipim API, as far as that can be told.
func (p *Package) ours(o origin.Origin) bool {
	if p.Elsewhere(o.Answer, o.Via) {
		return false
	}
	if prm, ok := o.Answer.(*ssa.Parameter); ok {
		if call := handling(prm.Parent()); call != nil {
			p.findHosts()
			if kind := p.hosts.Of(call.Call.Args[0]); kind != scope.HostUnknown {
				return kind == scope.HostMedipim
			}
		}
	}
	answers := []ssa.Value{o.Answer}
	if send.IsResponse(o.Answer.Type()) {
		answers = append(answers, p.Origins.Answers(o.Answer)...)
	}
	sent := false
	for _, a := range answers {
		if a == nil {
			continue
		}
		if p.Elsewhere(a, nil) {
			return false
		}
		if x, ok := a.(*ssa.Extract); ok {
			a = x.Tuple
		}
		for _, s := range p.filling(a) {
			sent = true
			if p.Medipims(s) {
				return true
			}
		}
		call, ok := a.(*ssa.Call)
		if !ok {
			continue
		}
		if p.Answers != nil {
			if s := p.Answers.SendOf(call); s != nil && s.Medipim {
				return true // by what its package says of it
			}
		}
		if s := send.Of(call); s != nil {
			sent = true
			if p.Medipims(s) {
				return true
			}
		}
	}
	return !sent && (p.All || p.Scope == scope.Whole || p.tiedAnswer(o.Answer))
}

// filling returns the sends that fill the response v, which they are given (fasthttp's).
func (p *Package) filling(v ssa.Value) []*send.Send {
	if p.filled == nil && p.Answers != nil {
		p.filled = map[ssa.Value][]*send.Send{}
		for _, s := range p.Answers.Sends() {
			if s.Answer != nil {
				p.filled[s.Answer] = append(p.filled[s.Answer], s)
			}
		}
	}
	return p.filled[v]
}

// tiedAnswer reports whether the function that gets the response v, or its receiver's type, has to do with
// Medipim by a constant or an identifier, or the response is decoded into the envelope.
func (p *Package) tiedAnswer(v ssa.Value) bool {
	fn := v.Parent()
	if fn == nil {
		return false
	}
	if p.tiedFunc(fn) {
		return true
	}
	if p.envelopes == nil {
		p.envelopes = p.Origins.Enveloped()
	}
	return p.envelopes[v]
}

package model

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/reach"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// Reach tells which statuses an answer can still have.
func (p *Package) Reach() *reach.Engine {
	if p.reach == nil {
		p.reach = reach.New(p.Origins, reach.Options{
			Statuses: p.Catalog.Statuses(),
			Facts:    imported{p.pass}.outcomes,
			Trippers: p.trippers,
			Layers:   p.layers,
			Outside:  p.outsiders,
			Hooks:    p.hooks,
		})
	}
	return p.reach
}

func (p *Package) trippers(s *send.Send) ([]*ssa.Function, bool) {
	if p.Answers == nil {
		return nil, true
	}
	return p.Answers.Trippers(s)
}

func (p *Package) layers(s *send.Send) []*ssa.Function {
	if p.Answers == nil {
		return nil
	}
	return p.Answers.Layers(s)
}

func (p *Package) hooks(s *send.Send) [][]*ssa.Function {
	if p.Answers == nil {
		return nil
	}
	return p.Answers.Hooks(s)
}

func (p *Package) outsiders(s *send.Send) ([]*types.Func, bool) {
	if p.Answers == nil {
		return nil, false
	}
	return p.Answers.Outside(s)
}

// ViewsOf returns the answer whose body the value v is a part of, as v's function sees it: the
// response, or the struct in which its status travels beside v. Where v is a parameter there is one for
// each caller; none, if it cannot be told for one of them.
func (p *Package) ViewsOf(v ssa.Value) []reach.Subject {
	var s reach.Subject
	handed := false
	for _, o := range p.Origins.Here(v) {
		if o.Kind == origin.Param && o.Param.Parent() == v.Parent() {
			return p.passedViews(o.Param, o.Param)
		}
		if o.Kind == origin.Body && o.Stream {
			return nil
		}
		if prm := p.Origins.PartOf(v); prm != nil && o.Kind == origin.Body && o.Answer != nil && o.Answer.Parent() != prm.Parent() {
			if views := p.passedViews(prm, v); len(views) > 0 {
				return views
			}
		}
		if o.Kind == origin.Body && o.Answer != nil && o.Answer.Parent() != nil {
			s.Holders = append(s.Holders, reach.Holder{Value: o.Answer, Field: o.Held})
			if !sees(v.Parent(), o.Answer) && p.handedBody(v.Parent(), o.Answer) { // and the status may be beside it
				s.Sends = append(s.Sends, o.Answer)
				statuses := p.handedStatuses(v.Parent(), o.Answer)
				s.Holders = append(s.Holders, statuses...)
				handed = handed || len(statuses) > 0
			}
		}
	}
	if handed {
		return []reach.Subject{s} // what the function makes of the two hangs on these
	}
	for _, x := range p.beside(v) {
		s.Holders = append(s.Holders, reach.Holder{Value: x})
	}
	if x := p.statusBesideBody(v); x != nil {
		s.Holders = append(s.Holders, reach.Holder{Value: x})
	}
	if len(s.Holders) == 0 {
		return nil
	}
	return []reach.Subject{s}
}

// handedBody reports whether fn is handed a body of the answer.
func (p *Package) handedBody(fn *ssa.Function, answer ssa.Value) bool {
	return slices.ContainsFunc(fn.Params, func(prm *ssa.Parameter) bool {
		return isBody(prm.Type()) && slices.ContainsFunc(p.Origins.Resolve(prm), func(o origin.Origin) bool {
			return o.Kind == origin.Body && o.Path == "" && o.Answer == answer
		})
	})
}

// handedStatuses returns the parameters of fn that are the HTTP status of the answer.
func (p *Package) handedStatuses(fn *ssa.Function, answer ssa.Value) []reach.Holder {
	var out []reach.Holder
	for _, prm := range fn.Params {
		if b, ok := prm.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsNumeric == 0 {
			continue
		}
		s := p.Origins.Resolve(prm)
		if len(s) > 0 && !slices.ContainsFunc(s, func(o origin.Origin) bool {
			return o.Kind != origin.HTTP || o.Hidden || o.Part || o.Answer != answer
		}) {
			out = append(out, reach.Holder{Value: prm})
		}
	}
	return out
}

// isBody reports whether a value of type t can be a body: bytes, a text, a reader.
func isBody(t types.Type) bool { return isBytes(t) || isText(t) || origin.IsReader(t) }

// statusBesideBody returns the status of the answer whose body v's function decodes v from, where nobody in the
// package calls it: by their names, the one parameter beside the other.
func (p *Package) statusBesideBody(v ssa.Value) ssa.Value {
	fn := v.Parent()
	if fn == nil || fn.Parent() != nil || len(p.Origins.Callers(fn)) > 0 {
		return nil
	}
	for _, o := range p.Origins.Here(v) {
		call, ok := o.Decode.(ssa.CallInstruction)
		if o.Kind != origin.Body || o.Answer != nil || o.Stream || !ok || call.Parent() != fn {
			return nil
		}
	}
	var statuses, bodies []ssa.Value
	for _, prm := range fn.Params {
		switch {
		case isStatusName(prm):
			statuses = append(statuses, prm)
		case isBody(prm.Type()):
			bodies = append(bodies, prm)
		}
	}
	if len(statuses) != 1 || len(bodies) != 1 {
		return nil
	}
	return statuses[0]
}

// isStatusName reports whether a number is called as the status of an answer is.
func isStatusName(prm *ssa.Parameter) bool {
	b, ok := prm.Type().Underlying().(*types.Basic)
	if !ok || b.Info()&types.IsInteger == 0 {
		return false
	}
	switch name := strings.ToLower(prm.Name()); name {
	case "code", "sc", "httpcode":
		return true
	default:
		return strings.Contains(name, "status")
	}
}

// passedViews returns, for each call of prm's function, the parameters that get the status or the response of
// the answer whose code v is, prm or a part of it.
func (p *Package) passedViews(prm *ssa.Parameter, v ssa.Value) []reach.Subject {
	fn := prm.Parent()
	var out []reach.Subject
	for _, call := range p.Origins.Callers(fn) {
		args := program.Arguments(call.Common())
		i := slices.Index(fn.Params, prm)
		if len(args) != len(fn.Params) {
			return nil
		}
		answers := map[reach.Holder]bool{}
		for _, o := range p.Origins.Handed(call, prm, v) {
			if o.Kind != origin.Body || o.Path != origin.PathCode || o.Stream || o.Answer == nil {
				return nil
			}
			answers[reach.Holder{Value: o.Answer, Field: o.Held}] = true
		}
		var s reach.Subject
		for j, arg := range args {
			if j != i && p.comesFrom(arg, answers) {
				s.Holders = append(s.Holders, reach.Holder{Value: fn.Params[j]})
			}
		}
		if len(s.Holders) == 0 {
			return nil
		}
		out = append(out, s)
	}
	return out
}

// comesFrom reports whether v is the response, or the HTTP status, of one of the answers.
func (p *Package) comesFrom(v ssa.Value, answers map[reach.Holder]bool) bool {
	s := p.Origins.Here(v)
	for _, o := range s {
		if o.Kind != origin.HTTP && o.Kind != origin.Response || o.Hidden || o.Part || !answers[reach.Holder{Value: o.Answer, Field: o.Held}] {
			return false
		}
	}
	return len(s) > 0
}

// beside returns the structs that v is read from: the one around it, and those around an envelope.
func (p *Package) beside(v ssa.Value) []ssa.Value {
	var out []ssa.Value
	for {
		var x ssa.Value
		switch y := v.(type) {
		case *ssa.UnOp:
			fa, ok := y.X.(*ssa.FieldAddr)
			if !ok {
				return out
			}
			x = fa.X
		case *ssa.FieldAddr:
			x = y.X
		case *ssa.Field:
			x = y.X
		case *ssa.Call:
			callee := y.Call.StaticCallee()
			if callee == nil || callee.Signature.Recv() == nil || len(y.Call.Args) == 0 {
				return out
			}
			x = y.Call.Args[0]
		default:
			return out
		}
		out = append(out, x)
		if t := pointee(x.Type()); !envelope.Inner(t) && !envelope.Is(t) {
			return out
		}
		v = x
	}
}

func pointee(t types.Type) types.Type {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}

// oursHTTP reports whether s is the HTTP status of answers, none of which is known to be another API's.
func (p *Package) oursHTTP(s origin.Set) bool {
	http := s.HTTP()
	for _, o := range http {
		if o.Part || o.Answer == nil && o.Imported == nil || o.Answer != nil && !p.ours(o) {
			return false
		}
	}
	return len(http) > 0
}

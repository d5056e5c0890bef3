package origin

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A Read is a call that decodes JSON.
type Read struct {
	Call  ssa.CallInstruction
	Into  ssa.Value // the argument that is decoded into
	From  Set       // the bodies that it reads, or parts of them, as the calling function sees them
	Param int       // the parameter of the calling function that it reads, -1 if it reads none
}

// Reads returns what call decodes, if it decodes JSON; ok is false for other calls.
func (e *Engine) Reads(call ssa.CallInstruction) (r Read, ok bool) {
	e.refuel()
	into, from, ok := e.decodeCall(call, nil)
	args := program.Arguments(call.Common())
	if !ok || into < 0 || into >= len(args) {
		return r, false
	}
	r = Read{Call: call, Into: args[into], Param: e.sourceParam(call.Parent(), call, from)}
	if from >= 0 {
		r.From = e.SourceOf(call, from)
	}
	return r, true
}

// ReadsNode returns what call reads, if it reads a value, or a node that is read further, out of a body or another node.
func (e *Engine) ReadsNode(call ssa.CallInstruction) (r Read, ok bool) {
	obj := program.Called(call.Common())
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == e.pkg {
		return r, false
	}
	g := known(e.FullName(obj)).getter
	if g == nil || g.body >= len(program.Arguments(call.Common())) {
		return r, false
	}
	e.refuel()
	return Read{Call: call, From: e.SourceOf(call, g.body), Param: e.sourceParam(call.Parent(), call, g.body)}, true
}

// SourceOf returns the bodies that argument i of call holds, reads or is, as the calling function sees them.
func (e *Engine) SourceOf(call ssa.CallInstruction, i int) (s Set) {
	e.in(call.Parent(), func() {
		arg := program.Arguments(call.Common())[i]
		s = e.source(call, i, nil)
		if _, isPtr := arg.Type().Underlying().(*types.Pointer); !isPtr || len(s) == 0 {
			s = s.add(e.value(arg, nil, call, nil))
		}
		s = e.expand(s.filter(func(o Origin) bool { return o.Kind == Body && o.Answer != nil }), call.Parent())
	})
	return s
}

// ParamOf returns the parameter of the calling function that argument i of call comes from, or -1.
func (e *Engine) ParamOf(call ssa.CallInstruction, i int) int {
	return e.sourceParam(call.Parent(), call, i)
}

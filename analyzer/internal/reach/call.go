package reach

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// call evaluates a call.
func (r *run) call(call *ssa.Call) *value {
	c := call.Common()
	if r.isSubject(call) {
		if v, ok := r.descend(call); ok && v != nil && v.kind == never {
			return v
		}
		return subject
	}
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return r.builtin(b.Name(), c.Args)
	}
	fn, recv, _ := program.Callee(c)
	if recv != nil {
		x := r.val(recv)
		if x != nil && x.kind == answer {
			if v := r.askAnswer(call, fn); v != nil {
				return v
			}
		}
	}
	if f := r.val(c.Value); f != nil && f.kind == function && f.base == nil && c.StaticCallee() == nil && len(f.fn.Blocks) > 0 {
		if v, ok := r.descend(call); ok {
			return v
		}
	}
	if s := send.Of(call); s != nil {
		return r.send(s)
	}
	if fn != nil && fn.Pkg() != nil {
		if v, ok := r.library(call, fn); ok {
			return v
		}
	}
	if v, ok := r.descend(call); ok {
		return v
	}
	if v := r.imported(call, fn); v != nil {
		return v
	}
	if v := r.foreign(call, fn); v != nil {
		return v
	}
	return r.unseen(call)
}

// askAnswer evaluates a call of a method of the answer, or of what holds its status.
func (r *run) askAnswer(call *ssa.Call, fn *types.Func) *value {
	callee := call.Call.StaticCallee()
	if callee != nil && len(callee.Blocks) > 0 {
		return nil
	}
	if send.IsResponse(pointerTo(fn.Signature().Recv().Type())) {
		if send.IsHTTPResponse(pointerTo(fn.Signature().Recv().Type())) {
			return nil
		}
		return r.answerMethod(fn.Name(), fn.Signature().Results())
	}
	if r.e.carries(call) {
		return r.statusAs(call.Type())
	}
	return nil
}

// send evaluates a send: the answer itself is told by its place; where the package's own transports
// make an error of the status, that is what comes back.
func (r *run) send(s *send.Send) *value {
	n := s.Call.Common().Signature().Results().Len()
	if n < 2 {
		return anything
	}
	elems := make([]*value, n)
	for i := range elems {
		elems[i] = anything
	}
	if refused := r.e.transports.refuse(r, s); refused && s.Response >= 0 && s.Err >= 0 {
		elems[s.Response], elems[s.Err] = nilValue, some
	} else if call, ok := s.Call.(*ssa.Call); ok && s.Err >= 0 && r.yieldsSubject(call) {
		elems[s.Err] = nilValue // there is an answer
		fn := program.Called(&call.Call)
		if v := r.imported(call, fn); v != nil && s.Err < len(v.elems) && v.elems[s.Err].isNil() < 0 {
			return v
		}
	}
	return &value{kind: tuple, elems: elems}
}

// descend evaluates a call of functions of the package.
func (r *run) descend(call *ssa.Call) (*value, bool) {
	c := call.Common()
	args := make([]*value, 0, len(c.Args)+1)
	if c.IsInvoke() {
		args = append(args, r.val(c.Value))
	}
	for _, a := range c.Args {
		args = append(args, r.val(a))
	}
	if fn := c.StaticCallee(); fn != nil {
		if len(fn.Blocks) == 0 {
			return nil, false
		}
		var free []*value
		if x := r.val(c.Value); x != nil && x.kind == function {
			free = x.free
		}
		return r.enter(fn, args, free), true
	}
	if x := r.val(c.Value); x != nil && x.kind == function && !c.IsInvoke() {
		if len(x.fn.Blocks) == 0 {
			return nil, false
		}
		return r.enter(x.fn, args, x.free), true
	}
	fns, complete := r.e.callees(call)
	if len(fns) == 0 || len(fns) > 4 {
		return nil, false
	}
	var x *value
	for _, fn := range fns {
		x = join(x, r.enter(fn, args, nil))
	}
	if !complete {
		x = join(x, r.unseen(call))
	}
	return x, true
}

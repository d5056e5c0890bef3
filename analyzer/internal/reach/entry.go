package reach

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// entry returns the statuses that the subject can have when fn is entered, by what its callers
// leave of them. known is false if others can call it, or if fn gets the answer itself.
func (e *Engine) entry(s Subject, fn *ssa.Function, up int) (out Answer, known bool) {
	if up >= maxUp || len(s.Holders) == 0 {
		return out, false
	}
	outer := e.outside(s, fn)
	if len(outer) == 0 {
		return e.kept(s, up)
	}
	if fn.Parent() != nil && len(captured(s, fn)) > 0 {
		return e.around(s, fn, up)
	}
	return e.overCalls(s, outer, fn, up, func(there Subject, call ssa.CallInstruction, _ []ssa.Value) Answer {
		return e.statusesAtCall(there, call, fn, up+1)
	})
}

// overCalls puts together what ask says of the calls of fn, which gets the subject in its parameters outer: there is
// the subject as the caller sees it. Of a function that nobody calls, what it gets counts as it was made. known is
// false if others can call fn.
func (e *Engine) overCalls(s Subject, outer []Holder, fn *ssa.Function, up int, ask func(there Subject, call ssa.CallInstruction, args []ssa.Value) Answer) (out Answer, known bool) {
	if (open(fn) || e.origins.Abroad(fn)) && !s.Closed {
		return out, false
	}
	calls := s.Calls
	if len(calls) == 0 {
		if calls = e.origins.Callers(fn); len(calls) == 0 {
			return e.laidDown(s, outer, up)
		}
	}
	for _, call := range calls {
		if call.Parent() == fn {
			continue // recursion: what it is entered with is known
		}
		args := program.Arguments(call.Common())
		there := Subject{Sends: s.Sends, Body: s.Body, Closed: s.Closed}
		for _, h := range outer {
			i := slices.Index(fn.Params, h.Value.(*ssa.Parameter))
			if i >= len(args) {
				return out, false
			}
			there.Holders = append(there.Holders, e.holderOf(args[i], h.Field)...)
		}
		if len(there.Holders) == 0 {
			return out, false
		}
		if in := ask(there, call, args); len(in.Set) > 0 {
			out.Join(in)
		}
	}
	return out, len(out.Set) > 0
}

// refusals returns the errors that fn gets together with the subject, and the statuses for which they are not nil.
func (e *Engine) refusals(s Subject, fn *ssa.Function, up int) map[*ssa.Parameter]Set {
	if up >= maxUp || fn.Parent() != nil || !slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool { return isError(p.Type()) }) {
		return nil
	}
	outer := e.outside(s, fn)
	if len(outer) == 0 {
		return nil
	}
	refused := map[*ssa.Parameter]Set{}
	for i, p := range fn.Params {
		if !isError(p.Type()) {
			continue
		}
		passed, known := e.overCalls(s, outer, fn, up, func(there Subject, call ssa.CallInstruction, args []ssa.Value) Answer {
			if i >= len(args) {
				return Answer{Set: e.All()}
			}
			return e.statusesFor(there, call, up+1, func(r *run) bool {
				x := r.at(args[i], call.Block())
				return r.mayCall(call, fn) && (x == nil || x.isNil() >= 0)
			})
		})
		if known {
			refused[p] = slices.DeleteFunc(e.All(), passed.Set.Has)
		}
	}
	return refused
}

// statusesAtCall returns the statuses that the subject can have at a call of fn. Functions that call one
// another in several places are asked once in a question, not once for each way.
func (e *Engine) statusesAtCall(s Subject, call ssa.CallInstruction, fn *ssa.Function, up int) Answer {
	k := atCall{call, fn, up, s.key()}
	if known, ok := e.atCalls[k]; ok {
		return known
	}
	a := e.statusesFor(s, call, up, func(r *run) bool { return r.mayCall(call, fn) })
	e.atCalls[k] = a
	return a
}

type atCall struct {
	call    ssa.CallInstruction
	fn      *ssa.Function
	up      int
	subject string
}

// mayCall reports whether the call, in the run's scenario, can be one of fn.
func (r *run) mayCall(call ssa.CallInstruction, fn *ssa.Function) bool {
	if call.Common().IsInvoke() || call.Common().StaticCallee() != nil {
		return true
	}
	x := r.val(call.Common().Value)
	return x == nil || x.kind != function || x.fn == fn || x.fn.Synthetic != ""
}

// outside returns the parameters of fn that its subject hangs on; nil if it hangs on something
// else too.
func (e *Engine) outside(s Subject, fn *ssa.Function) []Holder {
	var out []Holder
	for _, h := range s.Holders {
		at := h.place()
		if p, ok := at.root.(*ssa.Parameter); ok && p.Parent() == fn {
			out = append(out, Holder{p, strings.TrimPrefix(at.path, ".")})
			continue
		}
		if len(captured(Subject{Holders: []Holder{h}}, fn)) > 0 {
			out = append(out, h)
			continue
		}
		if in := at.root.Parent(); in != nil && in != fn {
			continue // where it came from, which fn does not see
		}
		return nil
	}
	return out
}

// captured returns the holders that belong to a function around fn.
func captured(s Subject, fn *ssa.Function) []Holder {
	var out []Holder
	for _, v := range s.Holders {
		root := v.place().root
		for outer := fn.Parent(); outer != nil; outer = outer.Parent() {
			if root.Parent() == outer {
				out = append(out, v)
			}
		}
	}
	return out
}

// around returns the statuses of a captured answer when the function literal fn is called, if that
// is only where it stands, else when it is made.
func (e *Engine) around(s Subject, fn *ssa.Function, up int) (out Answer, known bool) {
	outer := fn.Parent()
	there := Subject{Sends: s.Sends, Body: s.Body, Closed: s.Closed, Holders: s.Holders}
	var at []ssa.Instruction
	calls := s.Calls
	if len(calls) == 0 {
		calls = e.origins.Callers(fn)
	}
	for _, call := range calls {
		if call.Parent() != outer {
			at = nil
			break
		}
		at = append(at, call.(ssa.Instruction))
	}
	if len(at) == 0 {
		for _, ref := range program.Uses(fn) {
			if mc, ok := ref.(*ssa.MakeClosure); ok {
				at = append(at, mc)
			}
		}
	}
	for _, instr := range at {
		in := e.statusesFor(there, instr, up+1, nil)
		out.Join(in)
	}
	return out, len(out.Set) > 0
}

// open reports whether fn can be called from outside of the package, or from where it is not seen.
func open(fn *ssa.Function) bool {
	obj := fn.Object()
	if obj == nil {
		return fn.Parent() == nil
	}
	return obj.Exported() && obj.Pkg() != nil && obj.Pkg().Name() != "main"
}

// holderOf returns what holds the status of the answer that v is, or came from.
func (e *Engine) holderOf(v ssa.Value, field string) []Holder {
	if holds(v.Type()) && !origin.IsReader(v.Type()) {
		return []Holder{{v, field}}
	}
	var out []Holder
	for _, o := range e.here(v) {
		if h := (Holder{o.Answer, o.Held}); o.Answer != nil && !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	return out
}

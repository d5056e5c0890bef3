package answer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// Hooks returns, for each client that the send goes through, the functions of the package that it calls with
// every answer, and whose error becomes the send's.
func (e *Engine) Hooks(s *send.Send) [][]*ssa.Function {
	k := kits[s.Library]
	if k == nil || s.Client == nil {
		return nil
	}
	var found [][]*ssa.Function
	for _, request := range e.origins(spot{s.Client, nil}) {
		own := e.hooksIn(k, e.optionsOf(request))
		made := callOf(request.v) // client.R()
		if made == nil {
			found = append(found, own)
			continue
		}
		_, client, _ := program.Callee(&made.Call)
		if client == nil {
			client = request.v
		}
		for _, root := range e.origins(spot{client, request.in}) {
			found = append(found, append(e.hooksIn(k, e.optionsOf(root)), own...))
		}
	}
	return found
}

func (e *Engine) hooksIn(k *kit, opts []option) []*ssa.Function {
	var found []*ssa.Function
	for _, o := range pick(opts, k.hooks...) {
		for _, arg := range o.args {
			for _, f := range e.given(o, arg) {
				for _, src := range e.sources(f) {
					if fn := declared(functionOf(src)); fn != nil && len(fn.Blocks) > 0 {
						found = append(found, fn)
					}
				}
			}
		}
	}
	return found
}

// declared returns the method that a wrapper of it, a method value, stands for; else fn.
func declared(fn *ssa.Function) *ssa.Function {
	if fn != nil && send.IsWrapper(fn) {
		if obj, ok := fn.Object().(*types.Func); ok {
			return fn.Prog.FuncValue(obj)
		}
	}
	return fn
}

// hooked returns what the send yields in a scenario, with the errors that the client's hooks make of the answer.
func (e *Engine) hooked(call ssa.CallInstruction, sc scenario) []start {
	v := e.answered(call, sc)
	s := e.sends[call]
	if s == nil || v == nil || v.kind != tuple || s.Err < 0 || sc.status == Failed {
		return []start{{value: v}}
	}
	var starts []start
	for _, hooks := range e.Hooks(s) {
		if len(hooks) > 0 {
			e.asker.only(sc.status)
		}
		passed := true // the answer came through all hooks without an error
		for _, fn := range hooks {
			t := e.enter(fn, sc, arguments(fn, sc, nil), nil)
			passed = t.Cut || len(t.Returns) == 0
			for _, r := range t.Returns {
				if r.value.kind == tuple || r.value.isNil() != no {
					passed = true
					continue
				}
				elems := slices.Clone(v.elems)
				elems[s.Err] = r.value
				starts = append(starts, start{value: tupleOf(elems...), mem: r.mem})
			}
			if !passed {
				break
			}
		}
		if passed {
			starts = append(starts, start{value: v})
		}
	}
	if len(starts) == 0 || len(starts) > maxResults {
		return []start{{value: v}}
	}
	return starts
}

// toldByHooks reports whether the client's hooks make an error of a 429 that they make of no other answer.
func (n *node) toldByHooks() bool {
	s := n.e.sends[n.send]
	if s == nil || s.Err < 0 || !slices.ContainsFunc(n.e.Hooks(s), func(hooks []*ssa.Function) bool { return len(hooks) > 0 }) {
		return false
	}
	others := map[string]bool{}
	for _, st := range n.start(plain) {
		others[n.shapeOf(st.value, st.mem, 0)] = true
	}
	for _, st := range n.start(limited) {
		if st.value.kind != tuple || st.value.elems[s.Err].isNil() != no || others[n.shapeOf(st.value, st.mem, 0)] {
			return false
		}
	}
	return true
}

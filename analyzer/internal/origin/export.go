package origin

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A Field is a field of one of the package's types, and what it can hold outside of the package.
type Field struct {
	Var   *types.Var
	Holds Set
}

// Fields returns the scalar fields of a type of the package, those of nested structs included.
func (e *Engine) Fields(named *types.Named) []Field {
	var out []Field
	var visit func(st *types.Struct, prefix []string, depth int)
	visit = func(st *types.Struct, prefix []string, depth int) {
		for f := range st.Fields() {
			names := append(prefix[:len(prefix):len(prefix)], f.Name())
			t := f.Type()
			if p, ok := t.Underlying().(*types.Pointer); ok {
				t = p.Elem()
			}
			if nested, ok := types.Unalias(t).(*types.Struct); ok && depth < 4 {
				visit(nested, names, depth+1)
				continue
			}
			if !scalar(t) {
				continue
			}
			var p *path
			ok := true
			for i := len(names) - 1; i >= 0 && ok; i-- {
				p, ok = e.cons(step{kind: field, name: names[i]}, p)
			}
			if !ok {
				continue
			}
			e.refuel()
			holds := e.births(e.intern(named), p, leaving)
			if len(holds) == 0 {
				holds = e.guessed(e.intern(named), p)
			}
			if len(holds) > 0 {
				out = append(out, Field{f.Origin(), holds})
			}
		}
	}
	if st, ok := named.Underlying().(*types.Struct); ok {
		visit(st, nil, 0)
	}
	return out
}

// Result returns what result i of fn can be, whoever calls it.
func (e *Engine) Result(fn *ssa.Function, i int) Set {
	if !scalar(fn.Signature.Results().At(i).Type()) {
		return nil
	}
	var s Set
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			e.refuel()
			s = s.add(e.expand(e.value(ret.Results[i], nil, ret, nil), nil))
		}
	}
	return s
}

// DecodesParam returns the parameter of fn that it decodes JSON into as a whole (an any, or a
// type parameter), and the one that holds the JSON; -1 each if there is none. Of several, one that
// an error is decoded into is preferred.
func (e *Engine) DecodesParam(fn *ssa.Function) (into, from int) {
	into, from = -1, -1
	for i, prm := range fn.Params {
		if iface, ok := prm.Type().Underlying().(*types.Interface); !ok || !iface.Empty() {
			continue
		}
		for _, t := range e.touches(fn)[prm] {
			call, ok := t.instr.(ssa.CallInstruction)
			if !ok || t.mc != nil || t.path != nil {
				continue
			}
			e.refuel()
			if s, ok := e.sinkOf(call); ok && slices.Contains(s.into, t.arg) {
				if !s.success(t.arg) {
					return i, -1
				}
				if into < 0 {
					into = i
				}
				continue
			}
			target, src, ok := e.decodeCall(call, nil)
			if !ok || target != t.arg {
				continue
			}
			return i, e.sourceParam(fn, call, src)
		}
	}
	return into, from
}

// sourceParam returns the parameter of fn that a decoder's source comes from, or -1.
func (e *Engine) sourceParam(fn *ssa.Function, call ssa.CallInstruction, src int) int {
	if src < 0 {
		return -1
	}
	seen := map[ssa.Value]bool{}
	var find func(v ssa.Value) int
	find = func(v ssa.Value) int {
		root, _ := e.locate(v)
		if seen[root] {
			return -1
		}
		seen[root] = true
		for i, prm := range fn.Params {
			if ssa.Value(prm) == root {
				return i
			}
		}
		if x, ok := root.(*ssa.Extract); ok {
			root = x.Tuple
		}
		if c, ok := root.(*ssa.Call); ok {
			for _, arg := range program.Arguments(c.Common()) {
				if i := find(arg); i >= 0 {
					return i
				}
			}
		}
		return -1
	}
	return find(program.Arguments(call.Common())[src])
}

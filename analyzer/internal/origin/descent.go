package origin

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Functions that look a value up in nested maps, along a list of keys: dig(body, "error", "status").

// descended answers for path p of v, what a loop over a list of keys has come to; ok is false if v is
// something else.
func (e *Engine) descended(v *ssa.Phi, p *path, fr *frame) (s Set, ok bool) {
	list, start := walked(v)
	if list == nil {
		return nil, false
	}
	pred := v.Block().Preds[start]
	at := pred.Instrs[len(pred.Instrs)-1]
	return e.along(e.keyLists(list, at, fr, 0), v.Edges[start], p, at, fr), true
}

// lastKey is descended for what is looked up under the key at hand, in what the keys before it came to.
func (e *Engine) lastKey(v *ssa.Lookup, p *path, fr *frame) (s Set, ok bool) {
	from, keys := lookedUp(v)
	phi, ok := from.(*ssa.Phi)
	if !ok {
		return nil, false
	}
	if list, _ := walked(phi); list == nil || list != keys {
		return nil, false
	}
	return e.descended(phi, p, fr)
}

// walked returns the list whose elements v is looked up by, one after the other, and the edge on which the
// value comes in that the walk starts from; nil if v is something else.
func walked(v *ssa.Phi) (list ssa.Value, start int) {
	if !reference(v.Type()) {
		return nil, -1
	}
	start = -1
	for i, edge := range v.Edges {
		from, keys := lookedUp(edge)
		switch {
		case from == ssa.Value(v) && keys != nil && (list == nil || list == keys):
			list = keys
		case start < 0:
			start = i
		default:
			return nil, -1
		}
	}
	if start < 0 {
		return nil, -1
	}
	return list, start
}

// along answers for path p below each of the lists of keys in v.
func (e *Engine) along(lists [][]string, v ssa.Value, p *path, at ssa.Instruction, fr *frame) Set {
	var s Set
	for _, keys := range lists {
		q, ok := p, true
		for _, k := range slices.Backward(keys) {
			if q, ok = e.cons(step{kind: key, name: k}, q); !ok {
				break
			}
		}
		if ok {
			s = s.add(e.value(v, q, at, fr))
		}
	}
	return s
}

// lookedUp returns the value from that v was looked up in as a map, and the list that its key is an
// element of; nil if v is something else.
func lookedUp(v ssa.Value) (from, keys ssa.Value) {
	look, ok := unwrapped(v).(*ssa.Lookup)
	if !ok {
		return nil, nil
	}
	load, ok := unwrapped(look.Index).(*ssa.UnOp)
	if !ok {
		return nil, nil
	}
	element, ok := load.X.(*ssa.IndexAddr)
	if !ok {
		return nil, nil
	}
	return unwrapped(look.X), element.X
}

// unwrapped returns what v is another form of: asserted, converted, or the first of two results.
func unwrapped(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.Extract:
			if x.Index != 0 {
				return v
			}
			switch t := x.Tuple.(type) {
			case *ssa.TypeAssert:
				v = t.X
			case *ssa.Lookup:
				return t
			default:
				return v
			}
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		default:
			return v
		}
	}
}

// A descent is a function that calls itself with what it finds under the first of its keys, and the
// other keys.
type descent struct{ value, keys int } // its parameters

// descentOf returns how fn is a descent, or nil.
func (e *Engine) descentOf(fn *ssa.Function) *descent {
	if d, ok := e.descents[fn]; ok {
		return d
	}
	var found *descent
	for _, call := range e.callers[fn] {
		if call.Parent() != fn {
			continue
		}
		d := descent{-1, -1}
		for i, arg := range call.Common().Args {
			if rest, ok := arg.(*ssa.Slice); ok && ssa.Value(fn.Params[i]) == rest.X && rest.Low != nil && rest.High == nil {
				d.keys = i
				continue
			}
			from, keys := lookedUp(arg)
			prm, ok := keys.(*ssa.Parameter)
			if ok && from == ssa.Value(fn.Params[i]) && slices.Contains(fn.Params, prm) {
				d.value = i
			}
		}
		if d.value >= 0 && d.keys >= 0 {
			found = &d
		}
	}
	e.descents[fn] = found
	return found
}

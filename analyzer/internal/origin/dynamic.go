package origin

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// received returns what is sent in the package on the channels that ch can be; where that
// cannot be told, on all channels of its type.
func (e *Engine) received(ch ssa.Value, at ssa.Instruction, p *path, fr *frame) Set {
	t, ok := ch.Type().Underlying().(*types.Chan)
	if !ok {
		return nil
	}
	in := e.value(ch, nil, at, fr).filter(isChan)
	var s Set
	for _, send := range e.sends {
		u, ok := send.ch.Type().Underlying().(*types.Chan)
		if !ok || !types.Identical(t.Elem(), u.Elem()) {
			continue
		}
		if out := e.value(send.ch, nil, send.at, nil).filter(isChan); len(in) > 0 && len(out) > 0 && !meet(in, out) {
			continue
		}
		s = s.add(e.value(send.x, p, send.at, nil))
	}
	if len(s) == 0 {
		return e.unknown(t.Elem(), p) // sent elsewhere
	}
	return s
}

func isChan(o Origin) bool { return o.Kind == Chan }

func meet(a, b Set) bool {
	for _, o := range a {
		for _, q := range b {
			if o.Chan == q.Chan {
				return true
			}
		}
	}
	return false
}

func (e *Engine) makeInterface(v *ssa.MakeInterface, p *path, at ssa.Instruction, fr *frame) Set {
	if !asserts(p) {
		return e.value(v.X, p, at, fr)
	}
	dyn := e.intern(v.X.Type())
	if p.kind == dynamic {
		return Set{{Kind: Dynamic, Type: dyn}}
	}
	if dyn == p.typ {
		return e.value(v.X, p.tail, at, fr)
	}
	if iface, ok := p.typ.Underlying().(*types.Interface); ok && types.Implements(dyn, iface) {
		return e.makeInterface(v, p.tail, at, fr)
	}
	if p.kind != as {
		return nil
	}
	return e.wrapped(v.X, p, at, fr)
}

// asserts reports whether p begins with a question about an interface's dynamic value.
func asserts(p *path) bool {
	return p != nil && (p.kind == assert || p.kind == as || p.kind == guess || p.kind == dynamic)
}

// wrapped asks the errors that v, a struct that is an error itself, holds: errors.As looks through it.
func (e *Engine) wrapped(v ssa.Value, p *path, at ssa.Instruction, fr *frame) Set {
	t := v.Type()
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var s Set
	for f := range st.Fields() {
		if isError(f.Type()) {
			s = s.add(e.step(step{kind: field, name: f.Name()}, v, p, at, fr))
		}
	}
	return s
}

func (e *Engine) typeAssert(v *ssa.TypeAssert, p *path, at ssa.Instruction, fr *frame) Set {
	if types.IsInterface(v.AssertedType) {
		return e.value(v.X, p, at, fr)
	}
	if p != nil || isError(v.X.Type()) {
		if s := e.step(step{kind: assert, typ: e.intern(v.AssertedType)}, v.X, p, at, fr); len(s) > 0 {
			return s
		}
	}
	// A value out of a decoded map[string]any: its dynamic type is not known to us.
	return e.value(v.X, p, at, fr)
}

package origin

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A promotion is a method that a type of the package has from a struct or an interface embedded in it.
type promotion struct {
	fn    *ssa.Function // the method as it is declared
	outer types.Type    // the type that has it too: a named struct, or a pointer to it
	path  *path         // from a value of that type to the method's receiver
	boxed bool          // which is the dynamic value there
}

// promotions returns the ways in which the package's types have a method of this name from structs
// or interfaces embedded in them.
func (e *Engine) promotions(name string) []promotion {
	if ps, ok := e.promoted[name]; ok {
		return ps
	}
	var ps []promotion
	for _, t := range e.named {
		if _, ok := t.Underlying().(*types.Struct); !ok || t.TypeParams().Len() > 0 {
			continue
		}
		for _, outer := range []types.Type{t, types.NewPointer(t)} {
			obj, index, _ := types.LookupFieldOrMethod(outer, false, e.pkg, name)
			m, ok := obj.(*types.Func)
			if !ok || len(index) < 2 {
				continue
			}
			var names []string
			in := types.Type(t)
			for _, i := range index[:len(index)-1] {
				f := program.StructOf(in).Field(i)
				names = append(names, f.Name())
				in = f.Type()
			}
			p, ok := e.fieldPath(names)
			if !ok {
				continue
			}
			for _, fn := range e.methods[name] {
				iface, boxed := in.Underlying().(*types.Interface)
				switch {
				case boxed && types.Implements(fn.Signature.Recv().Type(), iface), fn.Object() == m && fn.Origin() == nil:
					ps = append(ps, promotion{fn, e.intern(outer), p, boxed})
				}
			}
		}
	}
	e.promoted[name] = ps
	return ps
}

// receiver asks for what a method called through the interface arg gets as its receiver: the dynamic
// value of the receiver's type, or what is embedded in one of another type.
func (e *Engine) receiver(arg ssa.Value, prm *ssa.Parameter, p *path, at ssa.Instruction, fr *frame) Set {
	kind := assert
	if isError(arg.Type()) {
		kind = guess
	}
	iface, ok := arg.Type().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	var s Set
	if types.Implements(prm.Type(), iface) {
		s = e.step(step{kind: kind, typ: e.intern(prm.Type())}, arg, p, at, fr)
	}
	fn := prm.Parent()
	for _, pr := range e.promotions(fn.Name()) {
		if pr.fn != fn || !types.Implements(pr.outer, iface) {
			continue
		}
		q, ok := p, true
		if pr.boxed {
			q, ok = e.cons(step{kind: assert, typ: e.intern(prm.Type())}, p)
		}
		if !ok {
			continue
		}
		if q, ok = e.join(pr.path, q); ok {
			s = s.add(e.step(step{kind: kind, typ: pr.outer}, arg, q, at, fr))
		}
	}
	return s
}

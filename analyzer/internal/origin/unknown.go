package origin

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Where the way back ends (a parameter of an exported function, an error out of an interface),
// the type is followed instead: a value of one of the package's types holds what the package
// itself puts into such values before they leave the function that makes them.

const maxNested = 4 // steps below a type up to which the types around it are asked

type birthKey struct {
	typ  types.Type
	path *path
	kind birthKind
}

// birthKind says which values of a type count.
type birthKind uint8

const (
	leaving  birthKind = iota // those that leave the functions that are seen
	boxed                     // those that become an interface's dynamic value
	anywhere                  // all
)

// births answers for path p of any value of the package's own type t, or of an instance of a generic one.
func (e *Engine) births(t types.Type, p *path, kind birthKind) Set {
	k := birthKey{t, p, kind}
	if s, ok := e.born[k]; ok {
		return s
	}
	if depth, ok := e.bearing[k]; ok { // cycles add nothing, and what is found meanwhile is not all
		e.low = min(e.low, depth)
		return nil
	}
	if a, ok := e.partialBirths[k]; ok {
		e.use(a)
		return a.set
	}
	if e.fuel--; e.fuel < 0 || len(e.asking) > maxDepth {
		e.low = 0
		return nil
	}
	question := e.begin()
	e.bearing[k] = question.depth
	s := e.newborn(t, p, kind)
	delete(e.bearing, k)
	if e.end(question) {
		e.born[k] = s
	} else {
		e.partialBirths[k] = partial{set: s, waiting: question}
		e.halfBirths = append(e.halfBirths, k)
	}
	return s
}

// bornAs is births for t, or what it points to: of a generic type for that instance, or where the package makes
// none of these, for any.
func (e *Engine) bornAs(t types.Type, p *path, kind birthKind) Set {
	if s := e.births(e.intern(pointed(t)), p, kind); len(s) > 0 {
		return s
	}
	return e.births(e.own(t), p, kind)
}

// newborn is births, not remembered.
func (e *Engine) newborn(t types.Type, p *path, kind birthKind) Set {
	var s Set
	for _, l := range e.leaves[e.own(t)] {
		if !isA(l.value, t) || e.declares(l) {
			continue
		}
		if ret, ok := l.instr.(*ssa.Return); ok && kind != anywhere && !e.reachable(ret.Parent()) {
			continue // its callers go on with the value
		}
		if kind == boxed && !l.boxed {
			continue
		}
		s = s.add(e.value(l.value, p, l.instr, nil).each(func(o *Origin) { o.take(l.instr.Pos(), "stored here") }))
	}
	if kind == leaving {
		for _, w := range e.written(t) {
			if left, _ := e.exit(w.fn, w.root, p, nil); len(left) > 0 && e.leaks(w.root, 0) {
				s = s.add(left)
			}
		}
		for _, o := range e.outers[t] {
			if p != nil && p.len > maxNested || e.fuel < 0 {
				break
			}
			if e.own(o.typ) == nil {
				continue // no name: no value of it is seen to leave
			}
			if q, ok := e.cons(step{kind: field, name: o.field}, p); ok {
				s = s.add(e.births(o.typ, q, leaving))
			}
		}
	}
	return e.expand(s, nil)
}

// isA reports whether v, of the package's own type that t is or is an instance of, is a t or points to one.
func isA(v ssa.Value, t types.Type) bool {
	if named, ok := t.(*types.Named); !ok || named.TypeArgs().Len() == 0 {
		return true
	}
	return types.Identical(types.Unalias(pointee(types.Unalias(v.Type()))), t)
}

// written returns the functions that write through a pointer to t that they were given.
func (e *Engine) written(t types.Type) []writer {
	if ws, ok := e.writers[t]; ok {
		return ws
	}
	var ws []writer
	for _, prm := range e.takers[e.own(t)] {
		if isA(prm, t) && len(e.touches(prm.Parent())[prm]) > 0 {
			ws = append(ws, writer{prm.Parent(), prm})
		}
	}
	e.writers[t] = ws
	return ws
}

// leaks reports whether what a function writes through root may be seen other than by callers
// that hold the value in a variable of their own.
func (e *Engine) leaks(root ssa.Value, depth int) bool {
	prm, ok := root.(*ssa.Parameter)
	if !ok || depth > 4 {
		return true
	}
	calls := e.Callers(prm.Parent())
	if len(calls) == 0 {
		return true
	}
	for _, call := range calls {
		arg := argument(call, prm)
		if arg == nil {
			return true
		}
		switch from, _ := e.locate(arg); from.(type) {
		case *ssa.Alloc, *ssa.Call, *ssa.Extract, *ssa.Phi:
		default:
			if e.leaks(from, depth+1) {
				return true
			}
		}
	}
	return false
}

// unknown answers for path p of a value of type t that comes from out of sight: what the package puts
// into such values, or else, by their shape, what others do.
func (e *Engine) unknown(t types.Type, p *path) Set { return e.unseen(t, p, true) }

func (e *Engine) unseen(t types.Type, p *path, guessing bool) Set {
	if p == nil {
		return nil
	}
	switch p.kind {
	case assert, as:
		return e.unknownDynamic(p.typ, p.tail)
	case dynamic:
		return Set{{Kind: Dynamic}}
	case guess:
		return nil
	}
	if own := e.own(t); own != nil {
		s := e.bornAs(t, p, leaving)
		if len(s) == 0 && guessing {
			s = e.guessed(own, p)
		}
		return s
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return e.unseen(u.Elem(), p, guessing)
	case *types.Slice:
		return e.unseen(u.Elem(), p.tail, guessing)
	case *types.Map:
		return e.unseen(u.Elem(), p.tail, guessing)
	case *types.Struct:
		if p.kind != field {
			return nil
		}
		if s, ok := responsePart(t, p, nil); ok {
			return s
		}
		for f := range u.Fields() {
			if f.Name() != p.name {
				continue
			}
			if p.tail != nil {
				return e.unseen(f.Type(), p.tail, guessing)
			}
			if e.facts != nil {
				return e.facts.Field(f.Origin())
			}
		}
	}
	return nil
}

// unknownDynamic answers for path p of an interface's dynamic value of type t.
func (e *Engine) unknownDynamic(t types.Type, p *path) Set {
	if p == nil {
		return nil
	}
	if own := e.own(t); own != nil {
		// Where nobody boxes one, it is boxed where that is not seen.
		for _, which := range []birthKind{boxed, leaving} {
			if s := e.bornAs(t, p, which); len(s) > 0 {
				return s
			}
		}
		if s := e.guessed(own, p); len(s) > 0 {
			return s
		}
		return e.bornAs(t, p, anywhere)
	}
	return e.unknown(t, p)
}

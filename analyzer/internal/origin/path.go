package origin

import (
	"go/types"
	"strings"
)

// A path leads from a value to a part of it, outermost step first; nil is the value itself.
// Pointers are passed without a step of their own. Paths are interned: equal paths are one pointer.
type path struct {
	step
	tail *path
	len  int
}

// A step is a field of a struct (by name, so that a conversion between struct types keeps it),
// a key of a map, an element, or an assertion about an interface's dynamic type.
type step struct {
	kind stepKind
	name string     // of field and key
	typ  types.Type // of assert and as, interned by Engine.intern
}

type stepKind uint8

const (
	field   stepKind = iota
	key              // of a map, when it is a constant
	elem             // any element of a map, slice, array, channel
	assert           // the dynamic value, if it has this type
	as               // the same, looking through wrapped errors
	guess            // assert, of an interface that anything may stand in: what cannot be told is nothing
	keys             // the keys of a map
	dynamic          // the dynamic type of an interface, not a part of it
)

type pathKey struct {
	step
	tail *path
}

const (
	maxPath = 12 // longer paths come from recursive types only
	maxSame = 2  // … as do those in which a step comes up again and again: tripper.next.next.next
)

// cons puts s before p. ok is false if the path would grow too long to mean anything.
func (e *Engine) cons(s step, p *path) (q *path, ok bool) {
	k := pathKey{s, p}
	if q := e.paths[k]; q != nil {
		return q, true
	}
	n := 1
	if p != nil {
		n += p.len
	}
	again := 0 // how often s has been taken
	for t := p; t != nil; t = t.tail {
		if t.step == s {
			again++
		}
	}
	if n > maxPath || again >= maxSame {
		return nil, false
	}
	q = &path{step: s, tail: p, len: n}
	e.paths[k] = q
	return q, true
}

// join puts all steps of p before q.
func (e *Engine) join(p, q *path) (*path, bool) {
	if p == nil {
		return q, true
	}
	rest, ok := e.join(p.tail, q)
	if !ok {
		return nil, false
	}
	return e.cons(p.step, rest)
}

// cut removes the prefix p from q. ok is false if p is not a prefix of q; exact is
// false if an unknown element or key stood on one side.
func cut(p, q *path) (rest *path, exact, ok bool) {
	exact = true
	for ; p != nil; p, q = p.tail, q.tail {
		if q == nil {
			return nil, false, false
		}
		switch {
		case p.step == q.step:
			if p.kind == elem {
				exact = false
			}
		case p.kind == elem && q.kind == key, p.kind == key && q.kind == elem:
			exact = false
		default:
			return nil, false, false
		}
	}
	return q, exact, true
}

// intern returns one representative for all types identical to t.
func (e *Engine) intern(t types.Type) types.Type {
	t = types.Unalias(t)
	if have := e.types.At(t); have != nil {
		return have.(types.Type)
	}
	e.types.Set(t, t)
	return t
}

// String is for tests and debugging.
func (p *path) String() string {
	var b strings.Builder
	for ; p != nil; p = p.tail {
		switch p.kind {
		case field:
			b.WriteString("." + p.name)
		case key:
			b.WriteString("[" + p.name + "]")
		case elem:
			b.WriteString("[*]")
		case keys:
			b.WriteString("[keys]")
		case dynamic:
			b.WriteString(".(type)")
		case assert, as, guess:
			b.WriteString(".(" + p.typ.String() + ")")
		}
	}
	return b.String()
}

package origin

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

const (
	maxLodgers = 200    // for one function
	maxLodged  = 10_000 // touches to look at for them
)

// lodge adds to the touches m of a function those that reach memory through a local variable that was
// given its address: what decodes into &envelope{Error: d} writes to d, and a function literal that captured
// the parameter p writes to what p points to.
func (e *Engine) lodge(m map[ssa.Value][]touch, stores []*ssa.Store) {
	n := 0
	for _, l := range e.lodgers(stores) {
		for _, t := range m[l.holder] {
			if n++; n > maxLodged {
				return
			}
			if t.instr == ssa.Instruction(l.store) || t.lodged != nil {
				continue
			}
			if l.place == nil { // the variable is the pointer
				if t.path == nil && t.val != nil {
					continue // it is given another one
				}
				var ok bool
				if t.path, ok = e.join(l.base, t.path); !ok {
					continue
				}
			} else if rest, _, ok := cut(t.path, l.place); ok && rest != nil && t.val == nil {
				t.lodged, t.path = &lodging{rest, l.boxed}, l.base // the whole variable is handed on
			} else if rest, exact, ok := cut(l.place, t.path); ok && exact && rest != nil {
				if t.path, ok = e.join(l.base, rest); !ok { // a part of what it points to
					continue
				}
			} else {
				continue
			}
			if follows(l.store, t.instr) {
				m[l.root] = append(m[l.root], t)
			}
		}
	}
}

// A lodger is memory whose address a local variable holds from a store on.
type lodger struct {
	root   ssa.Value
	base   *path
	holder *ssa.Alloc
	place  *path      // of the address in the holder
	boxed  types.Type // of the pointer, if it stands in an interface
	store  *ssa.Store
}

// lodgers returns what stores put into local variables: pointers to structs, and structs that hold one.
func (e *Engine) lodgers(stores []*ssa.Store) []lodger {
	var out []lodger
	for _, st := range stores {
		addr, place := e.locate(st.Addr)
		holder, ok := addr.(*ssa.Alloc)
		if !ok {
			continue
		}
		if copied, ok := st.Val.(*ssa.UnOp); ok && !isPointer(copied.Type()) {
			from, within := e.locate(copied.X)
			for _, l := range out {
				if rest, exact, ok := cut(within, l.place); ok && exact && from == ssa.Value(l.holder) && from != addr && len(out) < maxLodgers {
					if l.place, ok = e.join(place, rest); ok {
						l.holder, l.store = holder, st
						out = append(out, l)
					}
				}
			}
			continue
		}
		l := lodger{holder: holder, place: place, store: st}
		val := st.Val
		if box, ok := val.(*ssa.MakeInterface); ok {
			val, l.boxed = box.X, box.X.Type()
		}
		l.root, l.base = e.locate(val)
		if _, isConst := l.root.(*ssa.Const); !isConst && l.root != addr && len(out) < maxLodgers {
			out = append(out, l)
		}
	}
	return out
}

// A lodging says where a pointer to the touched memory stands in what a call is handed.
type lodging struct {
	at  *path
	typ types.Type // of the pointer, if it stands in an interface
}

// lodges reports whether v, which is stored, is a pointer to a struct, also in an interface, or a copy of
// a struct.
func lodges(v ssa.Value) bool {
	if box, ok := v.(*ssa.MakeInterface); ok {
		v = box.X
	}
	if copied, ok := v.(*ssa.UnOp); ok && copied.Op == token.MUL && program.StructOf(v.Type()) != nil {
		return true
	}
	return isPointer(v.Type()) && program.StructOf(v.Type()) != nil
}

// follows reports whether b can run after a, in the same function.
func follows(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() {
		if slices.Index(a.Block().Instrs, a) < slices.Index(a.Block().Instrs, b) {
			return true
		}
	} else if a.Block().Dominates(b.Block()) {
		return true
	}
	seen := map[*ssa.BasicBlock]bool{}
	queue := slices.Clone(a.Block().Succs)
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		if next == b.Block() {
			return true
		}
		if !seen[next] {
			seen[next] = true
			queue = append(queue, next.Succs...)
		}
	}
	return false
}

// lodgedEffect returns what a call leaves at path p of memory that it reaches through what it is handed.
func (e *Engine) lodgedEffect(t touch, p *path, ats []ssa.Instruction, fr *frame) (s Set, settled bool) {
	l := t.lodged
	t.lodged, t.path = nil, nil
	if l.typ == nil {
		full, ok := e.join(l.at, p)
		if !ok {
			return nil, false
		}
		return e.effect(t, full, ats, fr)
	}
	got, _ := e.effect(t, l.at, ats, fr)
	for _, o := range got {
		if o.Kind == Body && o.Decode != nil { // a decoder fills what an interface holds
			s = s.add(e.decodedAs(l.typ, p, o, fr, 1))
		}
	}
	return s, false
}

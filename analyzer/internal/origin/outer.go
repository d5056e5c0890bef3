package origin

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
)

// An outer is a struct with a field that is, or points to, a type of the package.
type outer struct {
	typ   types.Type // the package's own named type, an instance of a generic one, or a struct without a name
	field string
}

// noteStruct takes up t, or what it points to, as an outer, if it is a struct of the package's making.
func (e *Engine) noteStruct(t types.Type) {
	t = pointed(t)
	if e.noted[t] {
		return
	}
	e.noted[t] = true
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	named, _ := t.(*types.Named)
	if named != nil {
		if named.Obj().Pkg() != e.pkg || named.TypeParams().Len() > 0 && named.TypeArgs().Len() == 0 {
			return
		}
		t = e.intern(t)
	}
	for f := range st.Fields() {
		if inner := e.own(f.Type()); inner != nil {
			if o := (outer{t, f.Name()}); !slices.Contains(e.outers[inner], o) {
				e.outers[inner] = append(e.outers[inner], o)
			}
		}
		if named == nil || f.Type() != t {
			e.noteStruct(f.Type())
		}
	}
}

// noteValue takes up the struct types that a function makes or is handed.
func (e *Engine) noteValue(v ssa.Value) {
	switch v := v.(type) {
	case *ssa.Alloc, *ssa.Parameter, *ssa.Extract:
		e.noteStruct(v.Type())
	case *ssa.Call:
		if _, several := v.Type().(*types.Tuple); !several {
			e.noteStruct(v.Type())
		}
	}
}

// guessed answers for path p of a value of type t that nobody in the package fills: if it has the shape
// of the envelope, or stands in one, others decode into it.
func (e *Engine) guessed(t types.Type, p *path) Set {
	if e.fuel--; e.fuel < 0 {
		e.low = 0
		return nil
	}
	if e.serves(t) {
		return nil
	}
	if s := e.decodedAs(t, p, Origin{Kind: Body}, nil, 0); len(s) > 0 || p != nil && p.len > maxNested {
		return s
	}
	var s Set
	for _, o := range e.outers[t] {
		q, ok := e.cons(step{kind: field, name: o.field}, p)
		if !ok {
			continue
		}
		if e.own(o.typ) != nil {
			s = s.add(e.guessed(o.typ, q))
		} else if envelope.Is(o.typ) {
			s = s.add(e.decodedAs(o.typ, q, Origin{Kind: Body}, nil, 0))
		}
	}
	return s
}

package reach

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// A keeping is an instruction that puts a value, a response or what may hold one, somewhere to be
// taken out again.
type keeping struct {
	at   ssa.Instruction
	v    ssa.Value
	into ssa.Value // the channel that it is sent to, if any
}

// indexKept notes what instr keeps.
func (e *Engine) indexKept(instr ssa.Instruction) {
	keep := func(v, ch ssa.Value) {
		if send.IsResponse(v.Type()) || ch != nil && holds(v.Type()) {
			e.keepings = append(e.keepings, keeping{instr, v, ch})
		}
	}
	switch instr := instr.(type) {
	case *ssa.Send:
		keep(instr.X, instr.Chan)
	case *ssa.Select:
		for _, st := range instr.States {
			if st.Dir == types.SendOnly {
				keep(st.Send, st.Chan)
			}
		}
	case *ssa.MapUpdate:
		keep(instr.Value, nil)
	case *ssa.Store:
		switch instr.Addr.(type) {
		case *ssa.IndexAddr, *ssa.FieldAddr, *ssa.Global:
			keep(instr.Val, nil)
		}
	}
}

// kept returns the statuses that the subject can have when it comes out of where it was kept: a channel,
// a list, a field. They are those that responses can have where the package puts one into such a place.
// known is false if the subject was not kept, and its own function says all.
func (e *Engine) kept(s Subject, up int) (out Answer, known bool) {
	for _, h := range s.Holders {
		at := h.place()
		sent, ok := elsewhere(at.root)
		if !ok {
			return out, false
		}
		for _, k := range e.keepings {
			if (k.into != nil) != sent || sent && (!types.Identical(k.v.Type(), at.root.Type()) || !e.mayGet(at.root, k.into)) {
				continue
			}
			holder := Holder{Value: k.v}
			if sent {
				holder.Field = strings.TrimPrefix(at.path, ".")
			}
			there := e.statusesFor(Subject{Holders: []Holder{holder}, Body: s.Body, Closed: s.Closed}, k.at, up+1, func(r *run) bool { return !r.lacks(holder) })
			out.Join(there)
		}
	}
	if len(out.Set) == 0 {
		return Answer{Set: e.All(), Doubt: true}, true
	}
	return out, true
}

// lacks reports whether there certainly is no response in h: an error went in its place.
func (r *run) lacks(h Holder) bool {
	x := r.val(h.Value)
	if load, ok := h.Value.(*ssa.UnOp); ok && h.Field != "" {
		if a, ok := load.X.(*ssa.Alloc); ok {
			x = r.address(a) // with what was put into it after it was made
		}
	}
	if h.Field != "" {
		for name := range strings.SplitSeq(h.Field, ".") {
			if x == nil || x.kind != object {
				return false
			}
			x = x.fields[name]
		}
	}
	return x != nil && x.kind == null
}

// mayGet reports whether v, which was taken out of a channel, can have been sent to the channel into: not, if it is known
// where the two are made, and that these are others.
func (e *Engine) mayGet(v, into ssa.Value) bool {
	to := e.made(into)
	for _, ch := range receivedFrom(v) {
		from := e.made(ch)
		if len(from) == 0 || slices.ContainsFunc(from, func(m ssa.Value) bool { return slices.Contains(to, m) }) {
			return true
		}
	}
	return false
}

// made returns where the channel ch is made; none, if it may come from elsewhere too.
func (e *Engine) made(ch ssa.Value) []ssa.Value {
	var out []ssa.Value
	for _, o := range e.of(ch) {
		if o.Kind != origin.Chan {
			return nil
		}
		out = append(out, o.Chan)
	}
	return out
}

// receivedFrom returns the channels that v can have been taken out of.
func receivedFrom(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.UnOp:
		return []ssa.Value{v.X}
	case *ssa.Select:
		var out []ssa.Value
		for _, st := range v.States {
			if st.Dir == types.RecvOnly {
				out = append(out, st.Chan)
			}
		}
		return out
	case *ssa.Extract:
		sel, ok := v.Tuple.(*ssa.Select)
		if !ok {
			return receivedFrom(v.Tuple)
		}
		n := 2 // the values follow the index and the ok
		for _, st := range sel.States {
			if st.Dir != types.RecvOnly {
				continue
			}
			if n == v.Index {
				return []ssa.Value{st.Chan}
			}
			n++
		}
	}
	return nil
}

// laidDown returns the statuses that the subject can have when the package puts a response into the fields that the
// subject is in. known is false if there are none.
func (e *Engine) laidDown(s Subject, holders []Holder, up int) (out Answer, known bool) {
	for _, h := range holders {
		for _, k := range e.putInto(h) {
			there := e.statusesFor(Subject{Holders: []Holder{{Value: k.v}}, Body: s.Body, Closed: s.Closed}, k.at, up+1, nil)
			out.Join(there)
		}
	}
	return out, len(out.Set) > 0
}

// putInto returns the responses that the package puts into the field that h is in.
func (e *Engine) putInto(h Holder) []keeping {
	if h.Field == "" {
		return nil
	}
	field := fieldAt(h.Value.Type(), h.Field)
	if field == nil {
		return nil
	}
	var out []keeping
	for _, k := range e.keepings {
		st, ok := k.at.(*ssa.Store)
		if !ok {
			continue
		}
		if addr, ok := st.Addr.(*ssa.FieldAddr); ok && program.Field(addr).Origin() == field.Origin() {
			out = append(out, k)
		}
	}
	return out
}

// fieldAt returns the field that a path of names leads to; nil if there is none.
func fieldAt(t types.Type, path string) (field *types.Var) {
	for name := range strings.SplitSeq(path, ".") {
		st := program.StructOf(t)
		if st == nil {
			return nil
		}
		field = nil
		for f := range st.Fields() {
			if f.Name() == name {
				field, t = f, f.Type()
			}
		}
		if field == nil {
			return nil
		}
	}
	return field
}

// elsewhere reports whether the response v, or its holder, comes out of something that kept it, and whether
// that is a channel.
func elsewhere(v ssa.Value) (received, ok bool) {
	switch v := v.(type) {
	case *ssa.UnOp:
		_, received = v.X.Type().Underlying().(*types.Chan)
		return received, true
	case *ssa.Select:
		return true, true
	case *ssa.Lookup, *ssa.Index, *ssa.IndexAddr, *ssa.Next, *ssa.Global, *ssa.TypeAssert:
		return false, true
	case *ssa.Extract:
		if _, call := v.Tuple.(*ssa.Call); call {
			return false, false
		}
		received, _ = elsewhere(v.Tuple)
		return received, true
	}
	return false, false
}

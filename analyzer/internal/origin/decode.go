package origin

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// libraryEffect returns what a call of a known library function leaves at path p from its
// argument i. ok is false for other functions.
func (e *Engine) libraryEffect(call ssa.CallInstruction, i int, p *path, fr *frame) (s Set, ok bool) {
	c := call.Common()
	args := program.Arguments(c)
	obj := program.Called(c)
	if obj != nil && obj.Pkg() == e.pkg && !c.IsInvoke() {
		return nil, false
	}
	if obj != nil && e.FullName(obj) == "errors.As" {
		if i != 1 {
			return nil, true
		}
		target := args[1]
		if mi, ok := target.(*ssa.MakeInterface); ok {
			target = mi.X
		}
		ptr, ok := target.Type().Underlying().(*types.Pointer)
		if !ok {
			return nil, true
		}
		return e.step(step{kind: as, typ: e.intern(ptr.Elem())}, args[0], p, call, fr), true
	}
	if s, ok := e.sinkOf(call); ok {
		return e.filled(s, call, i, p, fr), true
	}
	if k := e.keeperOf(call); k != nil {
		if i != 0 || k.put == none {
			return nil, true
		}
		return e.putIn(k, call, p, fr), true
	}
	if sc := e.scanOf(call); sc != nil {
		if i != len(args)-1 {
			return nil, true
		}
		return e.scanned(sc, call, p, fr), true
	}
	if into, from, ok := e.decodeCall(call, fr); ok {
		if i != into {
			return nil, true
		}
		return e.decoded(call, args[into], p, e.source(call, from, fr), from >= 0 && isRaw(args[from], fr), fr), true
	}
	if obj == nil || obj.Pkg() == nil {
		return nil, false
	}
	switch obj.Pkg().Path() {
	case "bytes", "strings", "io", "bufio":
		if p != nil {
			return nil, true
		}
		for j, arg := range args { // buf.ReadFrom(r), io.Copy(&buf, r), io.ReadFull(r, b)
			if j != i {
				s = s.add(e.value(arg, nil, call, fr).filter(notConst))
			}
		}
		return s, true
	}
	return nil, false
}

// decoded answers for path p from the target of a decoder; raw says that it reads a part of a body
// that was put aside undecoded.
func (e *Engine) decoded(call ssa.CallInstruction, target ssa.Value, p *path, from Set, raw bool, fr *frame) Set {
	var s Set
	for _, t := range e.targetTypes(target, call, fr, 0) {
		for _, o := range from {
			if raw && someMember(o) && envelope.Inner(t) && !envelope.Is(t) {
				o.Path = PathError // which part it is, its shape says
			}
			o.Decode = call
			o.Part = false // of a part of the body, what is decoded is whole
			s = s.add(e.decodedAs(t, p, o, fr, 0))
		}
	}
	return s
}

// targetTypes returns the types that a decoder's target points to.
func (e *Engine) targetTypes(v ssa.Value, at ssa.Instruction, fr *frame, depth int) []types.Type {
	if depth > maxFrames {
		return nil
	}
	switch x := v.(type) {
	case *ssa.MakeInterface:
		return e.targetTypes(x.X, at, fr, depth+1)
	case *ssa.ChangeInterface:
		return e.targetTypes(x.X, at, fr, depth+1)
	case *ssa.Parameter:
		if !types.IsInterface(x.Type()) {
			break
		}
		if fr != nil && fr.fn == x.Parent() && fr.call != nil {
			if arg := argument(fr.call, x); arg != nil {
				return e.targetTypes(arg, fr.call, fr.parent, depth+1)
			}
		}
		var ts []types.Type
		for _, call := range e.Callers(x.Parent()) {
			if arg := argument(call, x); arg != nil {
				ts = append(ts, e.targetTypes(arg, call, nil, depth+1)...)
			}
		}
		return ts
	case *ssa.Phi:
		var ts []types.Type
		for _, edge := range x.Edges {
			if edge != v {
				ts = append(ts, e.targetTypes(edge, at, fr, depth+1)...)
			}
		}
		return ts
	case *ssa.FreeVar, *ssa.UnOp:
		if types.IsInterface(x.Type()) {
			return nil
		}
	}
	if ptr, ok := v.Type().Underlying().(*types.Pointer); ok {
		return []types.Type{instantiated(ptr.Elem(), fr)}
	}
	return nil
}

// instantiated replaces t, if it is a type parameter, by the argument that the call chain gives it.
func instantiated(t types.Type, fr *frame) types.Type {
	tp, ok := types.Unalias(t).(*types.TypeParam)
	if !ok {
		return t
	}
	for ; fr != nil; fr = fr.parent {
		if origin := fr.fn.Origin(); origin != nil && len(fr.fn.TypeArgs()) > tp.Index() && ownsParam(origin, tp) {
			return fr.fn.TypeArgs()[tp.Index()]
		}
	}
	return t
}

func ownsParam(fn *ssa.Function, tp *types.TypeParam) bool {
	for p := range fn.TypeParams().TypeParams() {
		if p == tp {
			return true
		}
	}
	return false
}

// decodedAs answers for path p of a value of type t that the part o of a body is decoded into.
func (e *Engine) decodedAs(t types.Type, p *path, o Origin, fr *frame, depth int) Set {
	if depth == 0 && !e.plausible(t, o.Path) && e.unmarshaler(t) == nil {
		return nil
	}
	if fn := e.unmarshaler(t); fn != nil && !e.running(fn, fr) {
		o.Trail = nil
		in, ok := e.frame(frameKey{fn: fn, base: o.Path, parent: fr}, []Set{nil, {o}})
		if !ok {
			return nil
		}
		s, _ := e.exit(fn, fn.Params[0], p, in)
		return s
	}
	if p == nil {
		return Set{o}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return e.decodedAs(u.Elem(), p, o, fr, depth+1)
	case *types.Struct:
		if p.kind != field {
			return nil
		}
		i := envelope.FieldByName(u, p.name)
		if i < 0 {
			return nil
		}
		k, inline, ok := envelope.Key(u, i)
		if !ok {
			return nil
		}
		if !inline && e.exact(o.Decode) && exactKey(u, i) != k {
			return nil
		}
		if !inline {
			o.Path = joinKeys(o.Path, k)
		}
		return e.decodedAs(u.Field(i).Type(), p.tail, o, fr, depth+1)
	case *types.Map:
		if p.kind == key {
			o.Path = joinKeys(o.Path, p.name)
		} else {
			o.Path = joinKeys(o.Path, "*")
		}
		return e.decodedAs(u.Elem(), p.tail, o, fr, depth+1)
	case *types.Slice:
		o.Path = joinKeys(o.Path, "*")
		return e.decodedAs(u.Elem(), p.tail, o, fr, depth+1)
	case *types.Interface: // any: maps all the way down
		for ; p != nil; p = p.tail {
			switch p.kind {
			case key:
				o.Path = joinKeys(o.Path, p.name)
			case elem:
				o.Path = joinKeys(o.Path, "*")
			case field:
				return nil
			}
		}
		return Set{o}
	}
	return nil
}

// plausible reports whether a body's part at base, decoded into t, can be the error envelope. It is asked for each
// field of t that anybody reads, and looks at all of them.
func (e *Engine) plausible(t types.Type, base string) bool {
	k := shape{t, base}
	fits, known := e.plausibles[k]
	if !known {
		fits = e.shaped(t, base)
		e.plausibles[k] = fits
	}
	return fits
}

// shape is a type that a part of a body is decoded into.
type shape struct {
	t    types.Type
	base string
}

// shaped is plausible, not remembered.
func (e *Engine) shaped(t types.Type, base string) bool {
	switch t.Underlying().(type) {
	case *types.Map, *types.Interface, *types.Basic:
		return true
	case *types.Slice:
		return isBytes(t)
	}
	switch base {
	case "":
		return envelope.Is(t) || e.errorReadsItself(t)
	case PathError:
		return envelope.Inner(t)
	}
	return false
}

// errorReadsItself reports whether t has the key "error" for a type of the package that decodes itself: what it
// takes of the error need not be in its fields.
func (e *Engine) errorReadsItself(t types.Type) bool {
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range st.NumFields() {
		if key, inline, ok := envelope.Key(st, i); ok && !inline && key == "error" && e.unmarshaler(st.Field(i).Type()) != nil {
			return true
		}
	}
	return false
}

// unmarshaler returns the method that decodes a t, if it is the package's own, or nil.
func (e *Engine) unmarshaler(t types.Type) *ssa.Function {
	own := e.own(t)
	if own == nil {
		return nil
	}
	for _, name := range []string{"UnmarshalJSON", "UnmarshalJSONFrom"} { // the second is encoding/json/v2's
		for _, fn := range e.methods[name] {
			if e.own(fn.Signature.Recv().Type()) == own && len(fn.Params) == 2 {
				return fn
			}
		}
	}
	return nil
}

func (e *Engine) running(fn *ssa.Function, fr *frame) bool {
	for ; fr != nil; fr = fr.parent {
		if fr.fn == fn {
			return true
		}
	}
	return false
}

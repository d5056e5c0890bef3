package model

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A target is what a body is decoded into: a pointer, or, where a function decodes into a variable of
// its own, the type of that.
type target struct {
	value ssa.Value
	typ   types.Type // with no value
}

// outside returns t, a target in fn, as a caller that passes args sees it.
func (t target) outside(fn *ssa.Function, args []ssa.Value) target {
	if t.value == nil {
		return t
	}
	if i := slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return ssa.Value(p) == unboxed(t.value) }); i >= 0 && i < len(args) {
		return target{value: args[i]}
	}
	return target{typ: t.decoded()}
}

// decoded returns the type that is decoded into, nil if it is not known.
func (t target) decoded() types.Type {
	typ := t.typ
	if t.value != nil {
		ptr, ok := unboxed(t.value).Type().Underlying().(*types.Pointer)
		if !ok {
			return nil
		}
		typ = ptr.Elem()
	}
	if typ == nil {
		return nil
	}
	if ptr, ok := typ.Underlying().(*types.Pointer); ok {
		typ = ptr.Elem()
	}
	return typ
}

// unboxed returns what is in the interface v, if it is made there.
func unboxed(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return v
		}
	}
}

// dataCalls returns the calls of fn that pass, for the target t, a parameter of it, something that is data;
// ok is false if there are calls, and none does.
func (p *Package) dataCalls(t target, fn *ssa.Function) (calls []ssa.CallInstruction, ok bool) {
	prm, isParam := unboxed(t.value).(*ssa.Parameter)
	if t.value == nil || !isParam || !types.IsInterface(prm.Type()) || prm.Parent() != fn {
		return nil, false
	}
	all := p.Origins.Callers(fn)
	i := slices.Index(fn.Params, prm)
	for _, call := range all {
		args := call.Common().Args
		if call.Common().IsInvoke() {
			args = append([]ssa.Value{call.Common().Value}, args...)
		}
		if i >= len(args) {
			continue
		}
		arg := target{value: args[i]}
		if _, outer := unboxed(args[i]).(*ssa.Parameter); outer || p.dataType(arg) {
			calls = append(calls, call)
		}
	}
	return calls, len(calls) > 0 || len(all) == 0
}

// errorKeys are the JSON keys of an error's body.
var errorKeys = map[string]bool{"error": true, "violations": true}

// innerKeys are those below "error".
var innerKeys = map[string]bool{"status": true, "code": true, "message": true, "violations": true}

// dataType reports whether t is decoded into as data, not as the error envelope alone.
func (p *Package) dataType(t target) bool {
	typ := t.decoded()
	if typ == nil {
		return false
	}
	if param, ok := types.Unalias(typ).(*types.TypeParam); ok {
		return p.openParam(param)
	}
	switch u := typ.Underlying().(type) {
	case *types.Struct:
		if p.errorType(typ) {
			return false
		}
		keys := envelope.Keys(u)
		known := errorKeys
		if envelope.Inner(typ) {
			known = innerKeys
		}
		return slices.ContainsFunc(keys, func(k string) bool { return !known[k] })
	case *types.Interface:
		return false
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return !ok || b.Kind() != types.Byte
	case *types.Map, *types.Array, *types.Basic:
		return true
	}
	return false
}

// openParam reports whether other packages choose the type, and any will do: what the package itself chooses is
// seen in the instances.
func (p *Package) openParam(t *types.TypeParam) bool {
	if c, ok := t.Constraint().Underlying().(*types.Interface); !ok || c.NumMethods() > 0 {
		return false
	}
	for _, fn := range p.Origins.Funcs {
		origin := fn.Origin()
		if origin == nil || origin == fn {
			continue
		}
		for tp := range origin.TypeParams().TypeParams() {
			if tp == t {
				return false
			}
		}
	}
	return true
}

// errorType reports whether t decodes itself, from the error envelope.
func (p *Package) errorType(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() != p.pass.Pkg {
		return false
	}
	if obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, p.pass.Pkg, "UnmarshalJSON"); obj == nil {
		return false
	}
	for _, f := range p.Origins.Fields(named) {
		if len(f.Holds.Body(origin.PathCode)) > 0 || len(f.Holds.Body(origin.PathStatus)) > 0 {
			return true
		}
	}
	return false
}

// uses is what a function does with what it decoded.
type uses struct {
	at       []ssa.Instruction // where the data is used, or returned
	envelope bool              // the error beside the data is used
}

// usesOf returns what is done with the target of the call after it.
func usesOf(call ssa.CallInstruction, t target) uses {
	u := &tracker{call: call, seen: map[ssa.Value]bool{}}
	if t.value == nil {
		if v := call.Value(); v != nil {
			u.results(v)
		}
		return u.uses
	}
	v := unboxed(t.value)
	switch x := v.(type) {
	case *ssa.Parameter:
		for _, b := range call.Parent().Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && u.after(ret) {
				u.at = append(u.at, ret)
			}
		}
		return u.uses
	case *ssa.FreeVar:
		return uses{}
	case *ssa.UnOp:
		if alloc, ok := x.X.(*ssa.Alloc); ok { // a pointer variable
			v = alloc
		}
	}
	u.follow(v)
	return u.uses
}

// tracker collects uses.
type tracker struct {
	uses
	call  ssa.CallInstruction // what decodes; nil in a function that is handed what was decoded before
	seen  map[ssa.Value]bool
	depth int // of functions that it is handed to
}

// results follows what the call returns, but for its error.
func (u *tracker) results(v ssa.Value) {
	if _, ok := v.Type().(*types.Tuple); !ok {
		u.follow(v)
		return
	}
	for _, ref := range program.Uses(v) {
		switch x := ref.(type) {
		case *ssa.Extract:
			if !isError(x.Type()) {
				u.follow(x)
			}
		case *ssa.Return:
			u.at = append(u.at, x)
		}
	}
}

// after reports whether instr can run after the call.
func (u *tracker) after(instr ssa.Instruction) bool {
	return u.call == nil || runsAfter(u.call, instr)
}

// runsAfter reports whether b can run after a, in the same function.
func runsAfter(a, b ssa.Instruction) bool {
	from, to := a.Block(), b.Block()
	if from == to && slices.Index(to.Instrs, b) > slices.Index(from.Instrs, a) {
		return true
	}
	seen := map[*ssa.BasicBlock]bool{}
	stack := slices.Clone(from.Succs)
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if b == to {
			return true
		}
		if !seen[b] {
			seen[b] = true
			stack = append(stack, b.Succs...)
		}
	}
	return false
}

// follow notes the uses of v, the data or its address.
func (u *tracker) follow(v ssa.Value) {
	if u.seen[v] || v.Referrers() == nil {
		return
	}
	u.seen[v] = true
	for _, ref := range program.Uses(v) {
		if u.call != nil && ref == ssa.Instruction(u.call) {
			continue
		}
		switch x := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if x.Addr != v && u.after(x) {
				u.stored(x)
			}
		case *ssa.FieldAddr:
			u.part(x, x.X.Type(), x.Field)
		case *ssa.Field:
			u.part(x, x.X.Type(), x.Field)
		case *ssa.MakeInterface, *ssa.ChangeType, *ssa.Phi:
			u.follow(ref.(ssa.Value))
		case *ssa.UnOp:
			u.follow(x)
		case *ssa.Extract:
			u.follow(x)
		case *ssa.Lookup:
			if c, ok := x.Index.(*ssa.Const); ok && c.Value != nil && errorKeys[constantText(c)] {
				u.envelope = true
			} else if u.after(x) {
				u.at = append(u.at, x)
			}
		case *ssa.Call:
			if u.isAskedForError(x, v) {
				u.envelope = true
			} else if u.after(x) {
				u.at = append(u.at, x)
			}
		default:
			if u.after(ref) {
				u.at = append(u.at, ref)
			}
		}
	}
}

// isAskedForError reports whether a call hands v to a function that uses the error in it, and no more.
func (u *tracker) isAskedForError(call *ssa.Call, v ssa.Value) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || len(fn.Params) != len(call.Call.Args) || u.depth > 2 {
		return false
	}
	inner := &tracker{seen: map[ssa.Value]bool{}, depth: u.depth + 1}
	for i, arg := range call.Call.Args {
		if arg == v {
			inner.follow(fn.Params[i])
		}
	}
	return inner.envelope && len(inner.at) == 0
}

// stored notes the use that a store of the data is: as a result of the function it is that of the return.
func (u *tracker) stored(st *ssa.Store) {
	last := st.Block().Instrs[len(st.Block().Instrs)-1]
	if alloc, ok := st.Addr.(*ssa.Alloc); ok {
		if ret, ok := last.(*ssa.Return); ok && slices.ContainsFunc(ret.Results, func(v ssa.Value) bool {
			load, ok := v.(*ssa.UnOp)
			return ok && load.X == ssa.Value(alloc)
		}) {
			u.at = append(u.at, ret)
			return
		}
		u.follow(alloc)
		return
	}
	u.at = append(u.at, st)
}

// part follows a field of the data.
func (u *tracker) part(v ssa.Value, t types.Type, i int) {
	if s, ok := pointee(t).Underlying().(*types.Struct); ok && i < s.NumFields() {
		if key, _, ok := envelope.Key(s, i); ok && errorKeys[key] {
			u.envelope = true
			return
		}
	}
	u.follow(v)
}

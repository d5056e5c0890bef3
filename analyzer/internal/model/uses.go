package model

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

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
	if u.seen[v] {
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
		case *ssa.MakeClosure:
			if inner := inside(u, x.Fn.(*ssa.Function).FreeVars, x.Bindings, v); inner.envelope && len(inner.at) == 0 {
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
	if fn == nil || len(fn.Params) != len(call.Call.Args) {
		return false
	}
	inner := inside(u, fn.Params, call.Call.Args, v)
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

// inside returns the uses of v in a function that has it, among others, as names: its parameters, or the variables
// around it.
func inside[V ssa.Value](u *tracker, names []V, values []ssa.Value, v ssa.Value) uses {
	inner := &tracker{seen: map[ssa.Value]bool{}, depth: u.depth + 1}
	if inner.depth > 3 {
		return uses{}
	}
	for i, value := range values {
		if value == v {
			inner.follow(names[i])
		}
	}
	return inner.uses
}

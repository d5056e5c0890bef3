package origin

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A leaf is an instruction at which a value of a type leaves the function that holds it.
type leaf struct {
	instr ssa.Instruction
	value ssa.Value
	boxed bool // it becomes an interface's dynamic value
}

// A writer is a function that writes through a parameter or free variable to a value of a type.
type writer struct {
	fn   *ssa.Function
	root ssa.Value
}

// indexLeaves notes the values of the package's own types that instr lets go.
func (e *Engine) indexLeaves(fn *ssa.Function, instr ssa.Instruction) {
	note := func(v ssa.Value, boxed bool) {
		if t := e.own(v.Type()); t != nil {
			e.leaves[t] = append(e.leaves[t], leaf{instr, v, boxed})
		}
	}
	switch instr := instr.(type) {
	case *ssa.MakeInterface:
		if e.kept(instr) {
			note(instr.X, true)
		}
	case *ssa.Return:
		for _, r := range instr.Results {
			note(r, false)
		}
	case *ssa.Store:
		root, _ := e.locate(instr.Addr)
		switch root.(type) {
		case *ssa.Global, *ssa.Parameter, *ssa.FreeVar:
			note(instr.Val, false)
		}
	case *ssa.Send:
		note(instr.X, false)
	case ssa.CallInstruction:
		if callee := instr.Common().StaticCallee(); callee == nil || !e.ours(callee) {
			for _, arg := range instr.Common().Args {
				note(arg, false)
			}
		}
	}
}

const maxPointers = 8 // *****T

// pointed returns what t is, or points to in the end.
func pointed(t types.Type) types.Type {
	t = types.Unalias(t)
	for range maxPointers {
		p, ok := t.(*types.Pointer)
		if !ok {
			break
		}
		t = types.Unalias(p.Elem())
	}
	return t
}

// own returns the package's own named type that t is, or points to, or nil.
func (e *Engine) own(t types.Type) types.Type {
	t = pointed(t)
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() != e.pkg || types.IsInterface(named) {
		return nil
	}
	return e.intern(named.Origin())
}

// kept reports whether a boxed value goes on as an error or a value, and not only into a log
// line or a decoder.
func (e *Engine) kept(m *ssa.MakeInterface) bool {
	var follow func(v ssa.Value, depth int) bool
	follow = func(v ssa.Value, depth int) bool {
		if v.Referrers() == nil || depth > 4 {
			return true
		}
		for _, ref := range program.Uses(v) {
			switch ref := ref.(type) {
			case *ssa.DebugRef:
			case *ssa.Phi:
				if follow(ref, depth+1) {
					return true
				}
			case *ssa.Store:
				slot, ok := ref.Addr.(*ssa.IndexAddr)
				if !ok {
					return true
				}
				if _, ok := slot.X.(*ssa.Alloc); !ok {
					return true // a list's element
				}
				for _, r := range program.Uses(slot.X) { // the slice of a variadic call
					if s, ok := r.(*ssa.Slice); ok && follow(s, depth+1) {
						return true
					}
				}
			case ssa.CallInstruction:
				if fn := ref.Common().StaticCallee(); fn != nil && e.ours(fn) && len(fn.Params) == len(ref.Common().Args) {
					for i, arg := range ref.Common().Args {
						if arg == v && follow(fn.Params[i], depth+1) {
							return true
						}
					}
					continue
				}
				obj := program.Called(ref.Common())
				if obj == nil || obj.Pkg() == e.pkg || wraps(obj) || keeps(obj) {
					return true
				}
			default:
				return true
			}
		}
		return false
	}
	return follow(m, 0)
}

// keeps reports whether f, of a library, puts away what it gets, for somebody to take out again:
// sync.Map.Store, context.WithValue, list.PushBack.
func keeps(f *types.Func) bool {
	for _, name := range []string{"Store", "LoadOrStore", "Swap", "CompareAndSwap", "WithValue", "Set", "Put", "Add", "Push", "PushBack", "PushFront", "Insert", "Send"} {
		if f.Name() == name {
			return true
		}
	}
	return false
}

// wraps reports whether f makes an error of the errors (or operands) that it gets.
func wraps(f *types.Func) bool {
	sig := f.Signature()
	if sig.Results().Len() != 1 || !isError(sig.Results().At(0).Type()) || f.Pkg() == nil {
		return false
	}
	if f.Pkg().Path() == "fmt" {
		return true
	}
	for prm := range sig.Params().Variables() {
		t := prm.Type()
		if s, ok := t.(*types.Slice); ok {
			t = s.Elem()
		}
		if isError(t) {
			return true
		}
	}
	return false
}

package model

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// full reports whether v is the body, the response, or holds one of them or the violations.
func (p *Package) full(v ssa.Value, asker *ssa.Function) bool {
	t := v.Type()
	older := asker != nil && given(v, asker)
	switch {
	case send.IsResponse(t):
		return true
	case isError(t):
		return p.fullError(v)
	case isBody(t) || isBuffer(t):
		if _, ok := v.(*ssa.Const); ok {
			return false
		}
		if _, ok := v.(*ssa.Parameter); ok && !isText(t) && !older {
			return true
		}
		if call, ok := v.(*ssa.Call); ok && isBytes(t) && p.getsFull(&call.Call) {
			return true
		}
		for _, o := range p.Origins.Here(v) {
			if o.Kind == origin.Param && isBytes(o.Param.Type()) && (asker == nil || !encloses(o.Param.Parent(), asker)) {
				return true
			}
			if o.Kind == origin.Body && (o.Path == "" || o.Path == origin.PathError || strings.Contains(o.Path, "violations")) {
				return true
			}
		}
		return false
	}
	return !older && (p.holdsAnswer(t, 0) && !ofConstants(v, 0) || p.areViolations(v))
}

// ofConstants reports whether v is made here, or by a function of the package, of nothing but constants.
func ofConstants(v ssa.Value, depth int) bool {
	if depth > 8 {
		return false
	}
	switch x := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.Call:
		callee := x.Call.StaticCallee()
		return callee != nil && len(callee.Blocks) > 0 && len(callee.FreeVars) == 0 && len(x.Call.Args) > 0 &&
			!slices.ContainsFunc(x.Call.Args, func(arg ssa.Value) bool { return !ofConstants(arg, depth+1) })
	case *ssa.UnOp:
		if last := lastStore(x); last != nil && last != v {
			return ofConstants(last, depth+1) // a result that deferred functions can see
		}
		_, local := x.X.(*ssa.Alloc)
		return local && ofConstants(x.X, depth+1)
	case *ssa.Alloc, *ssa.FieldAddr: // of a variable that only this is put into
		return !slices.ContainsFunc(program.Uses(v), func(ref ssa.Instruction) bool {
			switch ref := ref.(type) {
			case *ssa.Store:
				return ref.Addr != v || !ofConstants(ref.Val, depth+1)
			case *ssa.FieldAddr:
				return !ofConstants(ref, depth+1)
			case *ssa.UnOp, *ssa.DebugRef, *ssa.Return:
				return false
			}
			return true
		})
	}
	return false
}

// getsFull reports whether the call is of a method, of another package in scope, of something that holds the body.
func (p *Package) getsFull(c *ssa.CallCommon) bool {
	fn := program.Called(c)
	if fn == nil || fn.Signature().Recv() == nil || fn.Pkg() == p.pass.Pkg {
		return false
	}
	return p.holdsAnswer(fn.Signature().Recv().Type(), 0)
}

// areViolations reports whether v, a list of structs or the like, is what stood under violations.
func (p *Package) areViolations(v ssa.Value) bool {
	switch v.Type().Underlying().(type) {
	case *types.Slice, *types.Map, *types.Struct, *types.Interface:
		return slices.ContainsFunc(p.Origins.Here(v), func(o origin.Origin) bool {
			return o.Kind == origin.Body && strings.Contains(o.Path, "violations")
		})
	}
	return false
}

// given reports whether v, or the struct that it is a part of, was passed to asker or to a function around it as a
// value.
func given(v ssa.Value, asker *ssa.Function) bool {
	for {
		switch x := v.(type) {
		case *ssa.Field:
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.UnOp:
			v = x.X
		case *ssa.Alloc:
			param := passedIn(x)
			if param == nil {
				return false
			}
			v = param
		case *ssa.Parameter:
			_, pointer := x.Type().Underlying().(*types.Pointer)
			return !pointer && encloses(x.Parent(), asker)
		default:
			return false
		}
	}
}

// passedIn returns the parameter that the variable a is for, if nothing else is put into it.
func passedIn(a *ssa.Alloc) ssa.Value {
	var param ssa.Value
	for _, ref := range program.Uses(a) {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(a) {
			if _, ok := st.Val.(*ssa.Parameter); !ok {
				return nil
			}
			param = st.Val
		}
	}
	return param
}

// encloses reports whether inner is outer or stands in it.
func encloses(outer, inner *ssa.Function) bool {
	for ; inner != nil; inner = inner.Parent() {
		if inner == outer {
			return true
		}
	}
	return false
}

// fullError reports whether the error v, which came from somewhere in the package, can hold a body.
func (p *Package) fullError(v ssa.Value) bool {
	if found := foundIn(v); len(found) > 0 {
		return slices.ContainsFunc(found, func(t types.Type) bool { return p.holdsAnswer(t, 0) || types.IsInterface(t) })
	}
	switch x := v.(type) {
	case *ssa.MakeInterface:
		return p.holdsAnswer(x.X.Type(), 0)
	case *ssa.Extract:
		call, ok := x.Tuple.(*ssa.Call)
		return !ok || p.yieldsFull(call)
	case *ssa.Call:
		return p.yieldsFull(x)
	case *ssa.Parameter, *ssa.FreeVar:
		return p.fullErrors()
	case *ssa.Phi:
		return slices.ContainsFunc(x.Edges, func(e ssa.Value) bool {
			_, again := e.(*ssa.Phi)
			return !again && isError(e.Type()) && p.fullError(e)
		})
	case *ssa.UnOp:
		if _, sentinel := x.X.(*ssa.Global); sentinel {
			return false
		}
		if last := lastStore(x); last != nil && last != v {
			return p.fullError(last)
		}
		return p.fullErrors()
	case *ssa.ChangeInterface:
		return p.fullError(x.X)
	}
	return false
}

// foundIn returns the types of what errors.As looks for in the error v: in a branch on one of them v is that.
func foundIn(v ssa.Value) []types.Type {
	var found []types.Type
	for _, ref := range program.Uses(v) {
		call, ok := ref.(*ssa.Call)
		if !ok || len(call.Call.Args) != 2 || call.Call.Args[0] != v {
			continue
		}
		if fn := program.Called(&call.Call); fn == nil || fn.FullName() != "errors.As" {
			continue
		}
		if target, ok := call.Call.Args[1].(*ssa.MakeInterface); ok {
			found = append(found, pointee(target.X.Type()))
		}
	}
	return found
}

// lastStore returns what was stored into the variable that load reads, in the same block; nil if that is not seen.
func lastStore(load *ssa.UnOp) ssa.Value {
	alloc, ok := load.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var last ssa.Value
	for _, instr := range load.Block().Instrs {
		if instr == ssa.Instruction(load) {
			return last
		}
		if st, ok := instr.(*ssa.Store); ok && st.Addr == ssa.Value(alloc) {
			last = st.Val
		}
	}
	return nil
}

// yieldsFull reports whether an error that the call yields can hold a body: not that of a library.
func (p *Package) yieldsFull(call *ssa.Call) bool {
	fn := program.Called(&call.Call)
	if fn == nil || fn.Pkg() == nil {
		return p.fullErrors()
	}
	if fn.Pkg() != p.pass.Pkg {
		if (imported{p.pass}).Scoped(fn.Pkg()) {
			return true
		}
		args := program.Listed(call.Call.Args)
		if len(args) > 0 && fn.FullName() == "fmt.Errorf" {
			if format, ok := args[0].(*ssa.Const); ok && !strings.Contains(constant.StringVal(format.Value), "%w") {
				return false
			}
		}
		return slices.ContainsFunc(args, func(arg ssa.Value) bool { // it wraps them
			_, isConst := arg.(*ssa.Const)
			return !isConst && types.Implements(arg.Type(), errorInterface) && (p.holdsAnswer(arg.Type(), 0) || isError(arg.Type()) && p.fullError(arg))
		})
	}
	callee := call.Call.StaticCallee()
	if callee == nil && send.Of(call) != nil {
		return false // there was no answer
	}
	if callee == nil || len(callee.Blocks) == 0 || p.asking[callee] {
		return p.fullErrors()
	}
	if p.asking == nil {
		p.asking = map[*ssa.Function]bool{}
	}
	p.asking[callee] = true
	defer delete(p.asking, callee)
	for _, b := range callee.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && b != callee.Recover {
			for _, v := range ret.Results {
				if isError(v.Type()) && p.fullError(v) {
					return true
				}
			}
		}
	}
	return false
}

// fullErrors reports whether some error type of the package holds a body.
func (p *Package) fullErrors() bool {
	scope := p.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() || types.IsInterface(obj.Type()) {
			continue
		}
		if isErrorType(obj.Type()) && p.holdsAnswer(obj.Type(), 0) {
			return true
		}
	}
	return slices.ContainsFunc(p.pass.Pkg.Imports(), (imported{p.pass}).Scoped)
}

func isErrorType(t types.Type) bool {
	return types.Implements(t, errorInterface) || types.Implements(types.NewPointer(t), errorInterface)
}

var errorInterface = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

package origin

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A sentinel is a package-level variable with an error that is made in its declaration and that the
// package hands on to nobody: it is there to be compared with, by errors.Is, here or elsewhere. What
// such errors hold reaches the targets of Is methods, and no error that a function returns.

// sentinels returns the package's sentinels, in source order.
func (e *Engine) sentinels() []*ssa.Global {
	if e.compared == nil {
		e.compared = []*ssa.Global{}
		for g, fns := range e.globals {
			if t := g.Type().(*types.Pointer).Elem(); (isError(t) || e.own(t) != nil && implementsError(t)) && e.isSentinel(g, fns) {
				e.compared = append(e.compared, g)
			}
		}
		slices.SortFunc(e.compared, func(a, b *ssa.Global) int { return int(a.Pos() - b.Pos()) })
	}
	return e.compared
}

func implementsError(t types.Type) bool {
	return types.Implements(t, types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
}

// isSentinel reports whether g, which fns touch, is set in its declaration, and only compared and read.
func (e *Engine) isSentinel(g *ssa.Global, fns []*ssa.Function) bool {
	set := false
	var operands [10]*ssa.Value
	for _, fn := range fns {
		declared := fn.Synthetic == "package initializer"
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if !slices.ContainsFunc(instr.Operands(operands[:0]), func(op *ssa.Value) bool { return *op == ssa.Value(g) }) {
					continue
				}
				switch instr := instr.(type) {
				case *ssa.DebugRef:
				case *ssa.UnOp:
					if !e.onlyCompared(instr, 0) {
						return false
					}
				case *ssa.Store, *ssa.FieldAddr:
					if _, isField := instr.(*ssa.FieldAddr); !declared && !isField {
						return false
					}
					set = set || declared
				default:
					return false
				}
			}
		}
	}
	return set
}

// onlyCompared reports whether the error v is compared and asked, and goes nowhere else.
func (e *Engine) onlyCompared(v ssa.Value, depth int) bool {
	if v.Referrers() == nil || depth > maxHandedOn {
		return false
	}
	for _, ref := range program.Uses(v) {
		switch ref := ref.(type) {
		case *ssa.DebugRef, *ssa.BinOp, *ssa.FieldAddr, *ssa.Field:
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Phi:
			if !e.onlyCompared(ref.(ssa.Value), depth+1) {
				return false
			}
		case ssa.CallInstruction:
			callee := ref.Common().StaticCallee()
			if e.compares(ref) || ref.Common().IsInvoke() && ref.Common().Value == v {
				continue
			}
			if callee == nil || !e.ours(callee) {
				return false
			}
			for i, arg := range ref.Common().Args {
				if arg == v && (i > 0 || callee.Signature.Recv() == nil) && (i >= len(callee.Params) || !e.onlyCompared(callee.Params[i], depth+1)) {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// compares reports whether call is errors.Is.
func (e *Engine) compares(call ssa.CallInstruction) bool {
	obj := program.Called(call.Common())
	return obj != nil && e.FullName(obj) == "errors.Is"
}

// declares reports whether l puts an error into a sentinel.
func (e *Engine) declares(l leaf) bool {
	if l.instr.Parent().Synthetic != "package initializer" {
		return false
	}
	into := []ssa.Instruction{l.instr}
	if box, ok := l.instr.(*ssa.MakeInterface); ok {
		into = slices.DeleteFunc(slices.Clone(program.Uses(box)), func(ref ssa.Instruction) bool {
			_, debug := ref.(*ssa.DebugRef)
			return debug
		})
	}
	for _, instr := range into {
		st, ok := instr.(*ssa.Store)
		if !ok {
			return false
		}
		if g, ok := st.Addr.(*ssa.Global); !ok || !slices.Contains(e.sentinels(), g) {
			return false
		}
	}
	return len(into) > 0
}

// isTarget reports whether prm is what the Is method of one of the package's errors is given.
func (e *Engine) isTarget(prm *ssa.Parameter) bool {
	fn := prm.Parent()
	sig := fn.Signature
	return fn.Name() == "Is" && sig.Recv() != nil && len(fn.Params) == 2 && prm == fn.Params[1] && isError(prm.Type()) &&
		sig.Results().Len() == 1 && implementsError(sig.Recv().Type())
}

// target answers for path p of what Is methods are given: by the calls of errors.Is that are seen, and,
// as others may ask too, the sentinels.
func (e *Engine) target(p *path) Set {
	var s Set
	for _, call := range e.comparing {
		s = s.add(at(e.value(call.Common().Args[1], p, call, nil), call.Pos()))
	}
	for _, g := range e.sentinels() {
		switch t := g.Type().(*types.Pointer).Elem(); {
		case types.IsInterface(t):
			s = s.add(e.global(g, p, nil))
		case e.intern(t) == p.typ:
			s = s.add(e.global(g, p.tail, nil))
		}
	}
	return s
}

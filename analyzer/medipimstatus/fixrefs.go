package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// refs knows where a function's source meets its SSA form.
type refs struct {
	at      map[ast.Expr]*ssa.DebugRef // where an expression is evaluated
	sources map[ssa.Value][]*ssa.DebugRef
	allocs  map[token.Pos]*ssa.Alloc // variables in memory, by their declaration
}

func (f *fixer) refs(fn *ssa.Function) *refs {
	if r := f.functions[fn]; r != nil {
		return r
	}
	r := &refs{map[ast.Expr]*ssa.DebugRef{}, map[ssa.Value][]*ssa.DebugRef{}, map[token.Pos]*ssa.Alloc{}}
	f.functions[fn] = r
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.DebugRef:
				r.at[instr.Expr] = instr
				if !instr.IsAddr {
					r.sources[instr.X] = append(r.sources[instr.X], instr)
				}
			case *ssa.Alloc:
				r.allocs[instr.Pos()] = instr
			}
		}
	}
	return r
}

// places returns the instructions at which x is evaluated, one for each function that it is built in.
func (f *fixer) places(x ast.Expr) []*ssa.DebugRef {
	if f.evaluated == nil {
		f.evaluated = map[ast.Expr][]*ssa.DebugRef{}
		for _, fn := range f.Origins.Funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if ref, ok := instr.(*ssa.DebugRef); ok {
						f.evaluated[ref.Expr] = append(f.evaluated[ref.Expr], ref)
					}
				}
			}
		}
	}
	return f.evaluated[ast.Unparen(x)]
}

// holdsResponses reports whether a function, or one around it, has a value that is a response, or a
// struct with one.
func (f *fixer) holdsResponses(fn *ssa.Function) bool {
	if fn == nil {
		return false
	}
	if has, ok := f.responses[fn]; ok {
		return has
	}
	is := func(t types.Type) bool {
		if origin.IsResponse(t) {
			return true
		}
		st, ok := structUnder(t)
		for i := 0; ok && i < st.NumFields(); i++ {
			if origin.IsResponse(st.Field(i).Type()) {
				return true
			}
		}
		return false
	}
	has := f.holdsResponses(fn.Parent())
	for _, prm := range fn.Params {
		has = has || is(prm.Type())
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if v, ok := instr.(ssa.Value); ok && !has {
				has = is(v.Type())
			}
		}
	}
	f.responses[fn] = has
	return has
}

// indexIn returns the index of instr in its block.
func indexIn(instr ssa.Instruction) int {
	for i, have := range instr.Block().Instrs {
		if have == instr {
			return i
		}
	}
	return -1
}

// back calls visit for the instructions before at, on every way that leads there, the nearest first.
// visit returns true where the way need not be followed further. entry is called for a way that comes
// to the start of the function.
func back(at ssa.Instruction, visit func(ssa.Instruction) bool, entry func()) {
	seen := map[*ssa.BasicBlock]bool{}
	var walk func(b *ssa.BasicBlock, n int)
	walk = func(b *ssa.BasicBlock, n int) {
		for i := n - 1; i >= 0; i-- {
			if visit(b.Instrs[i]) {
				return
			}
		}
		if len(b.Preds) == 0 {
			entry()
		}
		for _, pred := range b.Preds {
			if !seen[pred] {
				seen[pred] = true
				walk(pred, len(pred.Instrs))
			}
		}
	}
	walk(at.Block(), indexIn(at))
}

// before calls visit for the instructions that every way to at passes, the nearest first, until it
// returns true.
func before(at ssa.Instruction, visit func(ssa.Instruction) bool) bool {
	n := indexIn(at)
	for b := at.Block(); b != nil; b = b.Idom() {
		for i := n - 1; i >= 0; i-- {
			if visit(b.Instrs[i]) {
				return true
			}
		}
		if d := b.Idom(); d != nil {
			n = len(d.Instrs)
		}
	}
	return false
}

// variable returns the variable that x names, or nil.
func (f *fixer) variable(x ast.Expr) *types.Var {
	id, ok := ast.Unparen(x).(*ast.Ident)
	if !ok {
		return nil
	}
	if v, ok := f.Info.Uses[id].(*types.Var); ok {
		return v
	}
	v, _ := f.Info.Defs[id].(*types.Var)
	return v
}

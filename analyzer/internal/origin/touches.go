package origin

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A touch is an instruction that may write to memory reached from a root.
type touch struct {
	instr ssa.Instruction
	path  *path     // from the root to what is written
	val   ssa.Value // of a store: what is written
	arg   int       // of a call: the index among arguments (receiver first, -1 for the callee); of a closure: the free variable
	mc    *ssa.MakeClosure

	lodged *lodging // of a call: it reaches the memory through what it is handed, or nil
}

// locate returns the root of the memory that v refers to, and the path from there: the
// variable, parameter, call or global that it is reached from. Pointers held in memory are
// passed through, as if the pointee stood in their place.
func (e *Engine) locate(v ssa.Value) (root ssa.Value, p *path) { return e.within(v, nil) }

// within is locate for the part p of v.
func (e *Engine) within(v ssa.Value, p *path) (ssa.Value, *path) {
	ok := true
	for depth := 0; ok && depth < 50; depth++ {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			p, ok = e.cons(step{kind: field, name: program.FieldName(x.X.Type(), x.Field)}, p)
			v = x.X
		case *ssa.Field:
			p, ok = e.cons(step{kind: field, name: program.FieldName(x.X.Type(), x.Field)}, p)
			v = x.X
		case *ssa.IndexAddr:
			p, ok = e.cons(e.indexStep(x.X, x.Index), p)
			v = x.X
		case *ssa.Lookup:
			if x.CommaOk {
				return v, p
			}
			p, ok = e.cons(e.lookupStep(x.Index), p)
			v = x.X
		case *ssa.UnOp:
			if !x.Op.IsOperator() || x.Op != token.MUL {
				return v, p
			}
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.Slice:
			v = x.X
		default:
			return v, p
		}
	}
	return v, p
}

// touches returns, for each root, the instructions of fn that may write to it.
func (e *Engine) touches(fn *ssa.Function) map[ssa.Value][]touch {
	if m, ok := e.effects[fn]; ok {
		return m
	}
	m := map[ssa.Value][]touch{}
	e.effects[fn] = m
	add := func(addr ssa.Value, t touch) {
		root, p := e.locate(addr)
		_, ok := root.(*ssa.Const)
		if ok {
			return
		}
		t.path = p
		m[root] = append(m[root], t)
		if held := asserted(root); held != nil { // what an interface holds, whoever put it there
			root, q := e.locate(held)
			if t.path, ok = e.join(q, p); ok {
				m[root] = append(m[root], t)
			}
		}
	}
	var lodgers []*ssa.Store
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if e.putBack(instr) {
					break
				}
				if lodges(instr.Val) {
					lodgers = append(lodgers, instr)
				}
				add(instr.Addr, touch{instr: instr, val: instr.Val})
			case *ssa.MapUpdate:
				if p, ok := e.cons(e.lookupStep(instr.Key), nil); ok {
					root, rp := e.locate(instr.Map)
					if p, ok := e.join(rp, p); ok {
						m[root] = append(m[root], touch{instr: instr, path: p, val: instr.Value})
					}
				}
			case ssa.CallInstruction:
				c := instr.Common()
				for i, arg := range program.Arguments(c) {
					if reference(arg.Type()) {
						add(arg, touch{instr: instr, arg: i})
					}
				}
				for _, into := range e.scannedInto(instr) {
					add(into, touch{instr: instr, arg: len(c.Args) - 1})
				}
			case *ssa.MakeClosure:
				for k, bound := range instr.Bindings {
					for _, use := range closureUses(instr) {
						add(bound, touch{instr: use, arg: k, mc: instr})
					}
				}
			}
		}
	}
	e.lodge(m, lodgers)
	return m
}

// putBack reports whether st stores what its variable holds already: a return statement that names the
// function's results does that.
func (e *Engine) putBack(st *ssa.Store) bool {
	load, ok := st.Val.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || load.X != st.Addr || load.Block() != st.Block() {
		return false
	}
	if e.returnOf(load) != nil {
		return true
	}
	instrs := st.Block().Instrs
	for i := slices.Index(instrs, ssa.Instruction(st)) - 1; instrs[i] != load; i-- {
		switch instr := instrs[i].(type) {
		case ssa.CallInstruction:
			return false
		case *ssa.Store:
			if _, local := instr.Addr.(*ssa.Alloc); !local || instr.Addr == st.Addr {
				return false
			}
		}
	}
	return true
}

// returnOf returns the return statement that load stands in as one of the results, or nil: it is read when the
// calls in that statement have run. The language leaves the order open, and the compiler makes calls first.
func (e *Engine) returnOf(load *ssa.UnOp) *ssa.Return {
	instrs := load.Block().Instrs
	ret, ok := instrs[len(instrs)-1].(*ssa.Return)
	if !ok || !ret.Pos().IsValid() {
		return nil
	}
	if x := e.sources[load]; x == nil || x.Pos() < ret.Pos() {
		return nil
	}
	for _, ref := range program.Uses(load) {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Return:
		case *ssa.Store: // into a named result
			if ref.Pos() != ret.Pos() {
				return nil
			}
		default:
			return nil
		}
	}
	return ret
}

// asserted returns the interface whose dynamic value, a pointer, v is; nil if v is something else.
func asserted(v ssa.Value) ssa.Value {
	if x, ok := v.(*ssa.Extract); ok && x.Index == 0 {
		v = x.Tuple
	}
	if as, ok := v.(*ssa.TypeAssert); ok && isPointer(as.AssertedType) {
		return as.X
	}
	return nil
}

// closureUses returns the instructions at which a closure may run: those that call it, or hand
// it to somebody else.
func closureUses(mc *ssa.MakeClosure) []ssa.Instruction {
	var uses []ssa.Instruction
	var follow func(v ssa.Value, depth int)
	follow = func(v ssa.Value, depth int) {
		if depth > 4 {
			return
		}
		for _, ref := range program.Uses(v) {
			switch ref := ref.(type) {
			case *ssa.Defer:
				for _, b := range ref.Parent().Blocks {
					for _, instr := range b.Instrs {
						if run, ok := instr.(*ssa.RunDefers); ok {
							uses = append(uses, run)
						}
					}
				}
			case ssa.CallInstruction:
				uses = append(uses, ref)
			case *ssa.ChangeType:
				follow(ref, depth+1)
			case *ssa.MakeInterface:
				follow(ref, depth+1)
			case *ssa.Phi:
				follow(ref, depth+1)
			case *ssa.Store:
				if local, ok := ref.Addr.(*ssa.Alloc); ok {
					for _, r := range program.Uses(local) {
						if load, ok := r.(*ssa.UnOp); ok {
							follow(load, depth+1)
						}
					}
				}
				uses = append(uses, ref)
			case *ssa.DebugRef:
			default:
				uses = append(uses, ref)
			}
		}
	}
	follow(mc, 0)
	return uses
}

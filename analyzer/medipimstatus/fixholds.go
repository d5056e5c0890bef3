package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// holds reports whether v, which held the value answer where its status would have been read, does
// so still at the instruction at, and is not nil there.
func (f *fixer) holds(v *types.Var, answer ssa.Value, at ssa.Instruction, value ssa.Value) bool {
	fn := answer.Parent()
	owner := fn
	for owner != nil && !declares(owner, v) {
		owner = owner.Parent()
	}
	if owner == nil {
		return false
	}
	if alloc := f.refs(owner).allocs[v.Pos()]; alloc != nil {
		return f.keeps(alloc, answer, at, value) && f.isSet(v, alloc, answer, at)
	}
	point := at // in fn itself
	for point.Parent() != fn {
		if point = f.made(point.Parent()); point == nil {
			return false
		}
	}
	if point != at && !f.isOnly(v, answer) {
		return false // when the closure runs is not known
	}
	ok := true
	back(point, func(instr ssa.Instruction) bool {
		if def, isValue := instr.(ssa.Value); isValue && def == answer {
			return true
		}
		ref, isRef := instr.(*ssa.DebugRef)
		if !isRef || ref.Object() != types.Object(v) {
			return false
		}
		ok = ok && ref.X == answer
		return true
	}, func() {
		_, isParam := answer.(*ssa.Parameter)
		ok = ok && isParam
	})
	isUse := func(instr ssa.Instruction) bool {
		return readsBody(instr, func(x ssa.Value) bool { return x == answer })
	}
	def, isInstr := answer.(ssa.Instruction)
	return ok && (!isInstr || isFresh(value, point, def, isUse)) && f.isSet(v, nil, answer, point)
}

// isOnly reports whether v is answer wherever it is named in the function of answer.
func (f *fixer) isOnly(v *types.Var, answer ssa.Value) bool {
	for _, ref := range f.refs(answer.Parent()).at {
		if ref.Object() == types.Object(v) && ref.X != answer {
			return false
		}
	}
	return true
}

// declares reports whether v is a parameter or variable of fn itself.
func declares(fn *ssa.Function, v *types.Var) bool {
	syntax := fn.Syntax()
	if syntax == nil || v.Pos() < syntax.Pos() || syntax.End() <= v.Pos() {
		return false
	}
	for _, anon := range fn.AnonFuncs {
		if declares(anon, v) {
			return false
		}
	}
	return true
}

// keeps reports whether a variable in memory has the value that it had when answer was read from
// it, or stored to it.
func (f *fixer) keeps(alloc *ssa.Alloc, answer ssa.Value, at ssa.Instruction, value ssa.Value) bool {
	stores, ok := f.stores(alloc)
	if !ok {
		return untouched(alloc, answer, at)
	}
	if len(stores) == 0 {
		return false
	}
	if len(stores) == 1 {
		st := stores[0]
		return at.Parent() != st.Parent() || isFresh(value, at, st, func(instr ssa.Instruction) bool {
			return readsBody(instr, func(x ssa.Value) bool {
				load, ok := x.(*ssa.UnOp)
				return ok && load.X == st.Addr
			})
		})
	}
	if at.Parent() != answer.Parent() || alloc.Parent() != at.Parent() {
		return false // when closures run is not known
	}
	writes := map[ssa.Instruction]bool{}
	for _, st := range stores {
		if st.Parent() != alloc.Parent() {
			return false
		}
		writes[st] = true
	}
	ok = true
	back(at, func(instr ssa.Instruction) bool {
		if load, isLoad := instr.(*ssa.UnOp); isLoad && ssa.Value(load) == answer {
			return true
		}
		if st, isStore := instr.(*ssa.Store); isStore && writes[instr] {
			ok = ok && st.Val == answer
			return true
		}
		return false
	}, func() { ok = false })
	return ok
}

// untouched reports whether nothing can have written to a variable since answer was read from it.
func untouched(alloc *ssa.Alloc, answer ssa.Value, at ssa.Instruction) bool {
	if at.Parent() != answer.Parent() {
		return false
	}
	ok := true
	back(at, func(instr ssa.Instruction) bool {
		if v, isValue := instr.(ssa.Value); isValue && v == answer {
			return true
		}
		switch instr := instr.(type) {
		case ssa.CallInstruction, *ssa.Send, *ssa.Select:
			ok = false
		case *ssa.Store:
			ok = ok && instr.Addr != ssa.Value(alloc)
		}
		return !ok
	}, func() { ok = false })
	return ok
}

// stores returns the instructions that write to a variable in memory, in closures too. ok is false if
// its address goes where it cannot be followed.
func (f *fixer) stores(addr ssa.Value) (stores []*ssa.Store, ok bool) {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != addr {
				return nil, false
			}
			stores = append(stores, ref)
		case *ssa.UnOp, *ssa.DebugRef, *ssa.FieldAddr:
		case *ssa.MakeClosure:
			for i, bound := range ref.Bindings {
				if bound != addr {
					continue
				}
				inner, ok := f.stores(ref.Fn.(*ssa.Function).FreeVars[i])
				if !ok {
					return nil, false
				}
				stores = append(stores, inner...)
			}
		default:
			return nil, false
		}
	}
	return stores, true
}

// isFresh reports whether value, at the instruction at, cannot be of the answer before: the
// answer that def yields is not received again, in a loop that leaves out the decoding at times.
func isFresh(value ssa.Value, at, def ssa.Instruction, isUse func(ssa.Instruction) bool) bool {
	if !reaches(at.Block(), def.Block(), nil) {
		return true
	}
	if root, ok := root(value).(*ssa.Alloc); ok && root.Parent() == def.Parent() {
		// Decoded into a variable that each round of the loop has anew.
		if root.Block() == def.Block() || def.Block().Dominates(root.Block()) || !reaches(at.Block(), def.Block(), root.Block()) {
			return true
		}
	}
	fresh := true
	back(at, func(instr ssa.Instruction) bool {
		if instr == def {
			fresh = false
			return true
		}
		return isUse(instr)
	}, func() {})
	return fresh
}

// root returns the variable that v is read from.
func root(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.UnOp:
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		default:
			return v
		}
	}
}

// readsBody reports whether instr may read the body of a response.
func readsBody(instr ssa.Instruction, is func(ssa.Value) bool) bool {
	switch instr := instr.(type) {
	case *ssa.FieldAddr:
		field := instr.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct).Field(instr.Field)
		return is(instr.X) && field.Name() == "Body"
	case *ssa.Call:
		for _, op := range instr.Operands(nil) {
			if *op != nil && is(*op) {
				return true
			}
		}
	}
	return false
}

// reaches reports whether control can go from the end of one block to another, without going through
// the block avoid.
func reaches(from, to, avoid *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{}
	var walk func(b *ssa.BasicBlock) bool
	walk = func(b *ssa.BasicBlock) bool {
		for _, next := range b.Succs {
			if next == to {
				return true
			}
			if next != avoid && !seen[next] {
				seen[next] = true
				if walk(next) {
					return true
				}
			}
		}
		return false
	}
	return walk(from)
}

// isSet reports whether v, with the value answer or in memory at alloc, is not nil at the instruction
// at: it was used before on every way, or stands behind a check of the error that came with it.
func (f *fixer) isSet(v *types.Var, alloc *ssa.Alloc, answer ssa.Value, at ssa.Instruction) bool {
	if _, isPtr := v.Type().Underlying().(*types.Pointer); !isPtr {
		return true
	}
	fn := at.Parent()
	is := func(x ssa.Value) bool { return x == answer }
	var held []ssa.Value // what v may hold
	if alloc == nil {
		held = []ssa.Value{answer}
	} else {
		is = func(x ssa.Value) bool {
			load, ok := x.(*ssa.UnOp)
			if !ok || load.Op != token.MUL {
				return false
			}
			ref := load.X
			if fv, ok := ref.(*ssa.FreeVar); ok {
				ref = f.bound(fv)
			}
			return ref == ssa.Value(alloc)
		}
		stores, _ := f.stores(alloc)
		for _, st := range stores {
			held = append(held, st.Val)
		}
	}
	used := before(at, func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.FieldAddr:
			return is(instr.X)
		case ssa.CallInstruction:
			for _, op := range instr.Operands(nil) {
				if *op != nil && is(*op) {
					return true
				}
			}
		case *ssa.Phi, *ssa.If:
		}
		return false
	})
	if used || f.behindCheck(held, is, at) {
		return true
	}
	for _, h := range held {
		if _, isParam := h.(*ssa.Parameter); !isParam || comparesToNil(fn, is) {
			held = nil
			break
		}
	}
	if len(held) > 0 {
		return true // a parameter that nobody thinks nil
	}
	if alloc != nil && fn != alloc.Parent() {
		if made := f.made(fn); made != nil {
			return f.isSet(v, alloc, answer, made)
		}
	}
	return false
}

// made returns the instruction that makes the closure fn, if there is one.
func (f *fixer) made(fn *ssa.Function) ssa.Instruction {
	if fn.Parent() == nil {
		return nil
	}
	var found ssa.Instruction
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			if mc, ok := instr.(*ssa.MakeClosure); ok && mc.Fn == ssa.Value(fn) {
				found = mc
			}
		}
	}
	return found
}

// bound returns the variable that a closure captured.
func (f *fixer) bound(fv *ssa.FreeVar) ssa.Value {
	fn := fv.Parent()
	mc, ok := f.made(fn).(*ssa.MakeClosure)
	if !ok {
		return nil
	}
	for i, have := range fn.FreeVars {
		if have == fv {
			if outer, ok := mc.Bindings[i].(*ssa.FreeVar); ok {
				return f.bound(outer)
			}
			return mc.Bindings[i]
		}
	}
	return nil
}

// behindCheck reports whether at stands behind err == nil, for the error that came with the response,
// or behind a comparison of the response with nil.
func (f *fixer) behindCheck(held []ssa.Value, is func(ssa.Value) bool, at ssa.Instruction) bool {
	for b := at.Block(); b.Idom() != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		branch, ok := b.Preds[0].Instrs[len(b.Preds[0].Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cond, ok := branch.Cond.(*ssa.BinOp)
		if !ok || cond.Op != token.EQL && cond.Op != token.NEQ {
			continue
		}
		if c, ok := cond.Y.(*ssa.Const); !ok || !c.IsNil() {
			continue
		}
		equal := b.Preds[0].Succs[0] == b
		if cond.Op == token.NEQ {
			equal = !equal
		}
		if equal && f.cameWith(cond.X, held) || !equal && is(cond.X) {
			return true
		}
	}
	return false
}

// cameWith reports whether err is the error result of each of the calls that the responses come from.
func (f *fixer) cameWith(err ssa.Value, held []ssa.Value) bool {
	if !types.Identical(err.Type(), types.Universe.Lookup("error").Type()) {
		return false
	}
	for _, h := range held {
		if !sameCall(err, h) {
			return false
		}
	}
	return len(held) > 0
}

func sameCall(err, answer ssa.Value) bool {
	if load, ok := err.(*ssa.UnOp); ok && load.Op == token.MUL { // a variable that closures see
		if refs := load.X.Referrers(); refs != nil {
			for _, ref := range *refs {
				if st, ok := ref.(*ssa.Store); ok && st.Addr == load.X && sameCall(st.Val, answer) {
					return true
				}
			}
		}
		return false
	}
	switch answer := answer.(type) {
	case *ssa.Extract:
		x, ok := err.(*ssa.Extract)
		return ok && x.Tuple == answer.Tuple
	case *ssa.Phi:
		phi, ok := err.(*ssa.Phi)
		return ok && phi.Block() == answer.Block()
	}
	return false
}

// comparesToNil reports whether fn compares a response with nil.
func comparesToNil(fn *ssa.Function, is func(ssa.Value) bool) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if cmp, ok := instr.(*ssa.BinOp); ok && (is(cmp.X) || is(cmp.Y)) {
				return true
			}
		}
	}
	return false
}

// holdsField returns the variable that sel, a field that answer was read from, starts from, if the
// field still holds answer at the instruction at; else nil.
func (f *fixer) holdsField(sel *ast.SelectorExpr, answer ssa.Value, at ssa.Instruction, value ssa.Value) *types.Var {
	var x ast.Expr = sel
	for {
		s, ok := x.(*ast.SelectorExpr)
		if !ok {
			break
		}
		if selection := f.Info.Selections[s]; selection == nil || selection.Kind() != types.FieldVal {
			return nil
		}
		x = ast.Unparen(s.X)
	}
	base := f.variable(x)
	if base == nil || at.Parent() != answer.Parent() {
		return nil
	}
	ref := f.refs(answer.Parent()).at[x]
	if ref == nil || !ref.IsAddr && !f.holds(base, ref.X, at, value) {
		return nil
	}
	field := f.Info.Uses[sel.Sel]
	ok := true
	back(at, func(instr ssa.Instruction) bool {
		if v, isValue := instr.(ssa.Value); isValue && v == answer {
			return true
		}
		if f.mayWrite(instr, field, 0) {
			ok = false
			return true
		}
		return false
	}, func() {})
	if !ok {
		return nil
	}
	return base
}

// mayWrite reports whether instr, or a function of the package that it calls, writes to a field.
func (f *fixer) mayWrite(instr ssa.Instruction, field types.Object, depth int) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		addr, ok := instr.Addr.(*ssa.FieldAddr)
		return ok && addr.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct).Field(addr.Field) == field
	case ssa.CallInstruction:
		fns, _ := f.Origins.Callees(instr)
		for _, fn := range fns {
			if depth > 5 {
				return true
			}
			for _, b := range fn.Blocks {
				for _, inner := range b.Instrs {
					if f.mayWrite(inner, field, depth+1) {
						return true
					}
				}
			}
		}
	}
	return false
}

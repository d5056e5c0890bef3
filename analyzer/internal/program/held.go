package program

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Direct makes calls through variables and fields that hold one and the same function, wherever funcs set them, calls of
// that function: get := http.Get, kept in a package-level variable or in a struct. Both must be out of the reach of other
// packages: unexported.
func Direct(funcs []*ssa.Function) {
	h := held{only: map[types.Object]*ssa.Function{}, several: map[types.Object]bool{}}
	for _, fn := range funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				h.note(instr)
			}
		}
	}
	if len(h.only) == 0 {
		return
	}
	for _, fn := range funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					h.direct(call)
				}
			}
		}
	}
}

// held are the variables and fields that hold one function.
type held struct {
	only    map[types.Object]*ssa.Function
	several map[types.Object]bool // they hold another one, too, or what is not known

	operands []*ssa.Value // of the instruction that is being noted
}

// note notes what is set, and which variables others get the address of.
func (h *held) note(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Store:
		h.store(instr)
	case *ssa.UnOp, *ssa.DebugRef:
		return
	}
	h.operands = instr.Operands(h.operands[:0])
	for _, op := range h.operands {
		if st, ok := instr.(*ssa.Store); ok && *op == st.Addr {
			continue
		}
		if at := variable(*op); at != nil {
			h.several[at] = true
		}
	}
}

// store notes what is set.
func (h *held) store(st *ssa.Store) {
	at := variable(st.Addr)
	if at == nil {
		return
	}
	fn := function(st.Val)
	if c, ok := st.Val.(*ssa.Const); ok && c.IsNil() {
		return // a call would panic
	}
	if fn == nil || h.only[at] != nil && h.only[at] != fn {
		h.several[at] = true
	}
	h.only[at] = fn
}

// direct makes call name the function that it reaches.
func (h *held) direct(call ssa.CallInstruction) {
	c := call.Common()
	load, ok := c.Value.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return
	}
	at := variable(load.X)
	if at == nil || h.several[at] || h.only[at] == nil {
		return
	}
	c.Value = h.only[at]
	if refs := load.Referrers(); refs != nil && !slices.Contains(c.Args, ssa.Value(load)) {
		*refs = slices.DeleteFunc(*refs, func(ref ssa.Instruction) bool { return ref == call.(ssa.Instruction) })
	}
}

// variable returns the unexported package-level variable or field of a function's type that addr is the address of; nil
// if it is none.
func variable(addr ssa.Value) types.Object {
	var obj types.Object
	switch addr := addr.(type) {
	case *ssa.Global:
		obj = addr.Object()
	case *ssa.FieldAddr:
		obj = Field(addr).Origin()
	}
	if obj == nil || obj.Exported() {
		return nil
	}
	if _, ok := obj.Type().Underlying().(*types.Signature); !ok {
		return nil
	}
	return obj
}

// function returns the declared function that v is; nil if it is none: a literal may have variables of its own.
func function(v ssa.Value) *ssa.Function {
	for {
		conv, ok := v.(*ssa.ChangeType)
		if !ok {
			break
		}
		v = conv.X
	}
	if fn, ok := v.(*ssa.Function); ok && fn.Object() != nil {
		return fn
	}
	return nil
}

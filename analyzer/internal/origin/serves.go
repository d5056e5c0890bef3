package origin

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// serves reports whether the package stands on the encoder's side of the type t of its own, as a fake server or a proxy
// does: it fills values of it and encodes them, and decodes none.
func (e *Engine) serves(t types.Type) bool {
	if yes, ok := e.served[t]; ok {
		return yes
	}
	filled, encoded, decoded := false, false, false
	for _, fn := range e.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					root, p := e.locate(instr.Addr)
					filled = filled || p != nil && root.Type() != nil && e.own(root.Type()) == t
				case ssa.CallInstruction:
					encoded = encoded || e.encodes(instr, t)
					decoded = decoded || e.decodesInto(instr, t)
				}
			}
		}
	}
	e.served[t] = filled && encoded && !decoded
	return e.served[t]
}

// encodes reports whether call is of an encoder that is handed a t.
func (e *Engine) encodes(call ssa.CallInstruction, t types.Type) bool {
	obj := calledObject(call.Common())
	if obj == nil || obj.Pkg() == e.pkg || !strings.HasPrefix(obj.Name(), "Encode") && !strings.HasPrefix(obj.Name(), "Marshal") && !strings.HasSuffix(obj.Name(), "JSON") {
		return false
	}
	for _, arg := range call.Common().Args {
		if e.boxes(arg, t, 0) {
			return true
		}
	}
	return false
}

// boxes reports whether v, an interface, is made of a t, here or by those who hand it to the function.
func (e *Engine) boxes(v ssa.Value, t types.Type, depth int) bool {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return e.own(v.X.Type()) == t
	case *ssa.Parameter:
		if depth > maxHandedOn || !types.IsInterface(v.Type()) {
			return false
		}
		for _, call := range e.Callers(v.Parent()) {
			if arg := argument(call, v); arg != nil && e.boxes(arg, t, depth+1) {
				return true
			}
		}
	}
	return false
}

// decodesInto reports whether call decodes into a t.
func (e *Engine) decodesInto(call ssa.CallInstruction, t types.Type) bool {
	into, _, ok := e.decodeCall(call, nil)
	if args := arguments(call.Common()); ok && into < len(args) {
		for _, target := range e.targetTypes(args[into], call, nil, 0) {
			if e.own(target) == t {
				return true
			}
		}
	}
	return false
}

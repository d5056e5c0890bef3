package origin

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// serves reports whether the package stands on the encoder's side of the type t of its own, as a fake server or a proxy
// does: it fills values of it and encodes them, and decodes none.
func (e *Engine) serves(t types.Type) bool {
	if e.served == nil {
		e.served = map[types.Type]side{}
		for _, fn := range e.Funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					e.takeSides(instr)
				}
			}
		}
	}
	return e.served[t] == filled|encoded
}

// A side says what a package does with a type.
type side uint8

const (
	filled side = 1 << iota
	encoded
	decoded
)

// takeSides notes what instr does with the package's own types.
func (e *Engine) takeSides(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Store:
		if root, p := e.locate(instr.Addr); p != nil {
			e.served[e.own(root.Type())] |= filled
		}
	case ssa.CallInstruction:
		obj := program.Called(instr.Common())
		if obj != nil && obj.Pkg() != e.pkg && encoderName(obj.Name()) {
			for _, arg := range instr.Common().Args {
				for _, t := range e.boxed(arg, 0) {
					e.served[t] |= encoded
				}
			}
		}
		into, _, ok := e.decodeCall(instr, nil)
		if args := program.Arguments(instr.Common()); ok && into < len(args) {
			for _, target := range e.targetTypes(args[into], instr, nil, 0) {
				e.served[e.own(target)] |= decoded
			}
		}
	}
}

func encoderName(name string) bool {
	return strings.HasPrefix(name, "Encode") || strings.HasPrefix(name, "Marshal") || strings.HasSuffix(name, "JSON")
}

// boxed returns the package's own types that v, an interface, is made of, here or by those who hand it to the function.
func (e *Engine) boxed(v ssa.Value, depth int) []types.Type {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		if t := e.own(v.X.Type()); t != nil {
			return []types.Type{t}
		}
	case *ssa.Parameter:
		if depth > maxHandedOn || !types.IsInterface(v.Type()) {
			return nil
		}
		var out []types.Type
		for _, call := range e.Callers(v.Parent()) {
			if arg := argument(call, v); arg != nil {
				out = append(out, e.boxed(arg, depth+1)...)
			}
		}
		return out
	}
	return nil
}

package rule

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// readers are the packages whose functions do nothing that is missed when they are not called, but that some
// of them read a stream.
var readers = map[string]bool{
	"encoding/json": true, "io": true, "bytes": true, "strings": true, "strconv": true, "errors": true, "cmp": true, "math": true,
	"github.com/tidwall/gjson": true, "github.com/buger/jsonparser": true, "github.com/goccy/go-json": true,
	"github.com/json-iterator/go": true, "github.com/bytedance/sonic": true, "github.com/bytedance/sonic/ast": true,
}

// OnlyReads reports whether a call does nothing that is missed without it: it computes something from values,
// and with bodies, from what it reads of a response's body too.
func (p *Pass) OnlyReads(call *ast.CallExpr, bodies bool) bool {
	instrs := p.Origins.Calls(call)
	for _, instr := range instrs {
		if !p.onlyReads(instr, bodies, 0) {
			return false
		}
	}
	return len(instrs) > 0
}

func (p *Pass) onlyReads(call ssa.CallInstruction, bodies bool, depth int) bool {
	if _, ok := call.(*ssa.Call); !ok || depth > 4 {
		return false
	}
	if _, ok := call.Common().Value.(*ssa.Builtin); ok {
		return true
	}
	fns, _ := p.Origins.Callees(call)
	if len(fns) == 0 {
		fn := call.Common().StaticCallee()
		if fn != nil && fn.Origin() != nil {
			fn = fn.Origin() // an instance has no package
		}
		if fn == nil || fn.Pkg == nil {
			return false
		}
		if recv := fn.Signature.Recv(); recv != nil && fn.Signature.Params().Len() == 0 && (origin.IsResponse(recv.Type()) || isGetter(fn)) {
			return true
		}
		path := fn.Pkg.Pkg.Path()
		return readers[path] && (bodies || !readsStream(fn)) || path == "fmt" && strings.HasPrefix(fn.Name(), "Sprint")
	}
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					if _, isLocal := Root(instr.Addr).(*ssa.Alloc); !isLocal {
						return false
					}
				case *ssa.MapUpdate, *ssa.Send, *ssa.Go, *ssa.Defer, *ssa.Select, *ssa.Panic:
					return false
				case ssa.CallInstruction:
					if !p.onlyReads(instr, bodies, depth+1) {
						return false
					}
				}
			}
		}
	}
	return true
}

// readsStream reports whether a function of one of the readers takes from a stream what others then miss.
func readsStream(fn *ssa.Function) bool {
	if fn.Pkg.Pkg.Path() == "io" {
		return true
	}
	if recv := fn.Signature.Recv(); recv != nil {
		name := recv.Type().String()
		return strings.HasSuffix(name, "Decoder") || strings.HasSuffix(name, "Reader")
	}
	return strings.HasSuffix(fn.Name(), "Read") || strings.HasSuffix(fn.Name(), "Reader")
}

// isGetter reports whether a method of another package looks like one that only reads a field.
func isGetter(fn *ssa.Function) bool {
	results := fn.Signature.Results()
	if results.Len() != 1 || !isBasic(results.At(0).Type()) {
		return false
	}
	name := strings.ToLower(fn.Name())
	return strings.HasPrefix(name, "get") || strings.Contains(name, "status") || strings.Contains(name, "code")
}

func isBasic(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsNumeric|types.IsString) != 0
}

// Root returns the variable that v is read from.
func Root(v ssa.Value) ssa.Value {
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

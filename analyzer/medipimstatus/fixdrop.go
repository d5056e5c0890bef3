package medipimstatus

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// droppable reports whether the program does the same without the evaluation of x: what it calls only
// reads values and bodies.
func (f *fixer) droppable(x ast.Expr) bool {
	ok := true
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.UnaryExpr:
			ok = ok && n.Op != token.ARROW
		case *ast.CallExpr:
			if f.Info.Types[n.Fun].IsType() {
				break
			}
			calls := f.Origins.Calls(n)
			for _, call := range calls {
				ok = ok && f.onlyReads(call, 0)
			}
		case *ast.FuncLit:
			ok = false
		}
		return ok
	})
	return ok
}

// isPure reports whether a call only reads.
func (f *fixer) isPure(call *ast.CallExpr) bool {
	instrs := f.Origins.Calls(call)
	for _, instr := range instrs {
		if !f.onlyReads(instr, 0) {
			return false
		}
	}
	return len(instrs) > 0
}

// readers are the packages whose functions do nothing that is missed when they are not called.
var readers = map[string]bool{
	"encoding/json": true, "io": true, "bytes": true, "strings": true, "strconv": true, "errors": true, "cmp": true, "math": true,
	"github.com/tidwall/gjson": true, "github.com/buger/jsonparser": true, "github.com/goccy/go-json": true,
	"github.com/json-iterator/go": true, "github.com/bytedance/sonic": true, "github.com/bytedance/sonic/ast": true,
}

// isGetter reports whether a method of another package looks like one that only reads a field.
func isGetter(fn *ssa.Function) bool {
	results := fn.Signature.Results()
	if results.Len() != 1 || !isNumber(results.At(0).Type()) && !isString(results.At(0).Type()) {
		return false
	}
	name := strings.ToLower(fn.Name())
	return strings.HasPrefix(name, "get") || strings.Contains(name, "status") || strings.Contains(name, "code")
}

func (f *fixer) onlyReads(call ssa.CallInstruction, depth int) bool {
	if _, ok := call.(*ssa.Call); !ok || depth > 4 {
		return false
	}
	if _, ok := call.Common().Value.(*ssa.Builtin); ok {
		return true
	}
	fns, _ := f.Origins.Callees(call)
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
		return readers[path] || path == "fmt" && strings.HasPrefix(fn.Name(), "Sprint")
	}
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					if _, isLocal := root(instr.Addr).(*ssa.Alloc); !isLocal {
						return false
					}
				case *ssa.MapUpdate, *ssa.Send, *ssa.Go, *ssa.Defer, *ssa.Select, *ssa.Panic:
					return false
				case ssa.CallInstruction:
					if !f.onlyReads(instr, depth+1) {
						return false
					}
				}
			}
		}
	}
	return true
}

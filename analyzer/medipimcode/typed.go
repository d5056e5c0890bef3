package medipimcode

import (
	"go/ast"
	"go/constant"
	"go/types"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
)

// typed judges the constants of a named string type that an envelope's code field has: they are
// there to be compared with the code.
func (c *checker) typed() {
	codes := c.codeTypes()
	if len(codes) == 0 {
		return
	}
	for _, f := range c.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			for i, name := range spec.Names {
				obj, ok := c.Info.Defs[name].(*types.Const)
				if !ok || !codes[types.Unalias(obj.Type())] || obj.Val().Kind() != constant.String {
					continue
				}
				var at ast.Expr = name
				if i < len(spec.Values) {
					at = spec.Values[i]
				}
				c.literal("", at, constant.StringVal(obj.Val()), nil)
			}
			return true
		})
	}
}

// codeTypes returns the package's own string types that are the code of an envelope.
func (c *checker) codeTypes() map[types.Type]bool {
	found := map[types.Type]bool{}
	for _, f := range c.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			st, ok := n.(*ast.StructType)
			if !ok {
				return true
			}
			t := c.Info.TypeOf(st)
			if t == nil || !envelope.Is(t) {
				return true
			}
			if named, ok := types.Unalias(envelope.Code(t)).(*types.Named); ok && named.Obj().Pkg() == c.Pkg {
				found[named] = true
			}
			return true
		})
	}
	return found
}

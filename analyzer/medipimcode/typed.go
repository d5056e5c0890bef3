package medipimcode

import (
	"go/ast"
	"go/constant"
	"go/types"
	"sync"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// typed judges the constants of a named string type that an envelope's code field has: they are
// there to be compared with the code.
func (c *checker) typed() {
	codes := c.codeTypes()
	if len(codes) == 0 {
		return
	}
	given := sync.OnceValue(func() origin.Set { return c.given(codes) })
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
				if text := constant.StringVal(obj.Val()); !c.Catalog.Has(text) && !made(given(), text) {
					c.literal("", at, text, nil)
				}
			}
			return true
		})
	}
}

// given returns the texts that the program itself gives values which else hold the body's code: fields of the
// package's structs, whether or not it reads them, expressions of the types codes, and results of functions.
func (c *checker) given(codes map[types.Type]bool) origin.Set {
	var texts origin.Set
	add := func(s origin.Set) {
		if len(c.Ours(s, origin.PathCode)) == 0 {
			return
		}
		for _, o := range s {
			if o.Kind == origin.Const {
				texts = append(texts, o)
			}
		}
	}
	for _, name := range c.Pkg.Scope().Names() {
		obj, ok := c.Pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		if named, ok := obj.Type().(*types.Named); ok {
			for _, f := range c.Origins.Fields(named) {
				add(f.Holds)
			}
		}
	}
	for _, f := range c.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if x, ok := n.(ast.Expr); ok {
				if tv, ok := c.Info.Types[x]; ok && tv.IsValue() && tv.Value == nil && codes[types.Unalias(tv.Type)] {
					add(c.Origins.ResolveExpr(x))
				}
			}
			return true
		})
	}
	for _, fn := range c.Origins.Funcs {
		for i := range fn.Signature.Results().Len() {
			if codes[types.Unalias(fn.Signature.Results().At(i).Type())] {
				add(c.Origins.Result(fn, i))
			}
		}
	}
	return texts
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

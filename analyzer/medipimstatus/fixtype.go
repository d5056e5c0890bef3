package medipimstatus

import (
	"go/types"
	"strconv"
)

// as returns the HTTP status as a value of type t.
func (f *fixer) as(pl *plan, t types.Type) (string, bool) {
	if isInt(t) {
		return pl.status.text, true
	}
	text := pl.status.text
	switch {
	case isEmptyInterface(t):
		return "float64(" + text + ")", true // what a decoder puts there
	case isString(t):
		text = pl.imports.Dotted("strconv", "Itoa") + "Itoa(" + text + ")"
		f.keepImport(pl, "strconv")
		if types.Identical(t, types.Typ[types.String]) {
			return text, true
		}
	case !isNumber(t):
		return "", false
	}
	name, ok := pl.imports.TypeString(t)
	if named, isNamed := types.Unalias(t).(*types.Named); isNamed && named.Obj().Pkg() != nil {
		f.keepImport(pl, named.Obj().Pkg().Path())
	}
	return name + "(" + text + ")", ok
}

// keepImport notes that the new text uses a package.
func (f *fixer) keepImport(pl *plan, path string) {
	for _, spec := range pl.file.Syntax.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil && p == path {
			if name := f.Info.PkgNameOf(spec); name != nil {
				pl.kept = append(pl.kept, name)
			}
		}
	}
}

func isInt(t types.Type) bool {
	b, ok := types.Unalias(t).(*types.Basic)
	return ok && (b.Kind() == types.Int || b.Kind() == types.UntypedInt)
}

func isNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func isEmptyInterface(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.Empty() && !isTypeParam(t)
}

func isTypeParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

package edit

import (
	"go/format"
	"go/types"
	"strings"
)

// TypeString returns a type as the new text can write it. It is false for a type that the file
// cannot name where the text is to stand.
func (im *Imports) TypeString(t types.Type) (string, bool) {
	w := im.writer()
	if !w.can(t) {
		return "", false
	}
	return onOneLine(types.TypeString(t, w.qualify))
}

// onOneLine returns a type as gofmt writes it. It is false for a struct of several fields, which takes several
// lines.
func onOneLine(text string) (string, bool) {
	if !strings.Contains(text, "struct{") {
		return text, true
	}
	const before = "package p\n\nvar _ "
	formatted, err := format.Source([]byte(before + text))
	if err != nil || strings.Contains(strings.TrimSpace(strings.TrimPrefix(string(formatted), before)), "\n") {
		return "", false
	}
	return strings.TrimSpace(strings.TrimPrefix(string(formatted), before)), true
}

// ZeroValue returns the zero value of a type as the new text can write it, say in a return
// statement. It is false for a type that the file cannot name where the value needs its name.
func (im *Imports) ZeroValue(t types.Type) (string, bool) {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		name, ok := im.TypeString(t)
		return "*new(" + name + ")", ok
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return "false", true
		case u.Info()&types.IsNumeric != 0:
			return "0", true
		case u.Info()&types.IsString != 0:
			return `""`, true
		}
		return "nil", u.Kind() == types.UnsafePointer || u.Kind() == types.UntypedNil
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature, *types.Interface:
		return "nil", true
	case *types.Struct, *types.Array:
		name, ok := im.TypeString(t)
		return name + "{}", ok
	}
	return "", false
}

// ZeroLines is ZeroValue for text whose lines begin with indent: an anonymous struct of several fields takes
// several lines.
func (im *Imports) ZeroLines(t types.Type, indent string) (string, bool) {
	if zero, ok := im.ZeroValue(t); ok {
		return zero, true
	}
	switch types.Unalias(t).(type) {
	case *types.Struct, *types.Array:
	default:
		return "", false
	}
	w := im.writer()
	if !w.can(t) {
		return "", false
	}
	const before = "package p\n\nvar _ = "
	formatted, err := format.Source([]byte(before + types.TypeString(t, w.qualify) + "{}"))
	if err != nil || strings.Contains(string(formatted), "`") {
		return "", false
	}
	text := strings.TrimSpace(strings.TrimPrefix(string(formatted), before))
	return strings.ReplaceAll(text, "\n", "\n"+indent), true
}

// A writer finds out whether a type can be written, and with which names.
type writer struct {
	*Imports
	seen    map[types.Type]bool
	members map[*types.Package][]string // names of other packages that the type consists of
}

func (im *Imports) writer() *writer {
	return &writer{im, make(map[types.Type]bool), make(map[*types.Package][]string)}
}

// qualify is the types.Qualifier of the new text.
func (w *writer) qualify(pkg *types.Package) string {
	if pkg == w.file.pkg {
		return ""
	}
	return w.Name(importPath(pkg), w.members[pkg]...)
}

// can reports whether the file can write t where the new text is to stand: each name in it is
// exported, or of this package and not shadowed, and each package can be imported.
func (w *writer) can(t types.Type) bool {
	if w.seen[t] {
		return true
	}
	w.seen[t] = true
	switch t := t.(type) {
	case *types.Basic:
		return t.Kind() != types.Invalid && t.Info()&types.IsUntyped == 0 && w.canName(types.Universe.Lookup(t.Name()))
	case *types.Named:
		return w.canName(t.Obj()) && w.canAll(t.TypeArgs())
	case *types.Alias:
		return w.canName(t.Obj()) && w.canAll(t.TypeArgs())
	case *types.TypeParam:
		return w.canName(t.Obj())
	case *types.Map:
		return w.can(t.Key()) && w.can(t.Elem())
	case interface{ Elem() types.Type }: // pointer, slice, array, channel
		return w.can(t.Elem())
	case *types.Signature:
		return w.can(t.Params()) && w.can(t.Results())
	case *types.Tuple:
		for v := range t.Variables() {
			if !w.can(v.Type()) {
				return false
			}
		}
		return true
	case *types.Struct:
		for f := range t.Fields() {
			if !f.Exported() && f.Pkg() != w.file.pkg || !w.can(f.Type()) {
				return false
			}
		}
		return true
	case *types.Interface:
		return t.NumMethods() == 0 && t.NumEmbeddeds() == 0 && w.canName(types.Universe.Lookup("any"))
	}
	return false
}

func (w *writer) canAll(args *types.TypeList) bool {
	for i := range args.Len() {
		if !w.can(args.At(i)) {
			return false
		}
	}
	return true
}

// canName reports whether the new text can use the name of a type.
func (w *writer) canName(obj types.Object) bool {
	if obj == nil {
		return false // unsafe.Pointer, which is in no universe
	}
	if pkg := obj.Pkg(); pkg != nil && pkg != w.file.pkg {
		w.members[pkg] = append(w.members[pkg], obj.Name())
		return obj.Exported() && obj.Parent() == pkg.Scope() && canImport(w.file.pkg.Path(), pkg)
	}
	return w.means(obj.Name(), func(found types.Object) bool { return found == obj })
}

// canImport reports whether the package with path from may import pkg, which it depends on already.
func canImport(from string, pkg *types.Package) bool {
	p := pkg.Path()
	if pkg.Name() == "main" || strings.HasPrefix(p, "vendor/") {
		return false
	}
	i := strings.LastIndex("/"+p+"/", "/internal/")
	if i < 0 {
		return true
	}
	parent := strings.TrimSuffix(p[:i], "/")
	return parent != "" && (from == parent || strings.HasPrefix(from, parent+"/"))
}

package edit

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Imports collects the packages that the new text of one fix names, and what must be imported for
// it. Nothing is decided by the order in which they are asked for.
type Imports struct {
	file  *File
	at    []token.Pos
	added map[string]string     // local name by path
	used  map[types.Object]bool // what is imported already
}

// Imports returns an empty collection for new text that is to stand at the positions at.
func (f *File) Imports(at ...token.Pos) *Imports {
	return &Imports{file: f, at: at, added: make(map[string]string), used: make(map[types.Object]bool)}
}

// File returns the file that imports.
func (im *Imports) File() *File { return im.file }

// Uses reports whether the new text uses an import that is there.
func (im *Imports) Uses(obj types.Object) bool { return im.used[obj] }

// Added returns the paths of what is to be imported.
func (im *Imports) Added() []string { return slices.Sorted(maps.Keys(im.added)) }

// Join adds to im what the new text of other fixes imports into the same file.
func (im *Imports) Join(other *Imports) {
	maps.Copy(im.added, other.added)
	maps.Copy(im.used, other.used)
}

// Name returns the name by which the new text can use a package. It is "" where a dot import brings
// the members that the text uses of it.
func (im *Imports) Name(pkgPath string, members ...string) string {
	if name, ok := im.added[pkgPath]; ok {
		return name
	}
	var dot types.Object
	for _, spec := range im.file.Syntax.Imports {
		pkgName := im.file.info.PkgNameOf(spec)
		if pkgName == nil || importPath(pkgName.Imported()) != pkgPath {
			continue
		}
		switch name := pkgName.Name(); {
		case name == ".":
			if len(members) > 0 && !slices.ContainsFunc(members, func(member string) bool {
				return !im.means(member, func(obj types.Object) bool {
					return obj != nil && obj.Pkg() == pkgName.Imported()
				})
			}) {
				dot = pkgName
			}
		case im.means(name, func(obj types.Object) bool { return obj == pkgName }):
			im.used[pkgName] = true
			return name
		}
	}
	if dot != nil {
		im.used[dot] = true
		return ""
	}
	name := im.fresh(pkgPath)
	im.added[pkgPath] = name
	return name
}

// Dotted returns Name with the dot that follows it, or "".
func (im *Imports) Dotted(pkgPath string, members ...string) string {
	if name := im.Name(pkgPath, members...); name != "" {
		return name + "."
	}
	return ""
}

// Builtin reports whether a name that Go declares means that in the whole file, but for what is local to a
// function.
func (im *Imports) Builtin(name string) bool {
	f := im.file
	return f.pkg.Scope().Lookup(name) == nil && f.info.Scopes[f.Syntax].Lookup(name) == nil
}

// means reports whether name, wherever the new text is to stand, is an object that is wanted.
func (im *Imports) means(name string, wanted func(types.Object) bool) bool {
	scope := im.file.info.Scopes[im.file.Syntax]
	for _, at := range im.at {
		inner := im.file.innermost(at)
		if inner == nil {
			inner = scope
		}
		if _, obj := inner.LookupParent(name, at); !wanted(obj) {
			return false
		}
	}
	return true
}

// innermost returns the innermost scope of the file at pos, nil if it is in none: that of the function there, looked for
// among all, would take longer the more there are.
func (f *File) innermost(pos token.Pos) *types.Scope {
	decls := f.Syntax.Decls
	i, _ := slices.BinarySearchFunc(decls, pos, func(d ast.Decl, pos token.Pos) int { return cmp.Compare(d.End(), pos) })
	if i < len(decls) {
		if fn, ok := decls[i].(*ast.FuncDecl); ok {
			if scope := f.info.Scopes[fn.Type]; scope != nil && scope.Contains(pos) {
				return scope.Innermost(pos)
			}
		}
	}
	return f.info.Scopes[f.Syntax].Innermost(pos)
}

// fresh returns a name for a new import that is free wherever the text is to stand, in the file and
// in the package. The package's own name is preferred.
func (im *Imports) fresh(pkgPath string) string {
	own := im.packageName(pkgPath)
	segments := strings.Split(pkgPath, "/")
	names := []string{own, "std" + own}
	if i := slices.Index(segments, own); i > 0 {
		names[1] = identifier(segments[i-1]) + own // nethttp
	}
	for _, name := range names {
		if im.free(name) {
			return name
		}
	}
	for i := 2; ; i++ {
		if name := own + strconv.Itoa(i); im.free(name) {
			return name
		}
	}
}

// free reports whether nothing in the file has a name: text of two fixes at two places must not import a
// package by two names.
func (im *Imports) free(name string) bool {
	f := im.file
	return f.pkg.Scope().Lookup(name) == nil && // an import may not have the name of a declaration
		f.info.Scopes[f.Syntax].Lookup(name) == nil &&
		token.IsIdentifier(name) &&
		!f.index().names[name] &&
		im.means(name, func(obj types.Object) bool { return obj == nil })
}

// packageName returns the name that a package declares for itself: known for what the package
// depends on already, else guessed from its path.
func (im *Imports) packageName(pkgPath string) string {
	if pkg := find(im.file.pkg, pkgPath, make(map[*types.Package]bool)); pkg != nil {
		return pkg.Name()
	}
	base := path.Base(pkgPath)
	if len(base) > 1 && base[0] == 'v' && strings.Trim(base[1:], "0123456789") == "" {
		base = path.Base(path.Dir(pkgPath)) // math/rand/v2
	}
	base, _, _ = strings.Cut(base, ".") // gopkg.in/yaml.v3
	return identifier(base)
}

// find returns the package with an import path among the dependencies of pkg, nil if it is none.
func find(pkg *types.Package, pkgPath string, seen map[*types.Package]bool) *types.Package {
	for _, dep := range pkg.Imports() {
		if seen[dep] {
			continue
		}
		seen[dep] = true
		if importPath(dep) == pkgPath {
			return dep
		}
		if found := find(dep, pkgPath, seen); found != nil {
			return found
		}
	}
	return nil
}

// identifier leaves of s what a package name can have.
func identifier(s string) string {
	s = strings.TrimPrefix(s, "go-")
	return strings.Map(func(r rune) rune {
		if r == '_' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// importPath returns the path by which a package is imported, which is not its own where it is
// vendored.
func importPath(pkg *types.Package) string {
	p := pkg.Path()
	if i := strings.LastIndex(p, "/vendor/"); i >= 0 {
		return p[i+len("/vendor/"):]
	}
	return strings.TrimPrefix(p, "vendor/")
}

// rename returns the name that the import spec for a package needs, "" if it needs none.
func (im *Imports) rename(pkgPath string) string {
	name := im.added[pkgPath]
	if name == im.packageName(pkgPath) && (name == path.Base(pkgPath) || isStandard(pkgPath)) {
		return ""
	}
	return name
}

// line returns the import spec for a package.
func (im *Imports) line(pkgPath string) string {
	if name := im.rename(pkgPath); name != "" {
		return name + " " + strconv.Quote(pkgPath)
	}
	return strconv.Quote(pkgPath)
}

// isStandard reports whether a path looks like one of the standard library.
func isStandard(pkgPath string) bool {
	first, _, _ := strings.Cut(pkgPath, "/")
	return !strings.Contains(first, ".")
}

// specPath returns the path of an import spec.
func specPath(spec *ast.ImportSpec) string {
	p, _ := strconv.Unquote(spec.Path.Value) // the parser has accepted it
	return p
}

// Package program builds packages in SSA form.
package program

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Build makes the SSA form of a type-checked package, with the source expression of every value. Of the packages
// that it imports, what it uses is declared, without bodies.
func Build(fset *token.FileSet, of *types.Package, files []*ast.File, info *types.Info) *ssa.Package {
	prog := ssa.NewProgram(fset, ssa.GlobalDebug|ssa.InstantiateGenerics)
	prog.SetNoReturn(returnsNot)
	used := map[*types.Package]map[types.Object]bool{of: nil}
	for _, imp := range of.Imports() {
		used[imp] = map[types.Object]bool{}
	}
	use := func(obj types.Object) {
		pkg := obj.Pkg()
		if pkg == nil || pkg == of {
			return
		}
		if used[pkg] == nil {
			used[pkg] = map[types.Object]bool{}
		}
		used[pkg][obj] = true
	}
	for _, obj := range info.Uses {
		switch obj := obj.(type) {
		case *types.Func:
			if fn := obj.Origin(); fn.Signature().Recv() == nil || !types.IsInterface(fn.Signature().Recv().Type()) {
				use(fn)
			}
		case *types.Var:
			if obj.Kind() == types.PackageVar {
				use(obj)
			}
		}
	}
	for pkg, objs := range used {
		if pkg != of {
			declare(prog, pkg, objs)
		}
	}
	pkg := prog.CreatePackage(of, files, info, false)
	pkg.Build()
	return pkg
}

// declare adds the objects of an imported package to the program. Left to itself, CreatePackage declares all that the
// package has: for net/http that takes longer than all else that is done to most of its users.
func declare(prog *ssa.Program, pkg *types.Package, objs map[types.Object]bool) {
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}}
	spec := &ast.ValueSpec{}
	for obj := range objs {
		id := ast.NewIdent(obj.Name())
		spec.Names = append(spec.Names, id)
		info.Defs[id] = obj
	}
	// In a declaration of constants, CreatePackage takes each name's object as it is, and looks for no syntax.
	decls := []ast.Decl{&ast.GenDecl{Tok: token.CONST, Specs: []ast.Spec{spec}}}
	prog.CreatePackage(pkg, []*ast.File{{Name: ast.NewIdent(pkg.Name()), Decls: decls}}, info, true)
}

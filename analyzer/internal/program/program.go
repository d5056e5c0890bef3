// Package program builds packages in SSA form.
package program

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// noReturn lists functions that end the program or the goroutine. (passes/ctrlflow would tell more
// exactly, at the price of a control-flow graph for every function of every dependency.)
var noReturn = map[string]bool{
	"os.Exit":               true,
	"runtime.Goexit":        true,
	"syscall.Exit":          true,
	"log.Fatal":             true,
	"log.Fatalf":            true,
	"log.Fatalln":           true,
	"log.Panic":             true,
	"log.Panicf":            true,
	"log.Panicln":           true,
	"(*log.Logger).Fatal":   true,
	"(*log.Logger).Fatalf":  true,
	"(*log.Logger).Fatalln": true,
	"(*log.Logger).Panic":   true,
	"(*log.Logger).Panicf":  true,
	"(*log.Logger).Panicln": true,
}

// Build makes the SSA form of a type-checked package, with the source expression of every value. The packages
// that it imports are declared and have no bodies.
func Build(fset *token.FileSet, of *types.Package, files []*ast.File, info *types.Info) *ssa.Package {
	prog := ssa.NewProgram(fset, ssa.GlobalDebug|ssa.InstantiateGenerics)
	prog.SetNoReturn(func(fn *types.Func) bool { return noReturn[fn.FullName()] })
	seen := map[*types.Package]bool{}
	var create func([]*types.Package)
	create = func(imports []*types.Package) {
		for _, p := range imports {
			if !seen[p] {
				seen[p] = true
				prog.CreatePackage(p, nil, nil, true)
				create(p.Imports())
			}
		}
	}
	create(of.Imports())
	pkg := prog.CreatePackage(of, files, info, false)
	pkg.Build()
	return pkg
}

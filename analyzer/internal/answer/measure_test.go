package answer_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
	"github.com/medipimlint/medipimlint/analyzer/internal/catalog"
)

var (
	dir  = flag.String("dir", "", "`module` whose want comments for medipimretry are measured")
	dump = flag.String("dump", "", "`file:line` of a send to explain")
	only = flag.String("pkg", "", "part of the package path to look at")
)

func TestMeasure(t *testing.T) {
	if *dir == "" {
		t.Skip("no -dir")
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax | packages.NeedImports | packages.NeedDeps&^packages.NeedDeps, Dir: *dir}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	good, missed, extra := 0, 0, 0
	facts := factMap{}
	for _, p := range inOrder(pkgs) {
		if !strings.Contains(p.PkgPath, *only) {
			continue
		}
		if len(p.Errors) > 0 {
			t.Fatal(p.Errors)
		}
		began := time.Now()
		got := analyse(p, facts)
		if d := time.Since(began); d > 500*time.Millisecond {
			fmt.Println("SLOW", p.PkgPath, d)
		}
		want := wants(p.Fset, p.Syntax)
		for _, k := range keys(want) {
			if got[k] {
				good++
			} else {
				missed++
				fmt.Println("MISSED", k)
			}
		}
		for _, k := range keys(got) {
			if !want[k] {
				extra++
				fmt.Println("EXTRA ", k)
			}
		}
	}
	fmt.Println(good, "good", missed, "missed", extra, "extra")
}

func keys(m map[string]bool) []string {
	var ks []string
	for k := range m {
		ks = append(ks, k)
	}
	sort.Strings(ks)
	return ks
}

func wants(fset *token.FileSet, files []*ast.File) map[string]bool {
	m := map[string]bool{}
	for _, f := range files {
		name := fset.File(f.FileStart).Name()
		b, _ := os.ReadFile(name)
		for i, line := range strings.Split(string(b), "\n") {
			_, w, ok := strings.Cut(line, "// want ")
			if !ok {
				continue
			}
			for _, x := range strings.Fields(w) {
				if c, ok := strings.CutPrefix(x, "medipimretry/"); ok {
					m[fmt.Sprintf("%s:%03d %s", name, i+1, c)] = true
				}
			}
		}
	}
	return m
}

func analyse(p *packages.Package, facts factMap) map[string]bool {
	prog := ssa.NewProgram(p.Fset, ssa.GlobalDebug|ssa.InstantiateGenerics)
	seen := map[*types.Package]bool{}
	var create func([]*types.Package)
	create = func(ps []*types.Package) {
		for _, q := range ps {
			if !seen[q] {
				seen[q] = true
				prog.CreatePackage(q, nil, nil, true)
				create(q.Imports())
			}
		}
	}
	create(p.Types.Imports())
	pkg := prog.CreatePackage(p.Types, p.Syntax, p.TypesInfo, false)
	pkg.Build()
	e := answer.New(pkg, sourceFuncs(pkg), catalog.New(), facts)
	e.Generated = func(pos token.Pos) bool {
		for _, f := range p.Syntax {
			if f.FileStart <= pos && pos <= f.FileEnd {
				return ast.IsGenerated(f)
			}
		}
		return false
	}
	m := map[string]bool{}
	if *dump != "" {
		e.Dump(func(pos int) string {
			q := p.Fset.Position(token.Pos(pos))
			return fmt.Sprintf("%s:%d", filepath.Base(q.Filename), q.Line)
		}, *dump)
	}
	for _, s := range e.Sends() {
		for _, r := range e.Judge(s) {
			if r.Bare && !e.ReadsStatus() {
				continue
			}
			q := p.Fset.Position(r.Position())
			m[fmt.Sprintf("%s:%03d %s", q.Filename, q.Line, r.Category)] = true
		}
	}
	e.Export(!e.ReadsStatus(), func(obj types.Object, f *answer.Fact) {
		facts[objectName(obj)] = f
		if *dump != "" {
			fmt.Println("FACT", objectName(obj), f)
		}
	})
	facts[p.PkgPath] = nil
	return m
}

// factMap holds facts by the full name of the function, and nil for packages that were looked at.
type factMap map[string]*answer.Fact

func (m factMap) Answer(obj types.Object) *answer.Fact { return m[objectName(obj)] }

func objectName(obj types.Object) string {
	if fn, ok := obj.(*types.Func); ok {
		return fn.FullName()
	}
	return obj.Pkg().Path() + "." + obj.Name()
}

func (m factMap) Scoped(p *types.Package) bool { _, ok := m[p.Path()]; return ok }

// inOrder returns the packages so that each comes after those that it imports.
func inOrder(pkgs []*packages.Package) []*packages.Package {
	var ordered []*packages.Package
	seen := map[*packages.Package]bool{}
	ours := map[*packages.Package]bool{}
	for _, p := range pkgs {
		ours[p] = true
	}
	var visit func(p *packages.Package)
	visit = func(p *packages.Package) {
		if seen[p] {
			return
		}
		seen[p] = true
		for _, q := range p.Imports {
			visit(q)
		}
		if ours[p] {
			ordered = append(ordered, p)
		}
	}
	for _, p := range pkgs {
		visit(p)
	}
	return ordered
}

// sourceFuncs returns the declared functions and methods of pkg, without those that are generic.
func sourceFuncs(pkg *ssa.Package) []*ssa.Function {
	var fns []*ssa.Function
	for _, m := range pkg.Members {
		switch m := m.(type) {
		case *ssa.Function:
			fns = append(fns, m)
		case *ssa.Type:
			for _, t := range []types.Type{m.Type(), types.NewPointer(m.Type())} {
				ms := pkg.Prog.MethodSets.MethodSet(t)
				for i := range ms.Len() {
					if fn := pkg.Prog.MethodValue(ms.At(i)); fn != nil && fn.Synthetic == "" {
						fns = append(fns, fn)
					}
				}
			}
		}
	}
	sort.Slice(fns, func(i, j int) bool { return fns[i].Pos() < fns[j].Pos() })
	return fns
}

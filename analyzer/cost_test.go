package analyzer_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/medipimlint/medipimlint/analyzer"
	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

// A compiler parses and type-checks packages as go vet does: what they import comes from export data.
type compiler struct {
	exports map[string]string
	sizes   types.Sizes
}

// newCompiler loads what the packages of a module, and their tests, import.
func newCompiler(t testing.TB, dir string) (*compiler, []*packages.Package) {
	t.Helper()
	roots, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedDeps |
			packages.NeedExportFile | packages.NeedTypesSizes | packages.NeedModule,
		Dir: dir,
	}, "./...", "net/http", "encoding/json", "bytes", "context", "io", "net/url", "strings", "fmt", "time")
	if err != nil {
		t.Fatal(err)
	}
	c := &compiler{exports: map[string]string{}}
	packages.Visit(roots, nil, func(p *packages.Package) {
		c.exports[p.PkgPath] = p.ExportFile
		c.sizes = p.TypesSizes
	})
	return c, slices.DeleteFunc(roots, func(p *packages.Package) bool { return p.Module == nil || !p.Module.Main })
}

// compile parses and type-checks a package of the given files, and tells how long that took.
func (c *compiler) compile(t testing.TB, path string, files ...string) (*packages.Package, time.Duration) {
	t.Helper()
	runtime.GC()
	began := cpuTime()
	p, err := c.check(path, files...)
	if err != nil {
		t.Fatal(err)
	}
	return p, cpuTime() - began
}

// check is compile, of files that may have errors.
func (c *compiler) check(path string, files ...string) (*packages.Package, error) {
	p := &packages.Package{
		ID: path, PkgPath: path, Fset: token.NewFileSet(), CompiledGoFiles: files, TypesSizes: c.sizes,
		TypesInfo: &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
			Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{},
			Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
		},
	}
	for _, name := range files {
		file, err := parser.ParseFile(p.Fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		p.Syntax = append(p.Syntax, file)
	}
	read := map[string]*types.Package{"unsafe": types.Unsafe}
	config := types.Config{Sizes: c.sizes, Importer: importerFunc(func(path string) (*types.Package, error) {
		if pkg := read[path]; pkg != nil && pkg.Complete() {
			return pkg, nil
		}
		return fixture.ReadExport(p.Fset, read, path, c.exports[path])
	})}
	var err error
	if p.Types, err = config.Check(path, p.Fset, p.Syntax, p.TypesInfo); err != nil {
		return nil, err
	}
	p.Name = p.Types.Name()
	return p, nil
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// analyse runs all rules on a package, and tells how long that took and how much they report.
func analyse(t testing.TB, p *packages.Package) (took time.Duration, reports int) {
	t.Helper()
	began := cpuTime()
	graph, err := checker.Analyze(analyzer.New(analyzer.Settings{}), []*packages.Package{p}, &checker.Options{Sequential: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		reports += len(act.Diagnostics)
	}
	return cpuTime() - began, reports
}

// written writes the source of a client to a file: fixes read it.
func written(t testing.TB, src string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "client.go")
	if err := os.WriteFile(name, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestTenTimesTheCode: ten times as much of anything takes at most twelve times as long, beside
// what is noise in so short a time.
func TestTenTimesTheCode(t *testing.T) {
	const noise = 30 * time.Millisecond
	c, _ := newCompiler(t, clients)
	for _, g := range growing {
		t.Run(g.name, func(t *testing.T) {
			measure := func(n int) (took time.Duration) {
				file := written(t, g.make(n))
				for range 3 {
					p, _ := c.compile(t, "example.com/medipim", file)
					d, reports := undisturbed(t, p)
					if reports == 0 {
						t.Fatal("nothing is reported: the rules left the code alone")
					}
					if took == 0 || d < took {
						took = d
					}
				}
				return took
			}
			for attempt := range 6 { // other work on the machine gets in the way
				small, large := measure(g.small), measure(10*g.small)
				t.Logf("%d: %v, %d: %v, %.1f times", g.small, small, 10*g.small, large, float64(large)/float64(small))
				if large <= 12*small+noise {
					break
				}
				if attempt == 5 {
					t.Errorf("ten times the %s take %v, %.1f times as long as the %v of one", g.name, large, float64(large)/float64(small), small)
				}
			}
		})
	}
}

// undisturbed is analyse without the garbage collector, which would look through all that other tests keep, the more often
// the more the rules allocate.
func undisturbed(t *testing.T, p *packages.Package) (took time.Duration, reports int) {
	t.Helper()
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	return analyse(t, p)
}

// BenchmarkAnalysis compares what all rules with their fixes take for a package with what it takes to parse and type-check
// it: the packages of the fixtures one after the other, a client of 20,000 lines that oapi-codegen generated, and one
// of as many lines that sends in every function:
//
//	go test ./analyzer -run '^$' -bench Analysis -benchtime 5x
func BenchmarkAnalysis(b *testing.B) {
	c, fixtures := newCompiler(b, clients)
	compare := func(b *testing.B, packages map[string][]string) {
		var checking, analysing time.Duration
		lines := 0
		for b.Loop() {
			for path, files := range packages {
				p, took := c.compile(b, path, files...)
				checking += took
				took, _ = analyse(b, p)
				analysing += took
				for _, f := range p.Syntax {
					lines += p.Fset.File(f.FileStart).LineCount()
				}
			}
		}
		b.ReportMetric(float64(analysing)/float64(checking), "times-type-checking")
		b.ReportMetric(float64(lines)/float64(b.N), "lines")
	}
	b.Run("fixtures", func(b *testing.B) {
		all := map[string][]string{}
		for _, p := range fixtures {
			if len(p.Errors) == 0 && !strings.HasSuffix(p.PkgPath, "cgo") {
				all[p.PkgPath] = p.CompiledGoFiles
			}
		}
		compare(b, all)
	})
	b.Run("generated", func(b *testing.B) {
		compare(b, map[string][]string{"example.com/medipimapi": {written(b, generated(b, 50))}})
	})
	b.Run("sends", func(b *testing.B) {
		compare(b, map[string][]string{"example.com/medipim": {written(b, growing[0].make(1500))}})
	})
}

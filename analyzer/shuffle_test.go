package analyzer_test

import (
	"bytes"
	"encoding/gob"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/objectpath"

	"github.com/medipimlint/medipimlint/analyzer"
	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

var (
	shuffles         = flag.Int("shuffles", 100, "how `often` TestShuffled analyses its packages, each time in another order")
	shufflesPatterns = flag.String("shuffles.patterns", "./chain/... ./outside/... ./scope/... ./apps/... ./medipim/fixstatus/... ./medipim/retry/shar... ./medipim/retry/help...",
		"`packages` that TestShuffled analyses, of the fixtures")
)

// TestShuffled analyses packages that use one another a hundred times, the packages and the files of each in any
// order: diagnostics, fixes and encoded facts are the same, byte by byte.
func TestShuffled(t *testing.T) {
	set, err := fixture.Load(clients, strings.Fields(*shufflesPatterns)...)
	if err != nil {
		t.Fatal(err)
	}
	s := &shuffled{external: map[string]*types.Package{"unsafe": types.Unsafe}, sources: map[string][]byte{}}
	for _, pkg := range set.Packages {
		if pkg.ID != pkg.PkgPath { // a test variant
			continue
		}
		s.packages = append(s.packages, pkg)
		for _, name := range pkg.CompiledGoFiles {
			if s.sources[name], err = os.ReadFile(name); err != nil {
				t.Fatal(err)
			}
		}
		for _, imp := range pkg.Types.Imports() {
			s.external[imp.Path()] = imp
		}
	}
	for _, pkg := range s.packages {
		delete(s.external, pkg.PkgPath)
	}
	if len(s.packages) < 10 {
		t.Fatalf("%d packages", len(s.packages))
	}

	want := s.analyze(t, rand.New(rand.NewPCG(0, 0)))
	if !strings.Contains(want, "\nedit ") || !strings.Contains(want, "\nfact ") {
		t.Fatalf("no fix or no fact is compared:\n%s", want)
	}
	for seed := range uint64(*shuffles - 1) {
		got := s.analyze(t, rand.New(rand.NewPCG(1, seed)))
		if got == want {
			continue
		}
		missing, added := difference(want, got)
		t.Errorf("in order %d, gone:\n%s\nnew:\n%s", seed, strings.Join(missing, "\n"), strings.Join(added, "\n"))
		if t.Failed() {
			return
		}
	}
}

// shuffled is a module whose packages are type-checked again and again.
type shuffled struct {
	packages []*packages.Package
	external map[string]*types.Package // what they import from elsewhere
	sources  map[string][]byte
}

// analyze checks and analyses the packages in an order of its own, and returns all that comes out: a line each.
func (s *shuffled) analyze(t *testing.T, random *rand.Rand) string {
	t.Helper()
	fset := token.NewFileSet()
	made := make(map[string]*packages.Package)
	var check func(pkg *packages.Package) *packages.Package
	check = func(pkg *packages.Package) *packages.Package {
		if p := made[pkg.PkgPath]; p != nil {
			return p
		}
		p := *pkg
		made[pkg.PkgPath] = &p
		p.Fset, p.Syntax, p.Imports = fset, nil, make(map[string]*packages.Package)
		for _, path := range slices.Sorted(maps.Keys(pkg.Imports)) {
			p.Imports[path] = check(pkg.Imports[path])
		}
		p.CompiledGoFiles = mixed(random, pkg.CompiledGoFiles)
		for _, name := range p.CompiledGoFiles {
			file, err := parser.ParseFile(fset, name, s.sources[name], parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			p.Syntax = append(p.Syntax, file)
		}
		p.TypesInfo = &types.Info{
			Types: make(map[ast.Expr]types.TypeAndValue), Instances: make(map[*ast.Ident]types.Instance),
			Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
			Implicits: make(map[ast.Node]types.Object), Selections: make(map[*ast.SelectorExpr]*types.Selection),
			Scopes: make(map[ast.Node]*types.Scope), FileVersions: make(map[*ast.File]string),
		}
		config := types.Config{Sizes: p.TypesSizes, Importer: importerFunc(func(path string) (*types.Package, error) {
			if own := made[path]; own != nil {
				return own.Types, nil
			}
			if imp := s.external[path]; imp != nil {
				return imp, nil
			}
			return nil, fmt.Errorf("no package %s", path)
		})}
		var err error
		if p.Types, err = config.Check(p.PkgPath, fset, p.Syntax, p.TypesInfo); err != nil {
			t.Fatal(err)
		}
		return &p
	}
	var roots []*packages.Package
	for _, pkg := range mixed(random, s.packages) {
		roots = append(roots, check(pkg))
	}

	graph, err := checker.Analyze(mixed(random, analyzer.New(analyzer.Settings{})), mixed(random, roots), nil)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for act := range graph.All() {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		lines = append(lines, diagnosticLines(fset, act)...)
		lines = append(lines, factLines(t, act)...)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func mixed[T any](random *rand.Rand, s []T) []T {
	s = slices.Clone(s)
	random.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	return s
}

// diagnosticLines returns what an action reports, with the place of each report among those of its file.
func diagnosticLines(fset *token.FileSet, act *checker.Action) []string {
	var lines []string
	count := make(map[string]int)
	for _, d := range act.Diagnostics {
		start, end := fset.Position(d.Pos), fset.Position(d.End)
		count[start.Filename]++
		at := fmt.Sprintf("%v-%v #%d %s/%s", start, end, count[start.Filename], act.Analyzer.Name, d.Category)
		lines = append(lines, fmt.Sprintf("report %s %q %s", at, d.Message, d.URL))
		for _, r := range d.Related {
			lines = append(lines, fmt.Sprintf("related %s: %v %q", at, fset.Position(r.Pos), r.Message))
		}
		for _, fix := range d.SuggestedFixes {
			byFile := make(map[string]int)
			for _, e := range fix.TextEdits {
				pos := fset.Position(e.Pos)
				byFile[pos.Filename]++
				lines = append(lines, fmt.Sprintf("edit %s %q: %v-%v #%d %q", at, fix.Message, pos, fset.Position(e.End), byFile[pos.Filename], e.NewText))
			}
		}
	}
	return lines
}

// factLines returns the facts that an action has exported, encoded.
func factLines(t *testing.T, act *checker.Action) []string {
	t.Helper()
	var lines []string
	add := func(of string, fact analysis.Fact) {
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(fact); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("fact %s of %s %T %v %x", act, of, fact, fact, b.Bytes()))
	}
	for _, f := range act.AllObjectFacts() {
		if f.Object.Pkg() != act.Package.Types {
			continue
		}
		path, err := objectpath.For(f.Object)
		if err != nil {
			path = objectpath.Path(f.Object.String())
		}
		add(string(path), f.Fact)
	}
	for _, f := range act.AllPackageFacts() {
		if f.Package == act.Package.Types {
			add("package", f.Fact)
		}
	}
	return lines
}

// difference returns the lines that only a has, and those that only b has.
func difference(a, b string) (gone, added []string) {
	left, right := strings.Split(a, "\n"), strings.Split(b, "\n")
	has := func(lines []string) map[string]int {
		count := make(map[string]int)
		for _, l := range lines {
			count[l]++
		}
		return count
	}
	inLeft, inRight := has(left), has(right)
	for _, l := range left {
		if inRight[l]--; inRight[l] < 0 {
			gone = append(gone, l)
		}
	}
	for _, l := range right {
		if inLeft[l]--; inLeft[l] < 0 {
			added = append(added, l)
		}
	}
	return gone, added
}

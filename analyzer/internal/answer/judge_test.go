package answer_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
	"github.com/medipimlint/medipimlint/analyzer/internal/catalog"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// loaded are the packages under testdata, those that are imported first.
var loaded = sync.OnceValues(func() ([]*packages.Package, error) {
	return packages.Load(&packages.Config{Mode: packages.LoadSyntax},
		"./testdata/limits", "./testdata/loops", "./testdata/shops", "./testdata/ways")
})

// inOrder are the packages in the order in which they are judged.
var inOrder = []string{"limits", "loops", "shops", "ways"}

func load(t *testing.T) map[string]*packages.Package {
	t.Helper()
	pkgs, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]*packages.Package{}
	for _, p := range pkgs {
		if len(p.Errors) > 0 {
			t.Fatal(p.Errors)
		}
		byName[p.Name] = p
	}
	return byName
}

// engine returns the engine of a package, which knows the facts of those before it.
func engine(p *packages.Package, facts answer.Imports) *answer.Engine {
	pkg := program.Build(p.Fset, p.Types, p.Syntax, p.TypesInfo)
	return answer.New(pkg, declared(pkg), catalog.New(), facts)
}

// declared returns the functions and methods of pkg in source order.
func declared(pkg *ssa.Package) []*ssa.Function {
	var fns []*ssa.Function
	for _, m := range pkg.Members {
		switch m := m.(type) {
		case *ssa.Function:
			fns = append(fns, m)
		case *ssa.Type:
			for _, t := range []types.Type{m.Type(), types.NewPointer(m.Type())} {
				for sel := range types.NewMethodSet(t).Methods() {
					if fn := pkg.Prog.MethodValue(sel); fn != nil && fn.Synthetic == "" && !slices.Contains(fns, fn) {
						fns = append(fns, fn)
					}
				}
			}
		}
	}
	slices.SortFunc(fns, func(a, b *ssa.Function) int { return int(a.Pos() - b.Pos()) })
	return fns
}

// factMap holds the facts of packages by the full name of the object; a package that was looked at is there
// with its path.
type factMap map[string]*answer.Fact

func (m factMap) Answer(obj types.Object) *answer.Fact { return m[fullName(obj)] }
func (m factMap) Scoped(p *types.Package) bool         { _, ok := m[p.Path()]; return ok }
func (m factMap) MayRetry(*types.Package) bool         { return false }
func (m factMap) Steady(*types.Func) bool              { return false }

func fullName(obj types.Object) string {
	if fn, ok := obj.(*types.Func); ok {
		return fn.FullName()
	}
	return obj.Pkg().Path() + "." + obj.Name()
}

// judge returns what the engine reports, as "file:line category", and adds the package's facts.
func judge(p *packages.Package, facts factMap) []string {
	e := engine(p, facts)
	var got []string
	for _, s := range e.Sends() {
		for _, r := range e.Judge(s) {
			if r.Bare && !e.ReadsStatus() {
				continue
			}
			got = append(got, at(p.Fset, r.Position(), string(r.Category)))
		}
	}
	e.Export(!e.ReadsStatus(), func(obj types.Object, f *answer.Fact) { facts[fullName(obj)] = f })
	facts[p.PkgPath] = nil
	slices.Sort(got)
	return slices.Compact(got)
}

func at(fset *token.FileSet, pos token.Pos, category string) string {
	return fmt.Sprintf("%s:%d %s", fset.Position(pos).Filename, fset.Position(pos).Line, category)
}

// wants returns what the want comments say.
func wants(p *packages.Package) []string {
	var want []string
	for _, f := range p.Syntax {
		for _, group := range f.Comments {
			for _, c := range group.List {
				for _, category := range strings.Fields(wanted(c)) {
					want = append(want, at(p.Fset, c.Pos(), category))
				}
			}
		}
	}
	slices.Sort(want)
	return want
}

func wanted(c *ast.Comment) string {
	_, categories, _ := strings.Cut(c.Text, "// want ")
	return categories
}

func TestJudge(t *testing.T) {
	pkgs := load(t)
	facts := factMap{}
	for _, name := range inOrder {
		t.Run(name, func(t *testing.T) {
			got, want := judge(pkgs[name], facts), wants(pkgs[name])
			for _, w := range want {
				if !slices.Contains(got, w) {
					t.Error("not reported:", w)
				}
			}
			for _, g := range got {
				if !slices.Contains(want, g) {
					t.Error("reported:", g)
				}
			}
		})
	}
}

func TestFactsSayWhatFunctionsHandUp(t *testing.T) {
	p := load(t)["limits"]
	facts := factMap{}
	judge(p, facts)
	path := p.PkgPath + "."
	want := map[string]string{
		"Sentinel":                  "tells 429 [200 204 304] nil; [400 401 403 404 405 422 418 500 502 503 504] failed error; [429] error:ErrSlow",
		"General":                   "tells 429 [200 204 304] nil; [400 401 403 404 405 422 429 418 500 502 503 504] typed:Error; [] failed error",
		"IsSlow":                    "holds for [429]",
		"Client":                    "settles 429",
		"Plain":                     "",
		"(*" + path + "Error).Code": "status",
	}
	for name, text := range want {
		if !strings.Contains(name, ".") {
			name = path + name
		}
		got := ""
		if f := facts[name]; f != nil {
			got = f.String()
		}
		if got != text {
			t.Errorf("fact of %s:\n got %s\nwant %s", name, got, text)
		}
	}
}

func TestResultsDoNotDependOnMapOrder(t *testing.T) {
	pkgs := load(t)
	var first []string
	for i := range 5 {
		facts := factMap{}
		var all []string
		for _, name := range inOrder {
			all = append(all, judge(pkgs[name], facts)...)
		}
		for _, name := range slices.Sorted(maps.Keys(facts)) {
			if f := facts[name]; f != nil {
				all = append(all, name+" "+f.String())
			}
		}
		if i == 0 {
			first = all
		} else if !slices.Equal(all, first) {
			t.Fatalf("run %d:\n%s\nfirst:\n%s", i, strings.Join(all, "\n"), strings.Join(first, "\n"))
		}
	}
}

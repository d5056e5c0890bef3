package reach_test

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
	"github.com/medipimlint/medipimlint/analyzer/internal/catalog"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/reach"
)

// nothing is what is known of other packages.
type nothing struct{}

func (nothing) Field(*types.Var) origin.Set          { return nil }
func (nothing) Result(*types.Func, int) origin.Set   { return nil }
func (nothing) Decodes(*types.Func) (into, from int) { return -1, -1 }
func (nothing) Scoped(*types.Package) bool           { return false }

// load builds the package in testdata/looks.
func load(t *testing.T) (*packages.Package, *origin.Engine, *reach.Engine) {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax}, "./testdata/looks")
	if err != nil {
		t.Fatal(err)
	}
	p := pkgs[0]
	if len(p.Errors) > 0 {
		t.Fatal(p.Errors)
	}
	pkg := program.Build(p.Fset, p.Types, p.Syntax, p.TypesInfo)
	origins := origin.New(pkg, nothing{}, func(*ssa.Function) bool { return false })
	answers := answer.New(pkg, origins.Funcs, catalog.New(), nil)
	return p, origins, reach.New(origins, reach.Options{Trippers: answers.Trippers})
}

// universe are the statuses that the expectations speak of.
var universe = []int{200, 204, 304, 400, 404, 429, 500}

// TestStatuses asks at each call of here.
func TestStatuses(t *testing.T) {
	p, origins, e := load(t)
	calls := 0
	for _, f := range p.Syntax {
		ast.Inspect(f, func(n ast.Node) bool {
			x, ok := n.(*ast.CallExpr)
			if !ok || len(x.Args) != 2 {
				return true
			}
			if id, ok := x.Fun.(*ast.Ident); !ok || id.Name != "here" {
				return true
			}
			want := constant.StringVal(p.TypesInfo.Types[x.Args[1]].Value)
			for _, call := range origins.Calls(x) {
				calls++
				at := e.Statuses(reach.Subject{Holders: []reach.Holder{{Value: call.Common().Args[0]}}}, call)
				if got := list(at.Set); got != want || at.Doubt {
					t.Errorf("%s: got %s (doubt: %t), want %s", p.Fset.Position(x.Pos()), got, at.Doubt, want)
				}
			}
			return true
		})
	}
	if calls < 25 {
		t.Errorf("only %d calls of here", calls)
	}
}

// list names the statuses of the universe in s.
func list(s reach.Set) string {
	var names []string
	for _, status := range s {
		if slices.Contains(universe, status) {
			names = append(names, strconv.Itoa(status))
		}
	}
	return strings.Join(names, " ")
}

// TestOutcomes says what a helper and a send tell other packages.
func TestOutcomes(t *testing.T) {
	p, origins, e := load(t)
	fn := func(name string) *ssa.Function {
		for _, fn := range origins.Funcs {
			if fn.Object() == p.Types.Scope().Lookup(name) {
				return fn
			}
		}
		t.Fatalf("no function %s", name)
		return nil
	}
	for _, tt := range []struct {
		name  string
		param int
		want  string
	}{
		{"check", 0, "result0 of 0: [{300 504}]/[{200 299}]"},
		{"fine", 0, "result0 of 0: [{200 299}]/[{300 504}]"},
		{"sent", -1, "result1 of -1: [{500 504}]/[{200 429}]"},
		{"open", 0, ""},
	} {
		var got []string
		for _, o := range e.Outcomes(fn(tt.name), tt.param) {
			got = append(got, o.String())
		}
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, s, tt.want)
		}
	}
}

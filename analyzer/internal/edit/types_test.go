package edit

import (
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
)

const zeroSource = `package p

import (
	h "net/http"
	. "time"
)

type (
	code    string
	status  int
	answer  struct{ s status }
	list[T any] struct{ items []T }
	fault   interface{ Error() string }
	same    = answer
	pair    [2]int
)

func local() { type hidden struct{}; var x hidden; _ = x }

func results[P any]() (
	a0 bool, a1 int, a2 float64, a3 string, a4 code, a5 status, a6 *answer, a7 []answer,
	a8 map[string]int, a9 chan int, a10 func(), a11 error, a12 any, a13 fault,
	b0 answer, b1 list[int], b2 list[h.Request], b3 [3]answer, b4 same, b5 pair,
	b6 struct{}, b7 struct{ A answer }, b8 [2]struct{ A h.Header },
	c0 h.Client, c1 Time, c2 Duration, c3 h.Header, c4 map[string]h.Cookie,
	d0 P, d1 []P, d2 list[P],
) {
	panic(0)
}
`

func TestZeroValue(t *testing.T) {
	f := load(t, zeroSource)
	want := map[string]string{
		"a0": "false", "a1": "0", "a2": "0", "a3": `""`, "a4": `""`, "a5": "0", "a6": "nil", "a7": "nil",
		"a8": "nil", "a9": "nil", "a10": "nil", "a11": "nil", "a12": "nil", "a13": "nil",
		"b0": "answer{}", "b1": "list[int]{}", "b2": "list[h.Request]{}", "b3": "[3]answer{}",
		"b4": "same{}", "b5": "pair{}", "b6": "struct{}{}",
		"b7": "struct{ A answer }{}", "b8": "[2]struct{ A h.Header }{}",
		"c0": "h.Client{}", "c1": "Time{}", "c2": "0", "c3": "nil", "c4": "nil",
		"d0": "*new(P)", "d1": "nil", "d2": "list[P]{}",
	}
	at := f.find(t, "panic(0)")
	im := f.Imports(at)
	text := ""
	for result := range f.pkg.Scope().Lookup("results").Type().(*types.Signature).Results().Variables() {
		got, ok := im.ZeroValue(result.Type())
		if !ok || got != want[result.Name()] {
			t.Errorf("zero value of %s (%v) = %q, %v; want %q", result.Name(), result.Type(), got, ok, want[result.Name()])
		}
		text += result.Name() + " = " + got + "\n\t"
	}
	if len(im.Edits()) > 0 {
		t.Error("an import was added for what is imported")
	}
	out, err := Apply(f.tok, f.src, []analysis.TextEdit{f.Insert(at, text)})
	if err != nil {
		t.Fatal(err)
	}
	load(t, string(out))
}

func TestTypeStringOfWhatCannotBeWritten(t *testing.T) {
	f := load(t, zeroSource+"\nfunc shadow(answer int) { panic(1) }\n")
	answer := f.pkg.Scope().Lookup("answer").Type()
	if got, ok := f.Imports(f.find(t, "panic(1)")).ZeroValue(answer); ok {
		t.Errorf("shadowed type written as %s", got)
	}
	var hidden types.Type
	for id, obj := range f.info.Defs {
		if id.Name == "hidden" {
			hidden = obj.Type()
		}
	}
	if got, ok := f.Imports(f.find(t, "panic(0)")).ZeroValue(hidden); ok {
		t.Errorf("type of another function written as %s", got)
	}
	if got, ok := f.Imports(f.Syntax.FileEnd).ZeroValue(types.NewStruct([]*types.Var{
		types.NewField(0, f.pkg, "X", types.Typ[types.Int], false), types.NewField(0, f.pkg, "Y", types.Typ[types.Int], false),
	}, nil)); ok {
		t.Errorf("anonymous struct of several lines written as %s", got)
	}
	const lines = "struct {\n\t\tX int\n\t\tY answer \"json:\\\"y\\\"\"\n\t}{}"
	pair := types.NewStruct([]*types.Var{
		types.NewField(0, f.pkg, "X", types.Typ[types.Int], false), types.NewField(0, f.pkg, "Y", answer, false),
	}, []string{"", `json:"y"`})
	if got, ok := f.Imports(f.Syntax.FileEnd).ZeroLines(pair, "\t"); !ok || got != lines {
		t.Errorf("anonymous struct of several lines written as %s, want %s", got, lines)
	}
	if got, ok := f.Imports(f.Syntax.FileEnd).ZeroValue(types.NewStruct([]*types.Var{types.NewField(0, types.NewPackage("other", "other"), "x", types.Typ[types.Int], false)}, nil)); ok {
		t.Errorf("struct with another package's field written as %s", got)
	}
	noBody := find(f.pkg, "net/http", make(map[*types.Package]bool)).Scope().Lookup("NoBody").Type()
	if got, ok := f.Imports(f.Syntax.FileEnd).ZeroValue(noBody); ok {
		t.Errorf("unexported type written as %s", got)
	}
}

func TestTypeStringImports(t *testing.T) {
	f := load(t, "package p\n\nimport \"net/http\"\n\nvar x = http.Client{}.Timeout\n")
	im := f.Imports(f.Syntax.FileEnd)
	name, ok := im.TypeString(f.pkg.Scope().Lookup("x").Type())
	if !ok || name != "time.Duration" {
		t.Fatalf("type %q, %v", name, ok)
	}
	got := apply(t, f, im.Edits(), []analysis.TextEdit{f.Insert(f.Syntax.FileEnd, "\nvar y "+name+"\n")})
	if want := "package p\n\nimport (\n\t\"net/http\"\n\t\"time\"\n)\n\nvar x = http.Client{}.Timeout\n\nvar y time.Duration\n"; got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestCanImport(t *testing.T) {
	for _, test := range []struct {
		from, path, name string
		want             bool
	}{
		{"a/b", "c/d", "d", true},
		{"a/b", "a/internal/x", "x", true},
		{"a", "a/internal", "internal", true},
		{"ab", "a/internal/x", "x", false},
		{"b", "a/internal/x", "x", false},
		{"a", "internal/abi", "abi", false},
		{"a", "vendor/golang.org/x/net/http2", "http2", false},
		{"a", "b", "main", false},
		{"a", "b/internalize", "internalize", true},
	} {
		if got := canImport(test.from, types.NewPackage(test.path, test.name)); got != test.want {
			t.Errorf("%s may import %s: %v", test.from, test.path, got)
		}
	}
}

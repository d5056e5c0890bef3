package answer_test

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/packages"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
)

// compile type-checks one file.
func compile(t *testing.T, src string) *packages.Package {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{},
		Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}
	pkg, err := (&types.Config{Importer: importer.Default()}).Check("p", fset, []*ast.File{f}, info)
	if err != nil {
		t.Fatal(err)
	}
	return &packages.Package{PkgPath: "p", Fset: fset, Syntax: []*ast.File{f}, Types: pkg, TypesInfo: info}
}

// TestWalksAreBounded judges code with as many paths as it takes to get lost.
func TestWalksAreBounded(t *testing.T) {
	repeat := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
		}
		return b.String()
	}
	const head = "package p\n\nimport \"net/http\"\n\nvar flags [200]bool\n\n"
	sources := map[string]string{
		"branches": head + `func f() (n int, err error) {
	for {
		resp, err := http.Get("https://api.medipim.be/v4")
		if err != nil {
			return n, err
		}
		` + repeat(100, "if flags[#] { n += # }\n") + `
		if resp.StatusCode == 429 && n > 3 {
			continue
		}
		return n, nil
	}
}`,
		"variables": head + `func f() (err error) {
	` + repeat(60, "var v# int\n") + `
	resp, err := http.Get("https://api.medipim.be/v4")
	if err != nil {
		return err
	}
	` + repeat(60, "if flags[#] { v# = 1 }\n") + `
	if resp.StatusCode == ` + repeat(60, "v# + ") + `0 {
		return nil
	}
	return err
}`,
		"calls": head + `func f0() *http.Response {
	resp, _ := http.Get("https://api.medipim.be/v4")
	return resp
}
` + func() string {
			var b strings.Builder
			for i := 1; i < 40; i++ {
				fmt.Fprintf(&b, "func f%d() *http.Response {\n\tif flags[%d] {\n\t\treturn f%d()\n\t}\n\treturn f%d()\n}\n", i, i, i-1, i-1)
			}
			return b.String()
		}(),
		"cases": head + `func f() int {
	resp, _ := http.Get("https://api.medipim.be/v4")
	switch resp.StatusCode {
	` + repeat(2000, "case 1000+#: return #\n") + `
	}
	return 0
}`,
	}
	for name, src := range sources {
		t.Run(name, func(t *testing.T) {
			p := compile(t, src)
			began := time.Now()
			judge(p, factMap{})
			if d := time.Since(began); d > 10*time.Second {
				t.Errorf("took %v", d)
			} else {
				t.Log(d)
			}
		})
	}
}

func TestFactsSurviveEncoding(t *testing.T) {
	facts := factMap{}
	judge(load(t)["limits"], facts)
	for name, f := range facts {
		if f == nil {
			continue
		}
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(f); err != nil {
			t.Fatal(name, err)
		}
		if b.Len() > 2048 {
			t.Errorf("fact of %s takes %d bytes", name, b.Len())
		}
		var back answer.Fact
		if err := gob.NewDecoder(&b).Decode(&back); err != nil {
			t.Fatal(name, err)
		}
		if !reflect.DeepEqual(*f, back) {
			t.Errorf("%s: %+v became %+v", name, *f, back)
		}
	}
}

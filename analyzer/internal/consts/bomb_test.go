package consts

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

func TestTooLong(t *testing.T) {
	doubling := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "const a%d = a%d + a%d\n", i+1, i, i)
		}
		return b.String()
	}
	for _, test := range []struct {
		name, source string
		want         bool
	}{
		{"nothing", "", false},
		{"a sum", `const a = "b" + "c"; var d = a + "e"`, false},
		{"a kilobyte", "const a0 = \"x\"\n" + doubling(10), false},
		{"an exabyte", "const a0 = \"x\"\n" + doubling(60), true},
		{"an exabyte in a function", "func f() {\nconst a0 = \"x\"\n" + doubling(60) + "}", true},
		{"an exabyte of another type", "type s string\nconst a0 = \"x\"\n" + doubling(60) + "var v = s(a60) + `y`", true},
		{"repeated by the group", "const (\n\ta0 = \"x\"\n\tb0 \n)\nconst c = a0 + b0", false},
		{"a long chain", "const a = " + strings.Repeat(`"b"+`, 50000) + `"c"`, false},
		{"numbers", "const a = 1<<60 + 1<<61; const r = string(rune(65)) + \"x\"", false},
	} {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "p.go", "package p\n"+test.source, 0)
		if err != nil {
			t.Fatal(err)
		}
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
		if _, err := new(types.Config).Check("p", fset, []*ast.File{file}, info); err != nil {
			t.Fatal(err)
		}
		if got := TooLong([]*ast.File{file}, info); got != test.want {
			t.Errorf("%s: TooLong = %t", test.name, got)
		}
	}
}

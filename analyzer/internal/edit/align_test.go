package edit

import (
	"go/ast"
	"go/token"
	"strings"
	"testing"
)

func TestAlign(t *testing.T) {
	for _, test := range []struct{ name, source, after, insert, want string }{
		{"longer key", "x := T{\n\tA:  1, // one\n\tBB: 2, // two\n}", "BB: 2", ",\n\t\tLong: 3",
			"x := T{\n\tA:    1, // one\n\tBB:   2,\n\tLong: 3, // two\n}"},
		{"shorter key", "x := T{\n\tA:    1,\n\tLong: 2,\n}", "A:    1", ",\n\t\tBB: 3",
			"x := T{\n\tA:    1,\n\tBB:   3,\n\tLong: 2,\n}"},
		{"one line", "x := T{A: 1, BB: 2}", "BB: 2", ", Long: 3", "x := T{A: 1, BB: 2, Long: 3}"},
		{"text with blanks", "x := T{\n\tA:  1,\n\tBB: len(\"a   b\"),\n}", "A:  1", ",\n\t\tLong: 3",
			"x := T{\n\tA:    1,\n\tLong: 3,\n\tBB:   len(\"a   b\"),\n}"},
	} {
		t.Run(test.name, func(t *testing.T) {
			wrapped := func(body string) string {
				return "package p\n\ntype T struct{ A, BB, Long int }\n\nfunc f() T {\n\t" + strings.ReplaceAll(body, "\n", "\n\t") + "\n\treturn x\n}\n"
			}
			f := load(t, wrapped(test.source))
			var lit *ast.CompositeLit
			ast.Inspect(f.Syntax, func(n ast.Node) bool {
				if l, ok := n.(*ast.CompositeLit); ok {
					lit = l
				}
				return true
			})
			at := f.find(t, test.after) + token.Pos(len(test.after))
			edits := f.Align(lit.Pos(), lit.End(), "var _ = ", f.Insert(at, test.insert))
			if got, want := apply(t, f, edits), wrapped(test.want); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

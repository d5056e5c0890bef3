package edit

import (
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestUnfold(t *testing.T) {
	const long = "1000000000 + 100 + 1000000000 + 1000000000 + 1000000000"
	for _, test := range []struct{ name, source, old, text, want string }{
		{"fits", "func f(a int) bool { return a == 4 }", "4 }", "404", "func f(a int) bool { return a == 404 }"},
		{"too long", "func f(a, b, c int) int { return a + b + c + " + long + " }", "c + 1", "c + b + c",
			"func f(a, b, c int) int {\n\treturn a + b + c + b + c + " + long + "\n}"},
		{"two statements", "func f(a, b int) int { a += 1000000000; return a + b + " + long + " }", "b + 1", "b + a + b",
			"func f(a, b int) int {\n\ta += 1000000000\n\treturn a + b + a + b + " + long + "\n}"},
		{"literal in another", "func f(a int) { func(b int) { print(b + a + " + long + ") }(1); print(a) }", "b + a", "b + 1000000000 + b + b",
			"func f(a int) {\n\tfunc(b int) {\n\t\tprint(b + 1000000000 + b + b + a + " + long + ")\n\t}(1)\n\tprint(a)\n}"},
	} {
		f := load(t, "package p\n\n"+test.source+"\n")
		at := f.find(t, test.old)
		fix := []analysis.TextEdit{f.Replace(at, at+1, test.text)}
		unfold := f.Unfold([][]analysis.TextEdit{fix, fix})
		if got, want := apply(t, f, fix, unfold[0], unfold[1]), "package p\n\n"+test.want+"\n"; got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, want)
		}
	}
}

package edit

import (
	"go/token"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestSpaced(t *testing.T) {
	const long = "1000000000 + 100 + 1000000000 + 1000000000 + 1000000000"
	for _, test := range []struct{ name, source, old, text, want string }{
		{"fits", "func f(a int) bool { return a == 4 }", "4", "404",
			"func f(a int) bool { return a == 404 }"},
		{"too long", "func f(a, b, c int) int { return a + b + c + " + long + " }", "c +", "c + b + c +",
			"func f(a, b, c int) int {\n\treturn a + b + c + b + c + " + long + "\n}"},
		{"two statements", "func f(a, b int) int { a += 100; return a + b }", "b }", "b + " + long + " + a + b }",
			"func f(a, b int) int {\n\ta += 100\n\treturn a + b + " + long + " + a + b\n}"},
		{"literal in another", "func f(a int) func(int) int { return func(b int) int { return b + a + 1000000000 + 1000000000 } }", "b +", "b + 1000000000 + 1000000000 + 1000000000 +",
			"func f(a int) func(int) int {\n\treturn func(b int) int { return b + 1000000000 + 1000000000 + 1000000000 + a + 1000000000 + 1000000000 }\n}"},
		{"more closely in a call", "func f(a int) { print(a, a) }", "a, a", "a / 2, a",
			"func f(a int) { print(a/2, a) }"},
		{"around the new text", "func f(a, b int) { print(a+b, a) }", ", a)", ")",
			"func f(a, b int) { print(a + b) }"},
		{"comment between operands", "type t struct {\n\tStatusCode int\n\tError      struct{ Status int }\n}\n\nfunc f(a, first, b t) bool {\n\tif a.Error.Status == 404 || b. /* why */ // why\n\t\t\t\t\tError.Status == 404 {\n\t\treturn true\n\t}\n\treturn false\n}", "a.Error.Status", "first.StatusCode",
			"type t struct {\n\tStatusCode int\n\tError      struct{ Status int }\n}\n\nfunc f(a, first, b t) bool {\n\tif first.StatusCode == 404 || b. /* why */ // why\n\t\t\t\t\t\tError.Status == 404 {\n\t\treturn true\n\t}\n\treturn false\n}"},
		{"chain with a comment", "type t struct{}\n\nfunc (t) f() t { return t{} }\n\nvar _ = t{}.\n\tf().\n\tf()", "f().\n\tf()", "f(). // why\n\tf()",
			"type t struct{}\n\nfunc (t) f() t { return t{} }\n\nvar _ = t{}.\n\tf(). // why\n\tf()"},
	} {
		for _, newline := range []string{"\n", "\r\n"} {
			f := load(t, strings.ReplaceAll("package p\n\n"+test.source+"\n", "\n", newline))
			at := f.find(t, strings.ReplaceAll(test.old, "\n", newline))
			edits := f.Spaced([]analysis.TextEdit{f.Replace(at, at+token.Pos(len(strings.ReplaceAll(test.old, "\n", newline))), test.text)})
			got, want := apply(t, f, edits), strings.ReplaceAll("package p\n\n"+test.want+"\n", "\n", newline)
			if got != want {
				t.Errorf("%s (newline %q): got\n%s\nwant\n%s", test.name, newline, got, want)
			}
		}
	}
}

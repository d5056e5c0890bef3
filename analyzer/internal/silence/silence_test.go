package silence

import (
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	const all = "everything"
	for comment, want := range map[string]string{
		"//nolint":                                all,
		"// nolint":                               all,
		"//nolint // why":                         all,
		"//nolint medipimlint":                    all,
		"//nolint :medipimlint":                   all,
		"//nolint:all":                            all,
		"//nolint:bodyclose,ALL":                  all,
		"//nolint: bodyclose, all":                all,
		"//nolint:allowed":                        all, // golangci-lint looks at the prefix only
		"//nolint:medipimlint":                    "medipimlint",
		"//nolint: medipimlint":                   "medipimlint",
		"// nolint: medipimlint // why":           "medipimlint",
		"///nolint:medipimlint":                   "medipimlint",
		"//nolint:medipimstatus,bodyclose // why": "medipimstatus|bodyclose",
		"//nolint:medipimstatus , BodyClose//why": "medipimstatus|bodyclose",
		"//nolint:MedipimLint":                    "medipimlint",
		"//nolint:medipimlint\t":                  "medipimlint",
		"//nolint:medipimlint,":                   "medipimlint|",
		"//nolint:medipimlint because":            "medipimlint because",
		"//nolint: // why":                        "",
		"//nolint:":                               "",
		"//nolintx":                               "no directive",
		"//\tnolint":                              "no directive",
		"//nolint\t":                              "no directive",
		"/*nolint*/":                              "no directive",
		"/* nolint:all */":                        "no directive",
		"//NOLINT":                                "no directive",
		"// see nolint":                           "no directive",
		"//lint:ignore medipimlint why":           "no directive",
		"":                                        "no directive",
	} {
		names, everything, ok := parse(comment)
		got := strings.Join(names, "|")
		switch {
		case !ok:
			got = "no directive"
		case everything:
			got = all
		}
		if got != want {
			t.Errorf("parse(%q) = %q, want %q", comment, got, want)
		}
	}
}

// silencedLines returns the lines of source, from 1, on which a report of medipimstatus is silenced.
func silencedLines(t *testing.T, source string) []int {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "source.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	s := New(fset, f)
	var lines []int
	file := fset.File(f.FileStart)
	for line := 1; line <= file.LineCount(); line++ {
		if s.Silenced("medipimstatus", file.LineStart(line)) {
			lines = append(lines, line)
		}
	}
	return lines
}

func TestSilenced(t *testing.T) {
	for _, test := range []struct {
		name, source string
		want         []int
	}{
		{"no directive", "package p\n\nvar x int // nothing\n", nil},
		{"end of a line", "package p\n\nvar x int //nolint:medipimlint\nvar y int\n", []int{3}},
		{"another linter", "package p\n\nvar x int //nolint:bodyclose\n", nil},
		{"another analyzer", "package p\n\nvar x int //nolint:medipimcode\n", nil},
		{"one of several names", "package p\n\nvar x int //nolint:bodyclose,medipimstatus // why\n", []int{3}},
		{"above a declaration", "package p\n\n//nolint:medipimstatus\nfunc f() {\n\tg()\n}\n\nfunc g() {}\n", []int{3, 4, 5, 6}},
		{"in a declaration's comment", "package p\n\n// F is.\n//\n//nolint\nfunc F() {\n}\n", []int{3, 4, 5, 6, 7}},
		{"a blank line between", "package p\n\n//nolint\n\nfunc f() {\n}\n", []int{3}},
		{"above a statement", "package p\n\nfunc f() {\n\t//nolint\n\tif true {\n\t\tf()\n\t}\n\tf()\n}\n", []int{4, 5, 6, 7}},
		{"above a statement, other column", "package p\n\nfunc f() {\n//nolint\n\tif true {\n\t\tf()\n\t}\n}\n", []int{4}},
		{"end of the line of a block", "package p\n\nfunc f() {\n\tif true { //nolint\n\t\tf()\n\t}\n}\n", []int{4}},
		{"above a field", "package p\n\ntype t struct {\n\t//nolint\n\ta func(\n\t\tint,\n\t)\n\tb int\n}\n", []int{4, 5, 6, 7}},
		{"above a case", "package p\n\nfunc f(i int) {\n\tswitch i {\n\t//nolint\n\tcase 1:\n\t\tf(1)\n\tcase 2:\n\t}\n}\n", []int{5, 6, 7}},
		{"above the package clause", "//nolint:medipimlint\npackage p\n\nfunc f() {\n}\n", []int{1, 2, 3, 4, 5}},
		{"apart from the package clause", "//nolint:medipimlint\n\npackage p\n\nfunc f() {\n}\n", []int{1}},
		{"two directives above, the first counts", "package p\n\n//nolint:bodyclose\n//nolint:medipimlint\nfunc f() {\n}\n", []int{3, 4}},
		{"below a trailing directive in its column", "package p\n\nfunc f() { //nolint\n\t       g(\n)\n}\n\nfunc g() {}\n", []int{3}},
		{"windows line ends", "package p\r\n\r\n//nolint:medipimlint\r\nfunc f() {\r\n}\r\n", []int{3, 4, 5}},
		{"no name", "package p\n\nvar x int //nolint:\nvar y int //nolint:bodyclose,\n", nil},
		{"nested and apart", "package p\n\n//nolint\nfunc f() {\n\tf() //nolint:medipimlint\n}\n\nvar x int\n\nvar y int //nolint\n", []int{3, 4, 5, 6, 10}},
	} {
		if got := silencedLines(t, test.source); !slices.Equal(got, test.want) {
			t.Errorf("%s: silenced lines %v, want %v", test.name, got, test.want)
		}
	}
}

func TestBy(t *testing.T) {
	for directive, want := range map[string]Source{
		"//nolint":                           Suite,
		"//nolint:all":                       Suite,
		"//nolint:medipimlint":               Suite,
		"//nolint:medipimstatus,medipimlint": Suite,
		"//nolint:medipimstatus":             Analyzer,
		"//nolint:medipimcode":               Nothing,
		"// not a directive":                 Nothing,
	} {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, "source.go", "package p\n\nvar x int "+directive, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if got := New(fset, f).By("medipimstatus", f.Decls[0].Pos()); got != want {
			t.Errorf("%s: silenced by %d, want %d", directive, got, want)
		}
	}
}

func FuzzNew(f *testing.F) {
	f.Add("package p\n\n//nolint:medipimlint\nfunc f() {}\n")
	f.Add("//nolint\n//line x.go:1\npackage p")
	f.Fuzz(func(t *testing.T, source string) {
		fset := token.NewFileSet()
		file, _ := parser.ParseFile(fset, "fuzz.go", source, parser.ParseComments)
		if file == nil {
			return
		}
		if New(fset, file).Silenced("medipimstatus", file.Package) && !strings.Contains(source, "nolint") {
			t.Error("silenced without a directive")
		}
	})
}

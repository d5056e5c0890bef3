package edit

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// use adds a function that uses what a fix imports, so that the result compiles.
func use(f *File, name, member string) []analysis.TextEdit {
	if name != "" {
		name += "."
	}
	return []analysis.TextEdit{f.Insert(f.Syntax.FileEnd, "\nvar _ = "+name+member+"\n")}
}

func TestAddImport(t *testing.T) {
	for _, test := range []struct {
		name, source, path, member, want string // want is the file up to the first var
	}{
		{"imported", "import \"time\"\n\nvar x time.Time", "time", "Now",
			"import \"time\"\n\n"},
		{"imported by another name", "import clock \"time\"\n\nvar x clock.Time", "time", "Now",
			"import clock \"time\"\n\n"},
		{"dot import", "import . \"time\"\n\nvar x Time", "time", "Now",
			"import . \"time\"\n\n"},
		{"blank import", "import _ \"time\"\n\nvar x int", "time", "Now",
			"import (\n\t\"time\"\n\t_ \"time\"\n)\n\n"},
		{"no import", "var x int", "time", "Now",
			"import \"time\"\n\n"},
		{"one import, before", "import \"net/http\"\n\nvar x http.Client", "fmt", "Sprint",
			"import (\n\t\"fmt\"\n\t\"net/http\"\n)\n\n"},
		{"one import, after", "import \"net/http\"\n\nvar x http.Client", "time", "Now",
			"import (\n\t\"net/http\"\n\t\"time\"\n)\n\n"},
		{"one import with comments", "// Doc.\nimport \"net/http\" // why\n\nvar x http.Client", "time", "Now",
			"// Doc.\nimport (\n\t\"net/http\" // why\n\t\"time\"\n)\n\n"},
		{"one renamed import", "import h \"net/http\"\n\nvar x h.Client", "fmt", "Sprint",
			"import (\n\t\"fmt\"\n\th \"net/http\"\n)\n\n"},
		{"several declarations", "import \"io\"\nimport \"net/http\" // why\n\nvar x http.Client\n\nvar y io.Reader", "fmt", "Sprint",
			"import \"fmt\"\nimport \"io\"\nimport \"net/http\" // why\n\n"},
		{"first of a block", "import (\n\t\"io\"\n\t\"net/http\"\n)\n\nvar x http.Client\n\nvar y io.Reader", "fmt", "Sprint",
			"import (\n\t\"fmt\"\n\t\"io\"\n\t\"net/http\"\n)\n\n"},
		{"within a block", "import (\n\t\"fmt\" // a\n\t\"time\" // b\n)\n\nvar x time.Time\n\nvar y fmt.State", "net/http", "Get",
			"import (\n\t\"fmt\" // a\n\t\"net/http\"\n\t\"time\" // b\n)\n\n"},
		{"last of a block", "import (\n\t\"io\"\n\t\"net/http\"\n)\n\nvar x http.Client\n\nvar y io.Reader", "time", "Now",
			"import (\n\t\"io\"\n\t\"net/http\"\n\t\"time\"\n)\n\n"},
		{"last of the first group", "import (\n\t\"io\"\n\n\t\"go/ast\"\n)\n\nvar x ast.Node\n\nvar y io.Reader", "time", "Now",
			"import (\n\t\"io\"\n\t\"time\"\n\n\t\"go/ast\"\n)\n\n"},
		{"group with a comment above", "import (\n\t// Standard library.\n\t\"io\"\n)\n\nvar y io.Reader", "fmt", "Sprint",
			"import (\n\t\"fmt\"\n\t// Standard library.\n\t\"io\"\n)\n\n"},
		{"block with a comment at its end", "import (\n\t\"io\" // a\n\t// b\n)\n\nvar y io.Reader", "time", "Now",
			"import (\n\t\"io\" // a\n\t\"time\"\n\t// b\n)\n\n"},
		{"version in the path", "import \"net/http\"\n\nvar x http.Client", "math/rand/v2", "Int",
			"import (\n\t\"math/rand/v2\"\n\t\"net/http\"\n)\n\n"},
		{"name of a declaration", "import \"net/http\"\n\nvar x http.Client\n\ntype time int", "time", "Now",
			"import (\n\t\"net/http\"\n\tstdtime \"time\"\n)\n\n"},
		{"name of another import", "import \"text/template\"\n\nvar x template.Template", "html/template", "New",
			"import (\n\thtmltemplate \"html/template\"\n\t\"text/template\"\n)\n\n"},
		{"package comment and directives", "import \"C\"\n\nvar x int", "time", "Now",
			"import \"C\"\n\nimport \"time\"\n\n"},
		{"cgo with its source", "// #include <stdio.h>\nimport \"C\"\n\nvar x int", "time", "Now",
			"// #include <stdio.h>\nimport \"C\"\n\nimport \"time\"\n\n"},
		{"cgo and a block", "// #include <stdio.h>\nimport \"C\"\n\nimport (\n\t\"io\"\n)\n\nvar x io.Reader", "time", "Now",
			"// #include <stdio.h>\nimport \"C\"\n\nimport (\n\t\"io\"\n\t\"time\"\n)\n\n"},
		{"package clause with a comment", "var x int", "time", "Now",
			"import \"time\"\n\n"},
	} {
		for _, newline := range []string{"\n", "\r\n"} {
			source := strings.ReplaceAll("package p // comment\n\n"+test.source+"\n", "\n", newline)
			f := load(t, source)
			name, edits := addImport(f, test.path, f.Syntax.FileEnd, test.member)
			out := apply(t, f, edits, use(f, name, test.member))
			head, _, _ := strings.Cut(out, "var ")
			want := strings.ReplaceAll("package p // comment\n\n"+test.want, "\n", newline)
			if head != want {
				t.Errorf("%s (newline %q): got\n%s\nwant\n%s", test.name, newline, head, want)
			}
		}
	}
}

func TestAddImportWhereItsNameIsTaken(t *testing.T) {
	for _, test := range []struct{ name, source, at, path, member, want string }{
		{"shadowed by a local", "import \"net/http\"\n\nfunc f(http int) {\n\t_ = http\n}\n\nvar x http.Client\n", "_ = http", "net/http", "Get", "nethttp"},
		{"not shadowed yet", "import \"net/http\"\n\nfunc f() {\n\t_ = 1\n\thttp := 2\n\t_ = http\n}\n\nvar x http.Client\n", "_ = 1", "net/http", "Get", "http"},
		{"shadowed elsewhere", "import \"net/http\"\n\nfunc f(http int) {\n\t_ = http\n}\n\nvar x http.Client\n", "var x", "net/http", "Get", "http"},
		{"local of the name of a new import", "import \"net/http\"\n\nfunc f(time int) {\n\t_ = time\n}\n\nvar x http.Client\n", "_ = time", "time", "Now", "stdtime"},
		{"member of a dot import shadowed", "import . \"net/http\"\n\nfunc f(Get int) {\n\t_ = Get\n}\n\nvar x Client\n", "_ = Get", "net/http", "Get", "http"},
	} {
		f := load(t, "package p\n\n"+test.source)
		at := f.find(t, test.at)
		name, edits := addImport(f, test.path, at, test.member)
		if name != test.want {
			t.Errorf("%s: name %q, want %q", test.name, name, test.want)
		}
		text := "_ = " + name + "." + test.member + "\n\t"
		if strings.HasPrefix(test.at, "var") {
			text = "var _ = " + name + "." + test.member + "\n\n"
		}
		apply(t, f, edits, []analysis.TextEdit{f.Insert(at, text)})
	}
}

// Fixes that each import something else apply together: in each file of TestAddImport's kinds.
func TestImportsOfSeveralFixes(t *testing.T) {
	wishes := []struct{ path, member string }{
		{"errors", "New"}, {"fmt", "Sprint"}, {"io", "EOF"}, {"math/rand/v2", "Int"},
		{"net/http", "Get"}, {"strconv", "Itoa"}, {"time", "Now"},
	}
	for _, test := range []struct {
		name, source string
		touching     int // pairs of wishes that find no places of their own
	}{
		{"block of a client", "import (\n\t\"encoding/json\"\n\t\"net/http\"\n)\n\nvar x http.Client\n\nvar y json.Decoder\n", 0},
		{"block with other groups", "import (\n\t\"context\"\n\t\"encoding/json\"\n\t\"net/http\"\n\t\"os\"\n\n\t\"go/ast\"\n)\n\nvar x http.Client\n\nvar y json.Decoder\n\nvar z context.Context\n\nvar a ast.Node\n\nvar o os.File\n", 0},
		{"block with comments", "import (\n\t\"encoding/json\" // a\n\t\"net/http\" // b\n)\n\nvar x http.Client\n\nvar y json.Decoder\n", 1},
		{"one import", "import \"net/http\"\n\nvar x http.Client\n", 2},
	} {
		f := load(t, "package p\n\n"+test.source)
		touching := 0
		for i, a := range wishes {
			for _, b := range wishes[i+1:] {
				if f.imports(a.path) || f.imports(b.path) {
					continue
				}
				aName, aEdits := addImport(f, a.path, f.Syntax.FileEnd)
				bName, bEdits := addImport(f, b.path, f.Syntax.FileEnd)
				text := "\nvar _ = " + aName + "." + a.member + "\n\nvar _ = " + bName + "." + b.member + "\n"
				usage := []analysis.TextEdit{f.Insert(f.Syntax.FileEnd, text)}
				if _, err := Merge(aEdits, bEdits); err != nil {
					touching++
				} else {
					checkSorted(t, f, aEdits, bEdits, usage)
				}
				// One fix that wants both has no such trouble.
				im := f.Imports(f.Syntax.FileEnd)
				im.Name(b.path)
				im.Name(a.path)
				checkSorted(t, f, im.Edits(), usage)
			}
		}
		if touching > test.touching {
			t.Errorf("%s: %d pairs of imports touch, want at most %d", test.name, touching, test.touching)
		}
	}
}

// checkSorted applies edits of imports, without regard to the alignment of comments behind them.
func checkSorted(t *testing.T, f *File, fixes ...[]analysis.TextEdit) {
	t.Helper()
	if strings.Contains(string(f.src), "// a") {
		out, err := Apply(f.tok, f.src, fixes...)
		if err != nil {
			t.Fatal(err)
		}
		load(t, string(out))
		return
	}
	apply(t, f, fixes...)
}

func TestImportsInUnformattedFiles(t *testing.T) {
	for _, source := range []string{
		"package p; var x int\n",
		"package p; import \"io\"; var x io.Reader\n",
		"package p\n\nimport (\"io\"; \"fmt\")\n\nvar x io.Reader\nvar y fmt.State\n",
		"package p\n\nimport ()\n\nvar x int\n",
		"package p /* a */ ; var x int\n",
		"package p\n",
		"package p\nimport \"io\"\nvar x io.Reader",
		"package p\nimport (\"io\"\n)\nvar x io.Reader",
	} {
		f := load(t, source)
		name, edits := addImport(f, "time", f.Syntax.FileEnd)
		out, err := Apply(f.tok, f.src, edits, use(f, name, "Now"))
		if err != nil {
			t.Fatal(err)
		}
		load(t, string(out))
	}
}

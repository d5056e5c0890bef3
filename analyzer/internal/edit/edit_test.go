package edit

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// std loads the standard library for all tests of the package.
var (
	fset = token.NewFileSet()
	std  = importer.ForCompiler(fset, "gc", nil)
)

// load parses and type-checks a file that is a package of its own.
func load(t *testing.T, source string) *File {
	t.Helper()
	syntax, err := parser.ParseFile(fset, t.Name()+".go", source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatalf("%v in\n%s", err, source)
	}
	info := &types.Info{
		Types:     make(map[ast.Expr]types.TypeAndValue),
		Defs:      make(map[*ast.Ident]types.Object),
		Uses:      make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object),
		Scopes:    make(map[ast.Node]*types.Scope),
	}
	config := types.Config{Importer: std, FakeImportC: true}
	pkg, err := config.Check("example.com/p", fset, []*ast.File{syntax}, info)
	if err != nil {
		t.Fatalf("%v in\n%s", err, source)
	}
	f, err := New(fset, syntax, pkg, info, []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// apply makes the edits, and checks that the result compiles and is as gofmt writes it.
func apply(t *testing.T, f *File, fixes ...[]analysis.TextEdit) string {
	t.Helper()
	out, err := Apply(f.tok, f.src, fixes...)
	if err != nil {
		t.Fatal(err)
	}
	load(t, string(out))
	unix := bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n"))
	formatted, err := format.Source(unix)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(formatted, unix) {
		t.Errorf("gofmt would change\n%s\nto\n%s", unix, formatted)
	}
	if len(unix) != len(out) && bytes.Count(out, []byte("\r\n")) != bytes.Count(out, []byte("\n")) {
		t.Errorf("mixed line ends in %q", out)
	}
	return string(out)
}

// find returns the position of a text in the source of f.
func (f *File) find(t *testing.T, text string) token.Pos {
	t.Helper()
	i := bytes.Index(f.src, []byte(text))
	if i < 0 {
		t.Fatalf("no %q in\n%s", text, f.src)
	}
	return f.tok.Pos(i)
}

func TestNewWantsTheSourceThatWasParsed(t *testing.T) {
	f := load(t, "package p\n")
	if _, err := New(fset, f.Syntax, f.pkg, f.info, []byte("package p")); err == nil {
		t.Error("no error for another source")
	}
}

func TestLines(t *testing.T) {
	f := load(t, "package p\r\n\r\nfunc f() {\r\n\tf() // again\r\n}\r\n")
	call := f.find(t, "f() // again")
	if got := f.Indent(call); got != "\t" {
		t.Errorf("Indent = %q", got)
	}
	if got := f.LineStart(call); got != call-1 {
		t.Errorf("LineStart is %d bytes off", got-call+1)
	}
	if got := f.LineEnd(call); got != f.find(t, "\r\n}") {
		t.Error("LineEnd is not before the newline")
	}
	if got := f.NextLine(call); got != f.find(t, "}") {
		t.Error("NextLine is not past the newline")
	}
	if got := f.LineEnd(f.Syntax.FileEnd); got != f.Syntax.FileEnd {
		t.Error("LineEnd of the last line is not the end of the file")
	}
	if f.HasComment(f.Syntax.Pos(), call) || !f.HasComment(call, f.LineEnd(call)) {
		t.Error("HasComment looks at the wrong place")
	}
	if got := f.Text(f.Syntax.Decls[0]); got != "func f() {\n\tf() // again\n}" {
		t.Errorf("Text = %q", got)
	}
	got := apply(t, f, []analysis.TextEdit{f.Insert(call, "f()\n\t")})
	if want := "package p\r\n\r\nfunc f() {\r\n\tf()\r\n\tf() // again\r\n}\r\n"; got != want {
		t.Errorf("got %q", got)
	}
}

func TestMerge(t *testing.T) {
	edit := func(pos, end int, text string) []analysis.TextEdit {
		return []analysis.TextEdit{{Pos: token.Pos(pos), End: token.Pos(end), NewText: []byte(text)}}
	}
	for _, test := range []struct {
		name     string
		a, b     []analysis.TextEdit
		conflict bool
		edits    int
	}{
		{"apart", edit(1, 2, "a"), edit(5, 6, "b"), false, 2},
		{"adjacent", edit(5, 6, "a"), edit(1, 5, "b"), false, 2},
		{"equal", edit(1, 2, "a"), edit(1, 2, "a"), false, 1},
		{"equal insertions, one without an end", edit(1, 1, "a"), edit(1, 0, "a"), false, 1},
		{"overlapping", edit(1, 3, "a"), edit(2, 4, "a"), true, 0},
		{"different texts", edit(1, 3, "a"), edit(1, 3, "b"), true, 0},
		{"different insertions at one place", edit(1, 1, "a"), edit(1, 1, "b"), true, 0},
		{"insertion before a deletion", edit(1, 3, ""), edit(1, 1, "b"), false, 2},
		{"insertion within a deletion", edit(1, 3, ""), edit(2, 2, "b"), true, 0},
	} {
		edits, err := Merge(test.a, test.b)
		if (err != nil) != test.conflict || len(edits) != test.edits {
			t.Errorf("%s: %d edits, error %v", test.name, len(edits), err)
		}
	}
}

func TestApplyRejectsEditsElsewhere(t *testing.T) {
	f := load(t, "package p\n")
	other := load(t, "package q\n")
	if _, err := Apply(f.tok, f.src, []analysis.TextEdit{other.Insert(other.Syntax.Pos(), "x")}); err == nil {
		t.Error("no error for an edit of another file")
	}
}

// addImport returns the name by which new text at pos can use a package, and the edits that import it.
func addImport(f *File, path string, at token.Pos, members ...string) (name string, edits []analysis.TextEdit) {
	im := f.Imports(at)
	name = im.Name(path, members...)
	return name, im.Edits()
}

func removeUnused(f *File, dropped []*ast.Ident, kept ...types.Object) ([]analysis.TextEdit, bool) {
	removal, ok := f.RemovalWith(nil, dropped, kept...)
	return removal.Edits, ok
}

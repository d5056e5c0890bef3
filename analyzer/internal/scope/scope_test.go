package scope

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"testing"
)

// check parses and type-checks one package, whose imports are not resolved.
func check(t *testing.T, path string, sources ...string) ([]*ast.File, *types.Info) {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	for _, source := range sources {
		file, err := parser.ParseFile(fset, "source.go", source, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	info := &types.Info{Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object)}
	config := types.Config{Error: func(error) {}}
	config.Check(path, fset, files, info) // what fails to compile is judged as far as it is understood
	return files, info
}

func TestOf(t *testing.T) {
	for _, test := range []struct {
		name, path, module, source string
		want                       Verdict
	}{
		{name: "import path", path: "example.com/Medipim/client", source: "package client", want: Whole},
		{name: "package name", path: "p", source: "package medipimclient", want: Whole},
		{name: "module path", path: "p", module: "example.com/medipim-sync", source: "package p", want: Whole},
		{name: "client directive", path: "p", want: Whole,
			source: "// A file.\n\n//medipimlint:client\n\n// Package p is.\npackage p"},
		{name: "client directive with a remark", path: "p", want: Whole,
			source: "//medipimlint:client the host is in the configuration\npackage p"},
		{name: "client directive in the package's comment", path: "p", want: Whole,
			source: "// Package p is.\n//\n//medipimlint:client\npackage p"},
		{name: "client directive after the package clause", path: "p", source: "package p\n\n//medipimlint:client\n"},
		{name: "client directive with a space", path: "p", source: "// medipimlint:client\npackage p"},
		{name: "another directive", path: "p", source: "//medipimlint:clients\npackage p"},

		{name: "host", path: "p", source: `package p; const base = "https://api.medipim.be/v4"`, want: Side},
		{name: "host in a concatenation", path: "p", source: `package p; var base = "https://api." + "medipim.be"`, want: Side},
		{name: "host from a named constant", path: "p", want: Side,
			source: `package p; const domain = "medipim.be"; func f() string { return "https://api." + domain }`},
		{name: "host of the platform", path: "p", source: `package p; const docs = "https://platform.medipim.be"`},
		{name: "host in a comment", path: "p", source: "package p\n\n// See https://api.medipim.be.\nvar x int"},
		{name: "host in a struct tag", path: "p", source: "package p; type t struct { F int `env:\"https://api.medipim.be\"` }"},
		{name: "word in a string", path: "p", source: `package p; const user = "medipim"`},
		{name: "word in a comment", path: "p", source: "package p // medipim"},
		{name: "word in a nolint directive", path: "p", source: "package p\n\nvar x int //nolint:medipimlint"},

		{name: "declared identifier", path: "p", source: `package p; type MedipimClient struct{}`, want: Side},
		{name: "field", path: "p", source: `package p; type t struct { medipimKey string }`, want: Side},
		{name: "used identifier", path: "p", source: `package p; import "example.com/x"; var c = x.NewMEDIPIM()`, want: Side},
		{name: "label", path: "p", source: `package p; func f() { medipim: for { break medipim } }`, want: Side},
		{name: "used package", path: "p", source: `package p; import "example.com/medipim"; var c = medipim.New()`, want: Side},
		{name: "import name", path: "p", source: `package p; import medipim "example.com/x"`, want: Side},
		{name: "blank import", path: "p", source: `package p; import _ "example.com/medipim"`},
	} {
		files, info := check(t, test.path, test.source)
		if got := Of(test.path, files[0].Name.Name, test.module, files, info); got != test.want {
			t.Errorf("%s: scope %v, want %v", test.name, got, test.want)
		}
		possible := Possible(test.path, files[0].Name.Name, test.module, slices.Values([][]byte{[]byte(test.source)}))
		if test.want != None && !possible {
			t.Errorf("%s: ruled out by its bytes", test.name)
		}
	}
}

func TestPossible(t *testing.T) {
	contents := slices.Values([][]byte{[]byte("package p"), []byte("package p // medipim")})
	if !Possible("p", "p", "", contents) {
		t.Error("a file that mentions Medipim was overlooked")
	}
	if Possible("p", "p", "example.com", slices.Values([][]byte{[]byte("package p")})) {
		t.Error("a package without a mention was not ruled out")
	}
}

func TestExtraCodes(t *testing.T) {
	files, info := check(t, "p", `package p

//medipimlint:code
const single = "stock_locked"

//medipimlint:code announced for next year
const (
	first         = "b_" + "first"
	second, third = "a_second", "c_third"
	limit         = 100
	_             = "d_blank"
)

const (
	no = "not_this"
	// A comment.
	//medipimlint:code
	yes = "e_yes"
)

func f() {
	//medipimlint:code
	const local = "f_local"
}

//medipimlint:code
var variable = "not_a_constant"

//medipimlint:code

const apart = "not_directly_below"

//medipimlint:codes
const other = "another_directive"
`, "package p\n\n//medipimlint:code\nconst again = single")
	want := []string{"a_second", "b_first", "c_third", "d_blank", "e_yes", "f_local", "stock_locked"}
	if got := ExtraCodes(files, info); !slices.Equal(got, want) {
		t.Errorf("ExtraCodes = %q, want %q", got, want)
	}
}

func FuzzDirectives(f *testing.F) {
	f.Add("//medipimlint:client\npackage p")
	f.Add("package p\n//medipimlint:code x\nconst (\n\ta = \"b\"\n\tc\n)")
	f.Add("//medipimlint:code\r\npackage p; const a, b = 1")
	f.Fuzz(func(t *testing.T, source string) {
		fset := token.NewFileSet()
		file, _ := parser.ParseFile(fset, "fuzz.go", source, parser.ParseComments|parser.SkipObjectResolution)
		if file == nil {
			return
		}
		info := &types.Info{Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object)}
		(&types.Config{Error: func(error) {}}).Check("p", fset, []*ast.File{file}, info)
		files := []*ast.File{file}
		verdict := Of("p", file.Name.Name, "", files, info)
		if codes := ExtraCodes(files, info); len(codes) > 0 || verdict == Whole {
			if !Mentions(source) {
				t.Errorf("scope %v, codes %q, but the bytes do not tell", verdict, codes)
			}
		}
	})
}

package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medipimlint/medipimlint/analyzer"
	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

// answered is a test that calls functions, named in pairs with what they do, with every answer that
// says that the API succeeded, and prints what they return.
const answered = `package %s

import (
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
)

func TestAnswered(t *testing.T) {
	for _, f := range []struct {
		name string
		call any
	}{
%s	} {
		for _, status := range []int{200, 201, 202, 204, 206} {
			for _, body := range []string{"", "{}", "[", "{\"data\":{\"id\":\"M1\"}}"} {
				fmt.Println("answered:", f.name, status, body, call(f.call, status, body))
			}
		}
	}
}

func call(f any, status int, body string) (out []string) {
	defer func() {
		if recover() != nil {
			out = []string{"panic"}
		}
	}()
	resp := &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader(body))}
	for _, v := range reflect.ValueOf(f).Call([]reflect.Value{reflect.ValueOf(resp)}) {
		out = append(out, fmt.Sprint(v.Interface()))
	}
	return out
}
`

// TestSuccessStays runs functions of the fixtures before all fixes and after them: where the API
// succeeds, they do the same.
func TestSuccessStays(t *testing.T) {
	set, err := fixture.Load(clients, "./medipim/fixstatus/success", "./medipim/fixstatus/conditions")
	if err != nil {
		t.Fatal(err)
	}
	findings, err := set.Findings(analyzer.Suite)
	if err != nil {
		t.Fatal(err)
	}
	fixed, err := set.Apply(fixture.Fixable(findings))
	if err != nil || len(fixed) == 0 {
		t.Fatalf("%d files are fixed (%v)", len(fixed), err)
	}
	for _, pkg := range set.Packages {
		var calls strings.Builder
		for _, file := range pkg.Syntax {
			for _, decl := range file.Decls {
				fn, ok := decl.(*ast.FuncDecl)
				if ok && fn.Recv == nil && takesResponse(pkg.TypesInfo.Defs[fn.Name].(*types.Func)) {
					fmt.Fprintf(&calls, "\t\t{%q, %s},\n", fn.Name.Name, fn.Name.Name)
				}
			}
		}
		test := fmt.Sprintf(answered, pkg.Name, calls.String())
		before, after := answers(t, pkg.CompiledGoFiles, nil, test), answers(t, pkg.CompiledGoFiles, fixed, test)
		if len(before) < 200 || len(before) != len(after) {
			t.Fatalf("%s: %d answers before, %d after", pkg.PkgPath, len(before), len(after))
		}
		for i := range before {
			if before[i] != after[i] {
				t.Errorf("%s: before: %s, after: %s", pkg.PkgPath, before[i], after[i])
			}
		}
	}
}

// takesResponse reports whether a function has a response for its one parameter, and says what it did.
func takesResponse(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Params().Len() != 1 || sig.Params().At(0).Type().String() != "*net/http.Response" || sig.Results().Len() == 0 {
		return false
	}
	for v := range sig.Results().Variables() {
		switch t := v.Type().Underlying().(type) {
		case *types.Basic:
		case *types.Interface:
			if t.NumMethods() == 0 {
				return false
			}
		default:
			return false // it hands something on
		}
	}
	return true
}

// answers runs a test in a package made of some files, with the contents given in place of theirs, and
// returns what it prints.
func answers(t *testing.T, files []string, contents map[string][]byte, test string) (lines []string) {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, content []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", []byte("module example.com/medipim\n\ngo 1.26\n"))
	write("answered_test.go", []byte(test))
	for _, name := range files {
		content, ok := contents[name]
		if !ok {
			var err error
			if content, err = os.ReadFile(name); err != nil {
				t.Fatal(err)
			}
		}
		write(filepath.Base(name), content)
	}
	cmd := exec.Command("go", "test", "-vet=off", "-run=TestAnswered", "-v", ".")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(line, "answered:") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

package drivers

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/xeipuuv/gojsonschema"
)

// The SARIF log is valid against the schema that OASIS publishes, and a library can read it.
func TestSARIFIsValid(t *testing.T) {
	dir := copyModule(t, "demo")
	stdout, stderr, code := run(t, dir, program(t, medipimlint), "-format", "sarif", "./...")
	if code != 1 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	result, err := gojsonschema.Validate(gojsonschema.NewStringLoader(schema(t)), gojsonschema.NewStringLoader(stdout))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range result.Errors() {
		t.Error(e)
	}
	log, err := sarif.FromString(stdout)
	if err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 || len(log.Runs[0].Results) != len(command(t, dir)) {
		t.Error("the log does not have the command's findings")
	}
}

// schema returns the text of the published schema. The library has it in its source, in a constant that
// it does not export.
func schema(t *testing.T) string {
	t.Helper()
	stdout, stderr, code := run(t, ".", "go", "list", "-f", "{{.Dir}}", reflect.TypeFor[sarif.Report]().PkgPath())
	if code != 0 {
		t.Fatal(stderr)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(stdout[:len(stdout)-1], "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	ast.Inspect(file, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING && len(literal.Value) > len(text) {
			text = literal.Value
		}
		return true
	})
	text, err = strconv.Unquote(text)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

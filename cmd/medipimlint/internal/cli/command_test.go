package cli

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/unit"
)

// The tests run the command for real: this test binary is the command if the variable is set, and go vet's
// tool too. Its two rules know nothing of Medipim, so that what is tested here is the command alone.
const commandVariable = "MEDIPIMLINT_TEST_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(commandVariable) == "" {
		for name, value := range map[string]string{commandVariable: "1", "GOFLAGS": "", "GOWORK": "off", "GOPROXY": "off"} {
			os.Setenv(name, value)
		}
		os.Exit(m.Run())
	}
	if unit.IsProtocol(os.Args[1:]) {
		unit.Main(testSuite()...)
	}
	os.Exit(Main(os.Args[1:], testSuite()))
}

// testSuite reports identifiers that begin with "bad", with a fix that makes them "good", and those that
// begin with "SHOUT", without one.
func testSuite() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		testRule("badname", "bad", func(id *ast.Ident) []analysis.SuggestedFix {
			return []analysis.SuggestedFix{{Message: "rename", TextEdits: []analysis.TextEdit{{
				Pos: id.Pos(), End: id.End(), NewText: []byte("good" + id.Name[len("bad"):]),
			}}}}
		}),
		testRule("shouting", "SHOUT", func(*ast.Ident) []analysis.SuggestedFix { return nil }),
	}
}

func testRule(name, prefix string, fix func(*ast.Ident) []analysis.SuggestedFix) *analysis.Analyzer {
	var tests bool
	rule := &analysis.Analyzer{
		Name: name,
		Doc:  "report " + prefix + " names\n\nThe page of " + name + ".",
		URL:  "https://example.com/" + name,
	}
	rule.Flags.BoolVar(&tests, "tests", false, "report in _test.go files too")
	rule.Flags.Func("scope", "auto or all", func(s string) error {
		if s != "auto" && s != "all" {
			return errors.New("want auto or all")
		}
		return nil
	})
	rule.Run = func(pass *analysis.Pass) (any, error) {
		if os.Getenv(slowVariable) != "" && pass.Pkg.Name() == "api" {
			time.Sleep(1500 * time.Millisecond)
		}
		for _, file := range pass.Files {
			if !tests && strings.HasSuffix(pass.Fset.File(file.Pos()).Name(), "_test.go") {
				continue
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && strings.HasPrefix(id.Name, prefix) {
					pass.Report(analysis.Diagnostic{
						Pos: id.Pos(), End: id.End(), Category: "name", Message: fmt.Sprintf("%s is a %s name", id.Name, prefix),
						SuggestedFixes: fix(id),
						Related:        []analysis.RelatedInformation{{Pos: file.Name.Pos(), End: file.Name.End(), Message: "in this package"}},
					})
				}
				return true
			})
		}
		return nil, nil
	}
	return rule
}

// outcome is what a call of the command left behind.
type outcome struct {
	stdout, stderr string
	code           int
}

// run calls the command in dir.
func run(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	return start(t, dir, os.Args[0], args...)
}

// start calls a program in dir, in whose surroundings this test binary is the command.
func start(t *testing.T, dir, program string, args ...string) outcome {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// module writes files into a fresh folder: a module called example.com/m. It returns the folder.
func module(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if files["go.mod"] == "" {
		write(t, filepath.Join(dir, "go.mod"), "module example.com/m\n\ngo 1.26\n")
	}
	for name, content := range files {
		write(t, filepath.Join(dir, name), content)
	}
	return dir
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

package drivers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const root = "../.."

// bin is where programs are built.
var bin string

func TestMain(m *testing.M) {
	var err error
	if bin, err = os.MkdirTemp("", "drivers"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(bin)
	os.Exit(code)
}

// Programs that several tests need are built once, by the first that does.
var (
	medipimlint = sync.OnceValues(func() (string, error) { return build(root, "./cmd/medipimlint") })
	golangci    = sync.OnceValues(func() (string, error) { return build(".", "./golangci-lint") })
)

func build(dir, pkg string) (string, error) {
	program := filepath.Join(bin, filepath.Base(pkg)+".exe") // only Windows cares what it is called
	return program, runs("go", "-C", dir, "build", "-o", program, pkg)
}

// runs calls a program, and returns an error with all that it said if it fails.
func runs(program string, args ...string) error {
	if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", filepath.Base(program), strings.Join(args, " "), err, out)
	}
	return nil
}

func program(t *testing.T, build func() (string, error)) string {
	t.Helper()
	name, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// run calls a program in dir. Its surroundings hold nothing of the user's configuration.
func run(t *testing.T, dir, program string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOLANGCI_LINT_CACHE="+filepath.Join(bin, "cache"))
	var out, complaints bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaints
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), complaints.String(), cmd.ProcessState.ExitCode()
}

// copyModule returns a fresh copy of a module of the repository.
func copyModule(t *testing.T, name string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(dir, "m")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "testdata", name))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// finding is what every driver says of a finding.
type finding struct {
	File         string // relative, with slashes
	Line, Column int
	Rule         string
	Message      string
}

func (f finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", f.File, f.Line, f.Column, f.Rule, f.Message)
}

// command returns what the command finds in the module in dir.
func command(t *testing.T, dir string, flags ...string) []finding {
	t.Helper()
	stdout, stderr, code := run(t, dir, program(t, medipimlint), append(append([]string{"-format", "json"}, flags...), "./...")...)
	if code > 1 {
		t.Fatalf("medipimlint: exit code %d: %s", code, stderr)
	}
	var report struct{ Findings []finding }
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatal(err)
	}
	return report.Findings
}

// compare reports the differences between what two drivers found, in whatever order.
func compare(t *testing.T, driver string, got, want []finding) {
	t.Helper()
	for _, f := range got {
		if !slices.Contains(want, f) {
			t.Errorf("only %s has %v", driver, f)
		}
	}
	for _, f := range want {
		if !slices.Contains(got, f) {
			t.Errorf("%s does not have %v", driver, f)
		}
	}
	if len(want) == 0 {
		t.Error("there is nothing to compare")
	}
	if len(got) != len(want) {
		t.Errorf("%s has %d findings, the command %d", driver, len(got), len(want))
	}
}

// contents returns the Go files below dir by their names.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") {
			return err
		}
		content, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[rel] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

package unit

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// This test binary is go vet's tool if the first variable is set. As such it does the work of each
// package twice if quick can do it, notes what it saw in the folder that the second variable names, and
// leaves the result to unitchecker.
const (
	toolVariable = "MEDIPIMLINT_TEST_UNIT"
	noteVariable = "MEDIPIMLINT_TEST_NOTES"
)

func TestMain(m *testing.M) {
	knownFormat = func() bool { return true }
	switch os.Getenv(toolVariable) {
	case "":
		os.Exit(m.Run())
	case "both":
		if file := configFile(os.Args[1:]); file != "" {
			os.Exit(both(file))
		}
	}
	unitchecker.Main(marker())
}

// marker has a fact on packages that say Medipim, and on those that import one: a stand-in for the model.
func marker() *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "marker", Doc: "mark packages", FactTypes: []analysis.Fact{new(marked)}}
	a.Flags.String("run", "", "no effect, but on go vet's cache")
	a.Flags.String("scope", "", "no effect")
	a.Run = func(pass *analysis.Pass) (any, error) {
		mark := strings.Contains(pass.Pkg.Path(), "medipim")
		for _, imp := range pass.Pkg.Imports() {
			mark = mark || pass.ImportPackageFact(imp, new(marked))
		}
		if mark {
			pass.ExportPackageFact(new(marked))
		}
		return nil, nil
	}
	return a
}

type marked struct{}

func (*marked) AFact() {}

// both compares what quick and unitchecker write for a package, and returns unitchecker's exit code.
func both(file string) int {
	cfg, err := readConfig(file)
	if err != nil {
		panic(err)
	}
	note := func(kind string) {
		name := filepath.Join(os.Getenv(noteVariable), kind+" "+strings.ReplaceAll(cfg.ImportPath, "/", "_"))
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			panic(err)
		}
	}
	var written []byte
	if quick(cfg, os.Args[1:]) == nil {
		if written, err = os.ReadFile(cfg.VetxOutput); err != nil {
			panic(err)
		}
	}
	cmd := exec.Command(os.Args[0], os.Args[1:]...)
	cmd.Env = append(os.Environ(), toolVariable+"=slow")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.Run()
	switch slow, _ := os.ReadFile(cfg.VetxOutput); {
	case written == nil:
		note("slow")
	case bytes.Equal(written, slow):
		note("quick")
	default:
		note("different")
	}
	return cmd.ProcessState.ExitCode()
}

// vet runs go vet on a module with files, and returns the notes of the tool by their kind.
func vet(t *testing.T, files map[string]string, args ...string) map[string][]string {
	t.Helper()
	dir, notes := t.TempDir(), t.TempDir()
	files["go.mod"] = "module example.com/m\n\ngo 1.26\n"
	for name, content := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	fresh := fmt.Sprintf("-marker.run=%d", time.Now().UnixNano()) // nothing comes from the cache
	cmd := exec.Command("go", append([]string{"vet", "-vettool=" + os.Args[0], fresh}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), toolVariable+"=both", noteVariable+"="+notes, "GOFLAGS=", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go vet: %v\n%s", err, out)
	}
	entries, err := os.ReadDir(notes)
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string][]string)
	for _, entry := range entries {
		kind, path, _ := strings.Cut(entry.Name(), " ")
		seen[kind] = append(seen[kind], path)
	}
	return seen
}

var client = map[string]string{
	"medipim/m.go": "package medipim\n\nimport \"encoding/json\"\n\nvar X json.Number\n",
	"use/u.go":     "package use\n\nimport \"example.com/m/medipim\"\n\nvar X = medipim.X\n",
	"plain/p.go":   "package plain\n\nimport (\n\t\"fmt\"\n\t_ \"text/template\"\n)\n\nfunc F() { var unused = fmt.Sprint(); _ = unused }\n\ntype G[T interface{ ~int }] struct{ f func(T) }\n",
	"top/t.go":     "package top\n\nimport (\n\t_ \"example.com/m/plain\"\n\t_ \"example.com/m/use\"\n)\n",
}

// What quick writes is, byte for byte, what unitchecker writes, and it writes nothing where there can be
// a fact or a finding.
func TestQuickIsExact(t *testing.T) {
	tools, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}", "golang.org/x/tools").Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(string(tools)); got != formatOf {
		t.Errorf("x/tools is %s: if the rest of this test passes, so that its format is the one of %s, change formatOf", got, formatOf)
	}
	seen := vet(t, client, "./top")
	if len(seen["different"]) > 0 {
		t.Errorf("quick and unitchecker differ on %v", seen["different"])
	}
	for _, path := range []string{"fmt", "reflect", "text_template", "example.com_m_plain"} {
		if !slices.Contains(seen["quick"], path) {
			t.Errorf("%s was not quick", path)
		}
	}
	want := []string{"example.com_m_medipim", "example.com_m_top", "example.com_m_use", "unsafe"}
	for _, path := range seen["slow"] {
		if !slices.Contains(want, path) {
			t.Errorf("%s was slow", path)
		}
	}
}

func TestQuickLeavesOtherScopesAlone(t *testing.T) {
	seen := vet(t, map[string]string{"p.go": "package p\n\nimport _ \"errors\"\n"}, "-marker.scope=all", ".")
	if len(seen["quick"]) > 0 {
		t.Errorf("quick did %v", seen["quick"])
	}
}

func TestQuickRefusesWhatItCannotRead(t *testing.T) {
	dir := t.TempDir()
	source, vetx, patient := filepath.Join(dir, "p.go"), filepath.Join(dir, "dep.vetx"), filepath.Join(dir, "patient.go")
	for name, content := range map[string]string{
		source: "package p\n", vetx: "another format", patient: "package p\n\nvar retry = new(http.Client)\n",
	} {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cfg := func(change func(*unitchecker.Config)) *unitchecker.Config {
		c := &unitchecker.Config{ImportPath: "p", GoFiles: []string{source}, VetxOnly: true,
			VetxOutput: filepath.Join(dir, "out"), GoVersion: "go1.26"}
		change(c)
		return c
	}
	for name, c := range map[string]*unitchecker.Config{
		"diagnostics asked for": cfg(func(c *unitchecker.Config) { c.VetxOnly = false }),
		"import path in scope":  cfg(func(c *unitchecker.Config) { c.ImportPath = "example.com/Medipim" }),
		"module path in scope":  cfg(func(c *unitchecker.Config) { c.ModulePath = "example.com/medipim" }),
		"a missing file":        cfg(func(c *unitchecker.Config) { c.GoFiles = []string{source + "x"} }),
		"a file with an error":  cfg(func(c *unitchecker.Config) { c.GoFiles = []string{vetx} }),
		"facts of another kind": cfg(func(c *unitchecker.Config) { c.PackageVetx = map[string]string{"dep": vetx} }),
		"what may retry": cfg(func(c *unitchecker.Config) {
			c.GoFiles, c.ImportMap = []string{patient}, map[string]string{"net/http": "net/http"}
		}),
		"facts that are missing": cfg(func(c *unitchecker.Config) { c.PackageVetx = map[string]string{"dep": vetx + "x"} }),
	} {
		if err := quick(c, nil); err == nil {
			t.Errorf("%s: it did the work", name)
		}
		if _, err := os.Stat(c.VetxOutput); err == nil {
			t.Errorf("%s: it wrote something", name)
		}
	}
	if err := quick(cfg(func(*unitchecker.Config) {}), nil); err != nil {
		t.Errorf("without any of these: %v", err)
	}
}

func TestIsProtocol(t *testing.T) {
	for args, want := range map[string]bool{
		"-V=full":                           true,
		"-flags":                            true,
		"-json -medipimcode /tmp/b/vet.cfg": true,
		"":                                  false,
		"./...":                             false,
		"-flag ./...":                       false,
		"vet.cfg ./...":                     false,
	} {
		if got := IsProtocol(strings.Fields(args)); got != want {
			t.Errorf("IsProtocol(%q) = %v, want %v", args, got, want)
		}
	}
}

// TestDisabled: the flags mean what they mean to unitchecker.
func TestDisabled(t *testing.T) {
	suite := []*analysis.Analyzer{{Name: "one"}, {Name: "two"}, {Name: "three"}}
	for _, tt := range []struct{ args, want string }{
		{"x.cfg", ""},
		{"-one x.cfg", "two three"},
		{"-one=true --three=1 x.cfg", "two"},
		{"-one=false x.cfg", "one"},
		{"-one -two=false x.cfg", "two three"},
		{"-one.tests -json x.cfg", ""},
	} {
		if got := strings.Join(Disabled(strings.Fields(tt.args), suite), " "); got != tt.want {
			t.Errorf("%s: %q is disabled, want %q", tt.args, got, tt.want)
		}
	}
}

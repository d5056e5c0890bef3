package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// neighbours are two modules side by side, of which one uses the other.
var neighbours = map[string]string{
	"go.mod":     "module example.com/root\n\ngo 1.26\n",
	"lib/go.mod": "module example.com/lib\n\ngo 1.26\n",
	"lib/lib.go": "package lib\n\n// Medipim\nvar badLib = 1\n",
	"app/go.mod": "module example.com/app\n\ngo 1.26\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ../lib\n",
	"app/app.go": "package app\n\nimport _ \"example.com/lib\"\n\nvar badApp = 1\n",
}

// wantNames runs the command in dir, and reports if it does not find names, in order.
func wantNames(t *testing.T, dir, names string, args ...string) {
	t.Helper()
	got := run(t, dir, append([]string{"-format", "json"}, args...)...)
	if found := namesIn(t, got.stdout); found != names || got.stderr != "" {
		t.Errorf("%s: findings: %s\nwant: %s\nstderr: %s", strings.Join(args, " "), found, names, got.stderr)
	}
}

// A module that another one replaces by its folder has its own findings, although the go command has cached
// what was said of it as a dependency; and it has them in the other module, where it is named.
func TestReplacedModule(t *testing.T) {
	dir := module(t, neighbours)
	app, lib := filepath.Join(dir, "app"), filepath.Join(dir, "lib")
	wantNames(t, app, "badApp", "./...")
	wantNames(t, lib, "badLib", "./...")
	wantNames(t, app, "badLib", "example.com/lib")
	wantNames(t, app, "badApp badLib", "all")

	dir = module(t, neighbours)
	app, lib = filepath.Join(dir, "app"), filepath.Join(dir, "lib")
	start(t, app, "go", "vet", "-vettool="+os.Args[0], "./...")
	if got := start(t, lib, "go", "vet", "-vettool="+os.Args[0], "./..."); !strings.Contains(got.stderr, "badLib is a bad name") {
		t.Errorf("go vet after it saw the package as a dependency: %q", got.stderr)
	}
}

func TestWorkspace(t *testing.T) {
	dir := module(t, neighbours)
	os.Remove(filepath.Join(dir, "go.mod"))
	write(t, filepath.Join(dir, "go.work"), "go 1.26\n\nuse (\n\t./app\n\t./lib\n)\n")
	t.Setenv("GOWORK", "")
	wantNames(t, filepath.Join(dir, "app"), "badApp", "./...")
	wantNames(t, dir, "badApp badLib", "./lib/...", "./app/...")
	wantNames(t, dir, "badApp badLib", "work")
	got := run(t, dir)
	if want := `name its modules, or all of them as "work"`; got.code != 2 || !strings.Contains(got.stderr, want) {
		t.Errorf("exit code %d, stderr %q, want 2 and %q", got.code, got.stderr, want)
	}
}

func TestVendor(t *testing.T) {
	dir := module(t, map[string]string{
		"go.mod":                        "module example.com/m\n\ngo 1.26\n\nrequire example.com/dep v1.0.0\n",
		"m.go":                          "package m\n\nimport _ \"example.com/dep\"\n\nvar badMedipim = 1\n",
		"vendor/modules.txt":            "# example.com/dep v1.0.0\n## explicit; go 1.26\nexample.com/dep\n",
		"vendor/example.com/dep/dep.go": "package dep // medipim\n\nvar badDep = 1\n",
	})
	for _, flags := range []string{"", "-mod=vendor"} {
		t.Setenv("GOFLAGS", flags)
		wantNames(t, dir, "badMedipim", "./...")
		wantNames(t, dir, "badDep", "example.com/dep")
	}
	if err := os.RemoveAll(filepath.Join(dir, "vendor")); err != nil {
		t.Fatal(err)
	}
	got := run(t, dir)
	if got.code != 2 || !strings.Contains(got.stderr, "vendor") || strings.Count(got.stderr, "\n") != 1 {
		t.Errorf("exit code %d, stderr %q, want 2 and one line on the vendor folder", got.code, got.stderr)
	}
}

// Two checkouts of a module have their own file names, although a build with -trimpath is the same in both.
func TestTrimpath(t *testing.T) {
	t.Setenv("GOFLAGS", "-trimpath")
	first, second := module(t, shop), module(t, shop)
	want := run(t, first).stdout
	if got := run(t, second).stdout; got != want {
		t.Errorf("in the second checkout:\n%s\nin the first:\n%s", got, want)
	}
	run(t, first, "-fix")
	run(t, second, "-fix")
	for name, content := range contents(t, first) {
		if now := readFile(t, filepath.Join(second, name)); now != content {
			t.Errorf("%s is repaired in one checkout and not in the other:\n%s", name, now)
		}
	}
}

// Files stand for a package of their own, as with the go command.
func TestFiles(t *testing.T) {
	dir := module(t, shop)
	wantNames(t, dir, "badURL badURL SHOUT", "api/api.go")
	wantNames(t, dir, "badUse", "use/use.go", "use/g.go")
	got := run(t, dir, "-fix", "use/use.go")
	if want := "repaired 1 finding in 1 file; no findings left\n"; got.stdout != want || got.code != 0 {
		t.Errorf("exit code %d, stdout %q, stderr %q, want 0 and %q", got.code, got.stdout, got.stderr, want)
	}
}

// What is not built here is not looked at, and the summary says so.
func TestBuildConstraints(t *testing.T) {
	dir := module(t, map[string]string{
		"here/here.go":     "package here // medipim\n\nvar badHere = 1\n",
		"here/there.go":    "//go:build there\n\npackage here // medipim\n\nvar badThere = 1\n",
		"here/x_test.go":   "//go:build there\n\npackage here // medipim\n",
		"here/x_plan9.go":  "package here\n",
		"off/off.go":       "//go:build there\n\npackage off // medipim\n\nvar badOff = 1\n",
		"native/native.go": "package native // medipim\n\nimport \"C\"\n\nvar badNative C.int\n",
		"native/pure.go":   "package native\n\nvar badPure = 1\n",
	})
	t.Setenv("CGO_ENABLED", "0")
	wantNames(t, dir, "badHere badPure", "-scope=all", "./here", "./native")
	got := run(t, dir)
	if want := "1 badname; 1 can be repaired with -fix; 2 files for other platforms or tags left out\n"; !strings.HasSuffix(got.stdout, want) {
		t.Errorf("stdout:\n%s\nwant at its end: %s", got.stdout, want)
	}
	wantNames(t, dir, "badHere badThere badOff", "-tags", "there", "./...")
}

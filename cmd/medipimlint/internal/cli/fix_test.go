package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// awkward is a module whose files are hard to patch: carriage returns, no newline at the end, lines that
// look like a diff, a fix next to what has none, a test of its own, an external test.
var awkward = map[string]string{
	"crlf/crlf.go":            "package crlf\r\n\r\nvar badMedipim = 1\r\n",
	"bare/bare.go":            "package bare\n\n// Medipim\nvar badEnd = 1",
	"lines/lines.go":          "package lines\n\n// medipim\nvar badFirst = `\n-- /tmp/x.go (old)\n--- a/lines.go\n+++ b/lines.go\n@@ -1,3 +1,5 @@\n`\n\nvar (\n\tSHOUT = 1\n\tbadLast = 2\n)\n",
	"tested/tested.go":        "package tested\n\nvar badMedipim = 1\n",
	"tested/tested_test.go":   "package tested\n\nvar badTest = badMedipim\n",
	"tested/external_test.go": "package tested_test\n\nimport _ \"example.com/m/tested\"\n\nvar badExternal = 1\n",
	"unchanged/unchanged.go":  "package unchanged // medipim\n\nvar   ill   =   1\n",
	"use/use.go":              "package use\n\nimport _ \"example.com/m/tested\"\n\nvar badUse = 1\n",
}

func TestFix(t *testing.T) {
	dir := module(t, awkward)
	got := run(t, dir, "-fix", "-tests")
	if got.code != 1 || got.stderr != "" {
		t.Errorf("exit code %d, stderr %q, want 1: there is a finding without a repair", got.code, got.stderr)
	}
	want := `lines/lines.go:12:2: SHOUT is a SHOUT name (shouting)
    SHOUT    = 1
    ^~~~~
  lines/lines.go:1: in this package
repaired 9 findings in 7 files; 1 finding left in 1 package: 1 shouting
`
	if got.stdout != want {
		t.Errorf("stdout:\n%s\nwant:\n%s", got.stdout, want)
	}
	for name, content := range awkward {
		if now := readFile(t, filepath.Join(dir, name)); strings.Contains(now, "bad") {
			t.Errorf("%s was not repaired:\n%s", name, now)
		} else if name == "unchanged/unchanged.go" && now != content {
			t.Errorf("%s had no finding, and was changed:\n%s", name, now)
		}
	}

	before := contents(t, dir)
	again := run(t, dir, "-fix", "-tests")
	if !strings.HasSuffix(again.stdout, "\n1 finding in 1 package: 1 shouting\n") || again.code != 1 {
		t.Errorf("second run: exit code %d, stdout:\n%s", again.code, again.stdout)
	}
	for name, content := range contents(t, dir) {
		if content != before[name] {
			t.Errorf("the second run changed %s", name)
		}
	}
}

func TestFixAll(t *testing.T) {
	dir := module(t, shop)
	got := run(t, dir, "-fix", "-badname")
	if want := "repaired 3 findings in 2 files; no findings left\n"; got.stdout != want || got.code != 0 {
		t.Errorf("exit code %d, stdout %q, want 0 and %q", got.code, got.stdout, want)
	}
	if !strings.Contains(readFile(t, filepath.Join(dir, "other/other.go")), "badOther") {
		t.Error("a package out of scope was changed")
	}
	if !strings.Contains(readFile(t, filepath.Join(dir, "api/api_test.go")), "badInTest") {
		t.Error("a test file was changed")
	}
}

func TestFixNamedPackagesOnly(t *testing.T) {
	dir := module(t, awkward)
	run(t, dir, "-fix", "./use")
	if got := readFile(t, filepath.Join(dir, "use/use.go")); !strings.Contains(got, "goodUse") {
		t.Errorf("the package was not repaired:\n%s", got)
	}
	if got := readFile(t, filepath.Join(dir, "tested/tested.go")); got != awkward["tested/tested.go"] {
		t.Errorf("a package that it imports was changed:\n%s", got)
	}
}

func TestFixReadOnly(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everything")
	}
	dir := module(t, shop)
	readonly := filepath.Join(dir, "api/api.go")
	if err := os.Chmod(readonly, 0o444); err != nil {
		t.Fatal(err)
	}
	got := run(t, dir, "-fix")
	if got.code != 2 || !strings.Contains(got.stderr, "nothing was changed") || !strings.Contains(got.stderr, "api.go") {
		t.Errorf("exit code %d, stderr %q, want 2 and the file's name", got.code, got.stderr)
	}
	if !strings.Contains(readFile(t, filepath.Join(dir, "use/use.go")), "badUse") {
		t.Error("another file was changed")
	}
}

// A link may lead out of the module: what it leads to stays as it is, and so does everything else.
func TestFixOfALink(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "elsewhere.go")
	write(t, outside, "package api\n\nvar badLinked = 1\n")
	dir := module(t, shop)
	link := filepath.Join(dir, "api/link.go")
	if err := os.Symlink(outside, link); err != nil {
		t.Skip(err)
	}
	before := contents(t, dir)
	got := run(t, dir, "-fix")
	if got.code != 2 || !strings.Contains(got.stderr, "nothing was changed") || !strings.Contains(got.stderr, "link.go is a link") {
		t.Errorf("exit code %d, stderr %q, want 2 and the file's name", got.code, got.stderr)
	}
	for name, content := range contents(t, dir) {
		if content != before[name] {
			t.Errorf("%s was changed", name)
		}
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
}

// What -diff prints, applied, is what -fix does.
func TestDiff(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("no git")
	}
	tests := []struct {
		name  string
		below string // where in the repository the module is
		cwd   string // where the command and git run
		dir   string // for -C
		args  []string
	}{
		{"module is the repository", "", "", ".", []string{"-tests"}},
		{"module below the repository", "a/b c", "a/b c", ".", []string{"-tests"}},
		{"from above, with -C", "a/m", "", "a/m", []string{"-tests"}},
		{"some packages", "", "", ".", []string{"./use", "./crlf"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fixed := module(t, awkward)
			run(t, fixed, append([]string{"-fix"}, test.args...)...)

			repository := t.TempDir()
			files := make(map[string]string)
			for name, content := range awkward {
				files[filepath.Join(test.below, name)] = content
			}
			files[filepath.Join(test.below, "go.mod")] = "module example.com/m\n\ngo 1.26\n"
			for name, content := range files {
				write(t, filepath.Join(repository, name), content)
			}
			cwd := filepath.Join(repository, test.cwd)

			got := run(t, cwd, append([]string{"-C", test.dir, "-diff"}, test.args...)...)
			if got.code != 1 {
				t.Errorf("exit code %d, want 1", got.code)
			}
			if !strings.Contains(got.stderr, "can be repaired with -fix") {
				t.Errorf("stderr does not sum up: %q", got.stderr)
			}
			for name, content := range files {
				if readFile(t, filepath.Join(repository, name)) != content {
					t.Errorf("-diff changed %s", name)
				}
			}

			start(t, repository, git, "init", "-q")
			patch := filepath.Join(t.TempDir(), "patch")
			write(t, patch, got.stdout)
			if applied := start(t, cwd, git, "-c", "core.autocrlf=false", "apply", patch); applied.code != 0 {
				t.Fatalf("git apply: %s\n%s", applied.stderr, got.stdout)
			}
			for name, want := range contents(t, fixed) {
				if now := readFile(t, filepath.Join(repository, test.below, name)); now != want {
					t.Errorf("%s after git apply:\n%q\nafter -fix:\n%q", name, now, want)
				}
			}
		})
	}
}

func TestDiffOfNothing(t *testing.T) {
	dir := module(t, shop)
	got := run(t, dir, "-diff", "./other")
	if got.stdout != "" || got.code != 0 {
		t.Errorf("exit code %d, stdout %q, want 0 and nothing", got.code, got.stdout)
	}
	got = run(t, dir, "-diff", "-shouting")
	if got.stdout != "" || got.code != 1 {
		t.Errorf("exit code %d, stdout %q, want 1 and nothing: the finding has no repair", got.code, got.stdout)
	}
}

// contents returns the Go files below dir by their names.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".go") {
			rel, _ := filepath.Rel(dir, name)
			files[rel] = readFile(t, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

package since

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestAddedLines(t *testing.T) {
	diff := `diff --git a/x.go b/x.go
index 1..2 100644
--- a/x.go
+++ b/x.go
@@ -2 +2,2 @@ func f() {
--- a/y.go
+++ b/fake.go
+@@ -1 +9 @@
@@ -10,2 +11,0 @@
-gone
-gone
\ No newline at end of file
@@ -20,0 +20 @@
+new
--- /dev/null
+++ "b/t\tab.go"
@@ -0,0 +1,3 @@
+a
+b
+c
`
	want := map[string][]span{"x.go": {{2, 3}, {20, 20}}, "t\tab.go": {{1, 3}}}
	if got := addedLines([]byte(diff)); !reflect.DeepEqual(got, want) {
		t.Errorf("lines = %v, want %v", got, want)
	}
}

func TestChanged(t *testing.T) {
	dir := t.TempDir()
	do := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=t", "-c", "user.email=t@example.com"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write := func(name, content string) {
		t.Helper()
		name = filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(name), 0o755)
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	do("init", "-q", "-b", "main")
	write("a é.go", "1\n2\n3\n4\n")
	write("both.go", "1\n2\n3\n")
	write(".gitignore", "ignored.go\n")
	do("add", ".")
	do("commit", "-qm", "base")
	do("checkout", "-qb", "work")
	write("a é.go", "1\nnew\n2\n3\n")
	do("commit", "-qam", "committed on the branch")
	write("both.go", "1\n2\nmine\n")
	write("sub/unknown.go", "1\n")
	write("ignored.go", "1\n")
	do("checkout", "-q", "main")
	write("both.go", "theirs\n2\n3\n")
	do("commit", "-qam", "somebody else's work")
	do("checkout", "-q", "work")
	write("both.go", "1\n2\nmine\n")

	lines, err := Changed(context.Background(), dir, "main")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		file        string
		first, last int
		want        bool
	}{
		{"a é.go", 1, 1, false},
		{"a é.go", 2, 2, true},
		{"a é.go", 1, 3, true},
		{"a é.go", 3, 0, false},
		{"both.go", 1, 1, false}, // changed on main alone
		{"both.go", 3, 3, true},  // not committed
		{"sub/unknown.go", 1, 1, true},
		{"ignored.go", 1, 1, false},
		{"nosuch.go", 1, 1, false},
	}
	for _, test := range tests {
		if got := lines.Has(filepath.Join(dir, test.file), test.first, test.last); got != test.want {
			t.Errorf("Has(%s, %d, %d) = %v, want %v", test.file, test.first, test.last, got, test.want)
		}
	}

	for revision, want := range map[string]string{
		"nosuch":            "-since nosuch: git does not know this revision",
		"--output=evil.txt": "git does not know this revision",
	} {
		if _, err := Changed(context.Background(), dir, revision); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Changed(%q) = %v, want %q", revision, err, want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "evil.txt")); err == nil {
		t.Error("a revision was taken for an option")
	}
	if _, err := Changed(context.Background(), t.TempDir(), "main"); err == nil || !strings.Contains(err.Error(), "not a git repository") {
		t.Errorf("outside a repository: %v", err)
	}
}

// A hook asks for what came since HEAD before there is one.
func TestFirstCommit(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}} {
		if err := os.WriteFile(filepath.Join(dir, "x.go"), []byte("1\n2\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
		lines, err := Changed(context.Background(), dir, "HEAD")
		if err != nil || !lines.Has(filepath.Join(dir, "x.go"), 2, 2) {
			t.Errorf("after git %v: %v, want the file's lines to be new", args, err)
		}
	}
	if _, err := Changed(context.Background(), dir, "main"); err == nil {
		t.Error("there is no main, and no error")
	}
}

// A repository whose settings name programs for what git does on the way runs none of them.
func TestChangedRunsNothing(t *testing.T) {
	dir, proof := t.TempDir(), filepath.Join(t.TempDir(), "proof")
	do := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=t", "-c", "user.email=t@example.com"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write := func(name, content string, mode os.FileMode) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), mode); err != nil {
			t.Fatal(err)
		}
	}
	do("init", "-q")
	write("a.go", "1\n", 0o644)
	write("b.go", "1\n", 0o644)
	do("add", ".")
	do("commit", "-qm", "base")
	program := "touch '" + proof + "'; cat"
	write(".gitattributes", "*.go filter=f.g diff=d\n", 0o644)
	write(".git/hooks/post-index-change", "#!/bin/sh\n"+program+"\n", 0o755)
	for _, setting := range []string{"filter.f.g.clean", "filter.f.g.process", "diff.d.command", "diff.d.textconv", "diff.external", "core.fsmonitor", "core.pager"} {
		do("config", setting, program)
	}
	do("config", "filter.f.g.required", "true")
	later := time.Now().Add(time.Hour)
	write("a.go", "1\n2\n", 0o644)
	if err := os.Chtimes(filepath.Join(dir, "b.go"), later, later); err != nil { // as if it were changed
		t.Fatal(err)
	}

	lines, err := Changed(context.Background(), dir, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(proof); err == nil {
		t.Error("a program of the repository was run")
	}
	if !lines.Has(filepath.Join(dir, "a.go"), 2, 2) || lines.Has(filepath.Join(dir, "b.go"), 1, 1) {
		t.Errorf("lines = %v", lines.spans)
	}
}

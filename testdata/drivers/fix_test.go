package drivers

import (
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// repaired are the fixtures that every driver repairs: packages that use each other, places that are hard
// to edit, programs.
var repaired = []string{"./chain/...", "./medipim/..."}

// Whichever driver applies the fixes, or the diff of them, the files come out the same.
func TestDriversRepairAlike(t *testing.T) {
	for module, patterns := range map[string][]string{
		"demo": {"./..."}, "clients": repaired, "programs/zuiderzee": {"./..."}, "programs/waddenzee": {"./..."},
	} {
		t.Run(module, func(t *testing.T) {
			tool := program(t, medipimlint)
			want := fixedBy(t, module, tool, append([]string{"-fix"}, patterns...)...)
			if maps.Equal(want, contents(t, copyModule(t, module))) {
				t.Fatal("nothing was repaired")
			}
			compareFiles(t, "go vet -fix", fixedBy(t, module, "go", append([]string{"vet", "-vettool=" + tool, "-fix"}, patterns...)...), want)
			compareFiles(t, "go fix", fixedBy(t, module, "go", append([]string{"fix", "-fixtool=" + tool}, patterns...)...), want)
			compareFiles(t, "git apply", patched(t, module, patterns), want)
		})
	}
}

// fixedBy returns the Go files of a copy of the module after a program ran in it.
func fixedBy(t *testing.T, module, program string, args ...string) map[string]string {
	t.Helper()
	dir := copyModule(t, module)
	if _, stderr, code := run(t, dir, program, args...); code > 1 {
		t.Fatalf("%s: exit code %d: %s", filepath.Base(program), code, stderr)
	}
	return contents(t, dir)
}

// patched returns the Go files of a copy of the module after git applied what -diff prints.
func patched(t *testing.T, module string, patterns []string) map[string]string {
	t.Helper()
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("no git")
	}
	dir := copyModule(t, module)
	diff, stderr, code := run(t, dir, program(t, medipimlint), append([]string{"-diff"}, patterns...)...)
	if code > 1 {
		t.Fatalf("-diff: exit code %d: %s", code, stderr)
	}
	run(t, dir, git, "init", "-q")
	apply := exec.Command(git, "-c", "core.autocrlf=false", "apply", "-")
	apply.Dir, apply.Stdin = dir, strings.NewReader(diff)
	if out, err := apply.CombinedOutput(); err != nil {
		t.Fatalf("git apply: %v\n%s", err, out)
	}
	return contents(t, dir)
}

func compareFiles(t *testing.T, driver string, got, want map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			t.Errorf("%s after %s:\n%s\nafter medipimlint -fix:\n%s", name, driver, got[name], want[name])
		}
	}
}

package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// changesIn returns a change for each of names, from "old" to after, and writes the files.
func changesIn(t *testing.T, dir, after string, names ...string) []change {
	t.Helper()
	var changes []change
	for _, name := range names {
		c := change{filepath.Join(dir, name), []byte("old " + name), []byte(after + name)}
		write(t, c.file, string(c.before))
		changes = append(changes, c)
	}
	return changes
}

// only reports if there is anything in dir but names, or a file does not have what content says.
func only(t *testing.T, dir string, content func(name string) string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != len(names) {
		t.Errorf("the folder has %v, %v, want %v", entries, err, names)
	}
	for _, name := range names {
		if got := readFile(t, filepath.Join(dir, name)); got != content(name) {
			t.Errorf("%s has %q, want %q", name, got, content(name))
		}
	}
}

func TestOverwrite(t *testing.T) {
	for _, after := range []string{"a longer new ", "", "n "} {
		dir := t.TempDir()
		changes := changesIn(t, dir, after, "a.go", "b.go")
		if err := os.Chmod(changes[0].file, 0o640); err != nil {
			t.Fatal(err)
		}
		mode, err := os.Stat(changes[0].file)
		if err != nil {
			t.Fatal(err)
		}
		other := filepath.Join(t.TempDir(), "same.go")
		linked := os.Link(changes[0].file, other) == nil
		if err := overwrite(changes); err != nil {
			t.Fatal(err)
		}
		only(t, dir, func(name string) string { return after + name }, "a.go", "b.go")
		if now, err := os.Stat(changes[0].file); err != nil || now.Mode() != mode.Mode() {
			t.Errorf("mode %v, %v, want %v", now.Mode(), err, mode.Mode())
		}
		if linked && readFile(t, other) != after+"a.go" {
			t.Errorf("the file's other name has %q", readFile(t, other))
		}
	}
}

// One file that cannot be changed, and all are left alone.
func TestOverwriteOfWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	changes := changesIn(t, dir, "new ", "a.go", "b.go")
	changes = append(changes, change{filepath.Join(dir, "gone.go"), []byte("old"), []byte("new")})
	if err := overwrite(changes); err == nil || !strings.Contains(err.Error(), "nothing was changed") || !strings.Contains(err.Error(), "gone.go") {
		t.Errorf("overwrite = %v, want an error that names the file", err)
	}
	only(t, dir, func(name string) string { return "old " + name }, "a.go", "b.go")
}

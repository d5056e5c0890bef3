package pick

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// longAgo is when the files of the tests were last written, so that their times can be trusted.
var longAgo = time.Now().Add(-time.Hour)

func age(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if err == nil {
			err = os.Chtimes(name, longAgo, longAgo)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// noted returns a module in which a query was answered and noted.
func noted(t *testing.T, patterns ...string) Query {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	q := Query{Dir: unpack(t), Patterns: patterns}
	age(t, q.Dir)
	if _, err := InScope(context.Background(), q); err != nil {
		t.Fatal(err)
	}
	return q
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	name = filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// What was answered once is answered again, alike.
func TestNote(t *testing.T) {
	for _, patterns := range []string{"./...", "./useruser ./text", "./te... ./user/..."} {
		q := noted(t, strings.Fields(patterns)...)
		got := recall(q, noteFile(q))
		if got == nil {
			t.Errorf("%s: the answer was not noted", patterns)
			continue
		}
		packages, err := list(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		want, err := choose(q, packages, mentioning(packages))
		if err != nil {
			t.Fatal(err)
		}
		if short(got.Packages) != short(want.Packages) || got.Listed != want.Listed || got.NotBuilt != want.NotBuilt {
			t.Errorf("%s: noted %+v, want %+v", patterns, got, want)
		}
	}
}

// Whatever can change the answer leads to a new one.
func TestNoteIsDropped(t *testing.T) {
	noted := noted(t, "./...")
	for what, change := range map[string]func(t *testing.T, q *Query){
		"a file speaks of Medipim":  func(t *testing.T, q *Query) { write(t, q.Dir, "plain/p.go", "package plain // medipim\n") },
		"as many bytes as before":   func(t *testing.T, q *Query) { write(t, q.Dir, "medipimpath/p.go", "package q\n") },
		"a file more":               func(t *testing.T, q *Query) { write(t, q.Dir, "plain/q.go", "package plain\n") },
		"a folder more":             func(t *testing.T, q *Query) { write(t, q.Dir, "deep/er/n.go", "package er // medipim\n") },
		"a module above":            func(t *testing.T, q *Query) { write(t, q.Dir, "go.mod", workspace["go.mod"]+"\n") },
		"a workspace":               func(t *testing.T, q *Query) { write(t, q.Dir, "go.work", "go 1.26\n\nuse .\n") },
		"a module that is replaced": func(t *testing.T, q *Query) { write(t, q.Dir, "third/plain/plain.go", "package plain // medipim\n") },
		"a file less":               func(t *testing.T, q *Query) { os.Remove(filepath.Join(q.Dir, "text/t.go")) },
		"other tags":                func(_ *testing.T, q *Query) { q.Tags = "special" },
		"tests too":                 func(_ *testing.T, q *Query) { q.Tests = true },
		"another pattern":           func(_ *testing.T, q *Query) { q.Patterns = []string{"./text"} },
		"another platform":          func(t *testing.T, _ *Query) { t.Setenv("GOOS", "plan9") },
		"other settings of go":      func(t *testing.T, _ *Query) { t.Setenv("GOENV", filepath.Join(t.TempDir(), "env")) },
	} {
		t.Run(what, func(t *testing.T) {
			q := noted
			change(t, &q)
			if got := recall(q, noteFile(q)); got != nil {
				t.Errorf("it still is %v", got.Packages)
			}
		})
		if err := os.RemoveAll(noted.Dir); err != nil {
			t.Fatal(err)
		}
		for name, content := range workspace {
			write(t, noted.Dir, name, content)
		}
		age(t, noted.Dir)
		if recall(noted, noteFile(noted)) == nil {
			t.Fatalf("%s: the note is gone when all is as it was", what)
		}
	}
}

// Nothing is noted where the files do not tell the whole truth.
func TestNotNoted(t *testing.T) {
	q := noted(t, "./text", "example.com/m/user")
	if file := noteFile(q); file != "" {
		t.Error("a query that names a package by its import path has a note")
	}
	q.Patterns = []string{"./..."}
	t.Setenv("GOFLAGS", "-overlay=o.json")
	if file := noteFile(q); file != "" {
		t.Error("a query with an overlay has a note")
	}
	t.Setenv("GOFLAGS", "-mod=mod")

	write(t, q.Dir, "text/t.go", "package text // medipim, just now\n")
	if _, err := InScope(context.Background(), q); err != nil {
		t.Fatal(err)
	}
	if recall(q, noteFile(q)) != nil {
		t.Error("noted right after a file was written, which may be written again at the same time")
	}

	write(t, q.Dir, "text/t.go", "package text // medipim\n\nimport _ \"example.com/nowhere\"\n")
	age(t, q.Dir)
	selection, err := InScope(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	if len(selection.Problems) == 0 || recall(q, noteFile(q)) != nil {
		t.Errorf("noted although there are problems: %v", selection.Problems)
	}
}

// Notes that nobody asks for go away.
func TestOldNotesAreRemoved(t *testing.T) {
	q := noted(t, "./...")
	file := noteFile(q)
	old := time.Now().Add(-2 * stale)
	if err := os.Chtimes(file, old, old); err != nil {
		t.Fatal(err)
	}
	q.Patterns = []string{"./text"}
	if _, err := InScope(context.Background(), q); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("it is still there")
	}
	if recall(q, noteFile(q)) == nil {
		t.Error("so is not the new one")
	}
}

// What an import path means is said above the folder that is asked about.
func TestNoteKnowsModuleAbove(t *testing.T) {
	q := noted(t, "./user/...")
	write(t, q.Dir, "go.mod", workspace["go.mod"]+"\n")
	if recall(q, noteFile(q)) != nil {
		t.Error("another go.mod, and still the note")
	}
}

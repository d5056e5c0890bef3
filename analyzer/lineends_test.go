package analyzer_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

// TestFixesKeepLineEnds applies the fixes of files with lines that end in CRLF, and without an end of
// the last line: they come out as from the plain file, with the ends that the file has.
func TestFixesKeepLineEnds(t *testing.T) {
	m := measure(t, clients)
	plain, err := m.Apply(fixture.Fixable(m.Findings))
	if err != nil {
		t.Fatal(err)
	}
	toCRLF := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) }
	trim := func(b []byte) []byte { return bytes.TrimRight(b, "\n") }
	for file, change := range map[string]func([]byte) []byte{"crlf.go": toCRLF, "nonewline.go": trim} {
		name := filepath.Join(m.Dir, "medipim/awkward/files", file)
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		if err := m.Copy(dir, map[string][]byte{name: change(src)}); err != nil {
			t.Fatal(err)
		}
		set, err := fixture.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		findings, err := set.Findings(m.Analyzers)
		if err != nil {
			t.Fatal(err)
		}
		contents, err := set.Apply(fixture.Fixable(findings))
		if err != nil {
			t.Fatal(err)
		}
		got, want := contents[filepath.Join(set.Dir, "medipim/awkward/files", file)], plain[name]
		if want == nil || !bytes.Equal(trim(got), trim(change(want))) {
			t.Errorf("%s: got\n%q\nwant\n%q", file, got, change(want))
		}
	}
}

package render

import (
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/patch"
)

// Diff prints a vet tool's unified diff with headers that "git apply" and "patch -p1" take in the working
// directory: the files that the report's repairs change, each once, in the order of their names. Packages
// come in any order, and packages that these import may come too.
func Diff(w io.Writer, raw []byte, r *Report) error {
	files := patch.Split(raw)
	changed := r.Repairs()
	for _, file := range slices.Sorted(maps.Keys(files)) {
		if !changed[file] {
			continue
		}
		name := strings.TrimPrefix(filepath.ToSlash(r.Paths.Short(file)), "/")
		if _, err := fmt.Fprintf(w, "--- %s\n+++ %s\n%s", quoted("a/"+name), quoted("b/"+name), files[file]); err != nil {
			return err
		}
	}
	return nil
}

// quoted writes a file's name as git does in a diff: as it is or, if it has in it what would end the line or
// change a terminal, in quotes.
func quoted(name string) string {
	if !strings.ContainsFunc(name, func(c rune) bool { return c < ' ' || c == 0x7f || c == '"' || c == '\\' }) {
		return name
	}
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(name) {
		switch c := name[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c == 0x7f:
			fmt.Fprintf(&b, "\\%03o", c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

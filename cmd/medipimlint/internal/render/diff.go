package render

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// Diff prints a vet tool's unified diff with headers that "git apply" and "patch -p1" take in the working
// directory: the files that the report's repairs change, each once, in the order of their names. Packages
// come in any order, and packages that these import may come too.
func Diff(w io.Writer, raw []byte, r *Report) error {
	files := splitDiff(raw)
	changed := make(map[string]bool)
	for _, f := range r.Findings {
		if len(f.Fixes) > 0 {
			for _, edit := range f.Fixes[0].Edits {
				changed[edit.File] = true
			}
		}
	}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		if !changed[file] {
			continue
		}
		name := strings.TrimPrefix(filepath.ToSlash(r.Paths.Short(file)), "/")
		if _, err := fmt.Fprintf(w, "--- a/%s\n+++ b/%s\n%s", name, name, files[file]); err != nil {
			return err
		}
	}
	return nil
}

// splitDiff returns the hunks for each file of a diff. A removed line may look like a header, so the
// lines of each hunk are counted.
func splitDiff(raw []byte) map[string][]byte {
	files := make(map[string][]byte)
	var file string
	var hunks []byte
	end := func() {
		if file != "" {
			files[file] = hunks
		}
		file, hunks = "", nil
	}
	var removed, added int // lines of the hunk that are still to come
	for line := range bytes.Lines(raw) {
		switch {
		case removed > 0 || added > 0:
			hunks = append(hunks, line...)
			switch line[0] {
			case '-':
				removed--
			case '+':
				added--
			case '\\': // "\ No newline at end of file" belongs to the line before
			default:
				removed, added = removed-1, added-1
			}
		case bytes.HasPrefix(line, []byte("--- ")):
			end()
			file = strings.TrimSuffix(strings.TrimRight(string(line[4:]), "\r\n"), " (old)")
		case bytes.HasPrefix(line, []byte("+++ ")):
		case bytes.HasPrefix(line, []byte("@@ ")):
			removed, added = hunkSize(string(line))
			hunks = append(hunks, line...)
		default:
			hunks = append(hunks, line...) // the "\" line of a hunk's last line
		}
	}
	end()
	return files
}

// hunkSize reads "@@ -1,3 +1,5 @@": lines of the old file, lines of the new one. A size of 1 may be left out.
func hunkSize(header string) (removed, added int) {
	for _, field := range strings.Fields(header) {
		if len(field) < 2 || field[0] != '-' && field[0] != '+' {
			continue
		}
		n := 1
		if _, size, ok := strings.Cut(field, ","); ok {
			fmt.Sscan(size, &n)
		}
		if field[0] == '-' {
			removed = n
		} else {
			added = n
		}
	}
	return removed, added
}

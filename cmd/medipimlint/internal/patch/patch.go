// Package patch reads the unified diffs that a vet tool prints for "go vet -fix -diff", and applies them.
package patch

import (
	"bytes"
	"fmt"
	"strings"
)

// Split returns the hunks for each file of a diff, by the file's name. A removed line may look like a header,
// so the lines of each hunk are counted.
func Split(raw []byte) map[string][]byte {
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
			_, removed, added = parseHeader(string(line))
			hunks = append(hunks, line...)
		default:
			hunks = append(hunks, line...) // the "\" line of a hunk's last line
		}
	}
	end()
	return files
}

// Apply returns what the hunks of a file make of its content. It is an error if they are about another content.
func Apply(content, hunks []byte) ([]byte, error) {
	var before [][]byte
	for line := range bytes.Lines(content) {
		before = append(before, line)
	}
	var after []byte
	at := 0 // lines of before that are done
	for _, l := range parse(hunks) {
		switch l.kind {
		case '@':
			start, removed, _ := parseHeader(string(l.text))
			if removed > 0 {
				start-- // else it counts the line before the hunk
			}
			if start < at || start > len(before) {
				return nil, fmt.Errorf("a hunk for line %d of %d", start+1, len(before))
			}
			after = append(after, bytes.Join(before[at:start], nil)...)
			at = start
		case '+':
			after = append(after, l.text...)
		default:
			if at >= len(before) || !bytes.Equal(before[at], l.text) {
				return nil, fmt.Errorf("line %d is not what it was", at+1)
			}
			if l.kind == ' ' {
				after = append(after, l.text...)
			}
			at++
		}
	}
	return append(after, bytes.Join(before[at:], nil)...), nil
}

// line is a line of a hunk: context (' '), removed ('-') or added ('+'), or the hunk's header ('@').
type line struct {
	kind byte
	text []byte // without what shows its kind, but for a header
}

func parse(hunks []byte) []line {
	var lines []line
	for raw := range bytes.Lines(hunks) {
		switch kind := raw[0]; kind {
		case '@':
			lines = append(lines, line{kind, raw})
		case '\\': // the line before has no newline
			if last := len(lines) - 1; last >= 0 {
				lines[last].text = bytes.TrimSuffix(lines[last].text, []byte("\n"))
			}
		default:
			lines = append(lines, line{kind, raw[1:]})
		}
	}
	return lines
}

// parseHeader reads "@@ -7,3 +7,5 @@": the first line of the old file, and how many lines of it and of the new
// one follow. A size of 1 may be left out.
func parseHeader(header string) (start, removed, added int) {
	for _, field := range strings.Fields(header) {
		if len(field) < 2 || field[0] != '-' && field[0] != '+' {
			continue
		}
		first, size, sized := strings.Cut(field[1:], ",")
		n := 1
		if sized {
			fmt.Sscan(size, &n)
		}
		if field[0] == '-' {
			fmt.Sscan(first, &start)
			removed = n
		} else {
			added = n
		}
	}
	return start, removed, added
}

// Package since knows which lines a git work tree has that a revision does not have.
package since

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// Lines are the new and changed lines of a work tree.
type Lines struct {
	root  string            // of the work tree, absolute and without symbolic links
	spans map[string][]span // by file name relative to root, with slashes
	dirs  map[string]string // folders as they were asked for, without symbolic links
}

// span is a range of lines, both ends included.
type span struct{ first, last int }

// Changed returns the lines of the work tree around dir that came after revision: since the last commit
// that it shares with what is checked out, so that what others did on it in the meantime does not count.
// Files that git does not know, and does not ignore, are new as a whole.
func Changed(ctx context.Context, dir, revision string) (*Lines, error) {
	base, err := baseOf(ctx, dir, revision)
	if err != nil {
		return nil, fmt.Errorf("-since %s: %w", revision, err)
	}
	root, err := git(ctx, dir, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	lines := &Lines{root: filepath.FromSlash(line(root)), dirs: make(map[string]string)}
	if resolved, err := filepath.EvalSymlinks(lines.root); err == nil {
		lines.root = resolved
	}

	plain, err := withoutFilters(ctx, lines.root)
	if err != nil {
		return nil, err
	}
	diff, err := git(ctx, lines.root, append(plain, "-c", "core.quotePath=false", "diff", "--unified=0", "--no-color",
		"--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/", base, "--")...)
	if err != nil {
		return nil, err
	}
	lines.spans = addedLines(diff)
	unknown, err := git(ctx, lines.root, "ls-files", "--others", "--exclude-standard", "-z")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(string(unknown), "\x00") {
		if name != "" {
			lines.spans[name] = []span{{1, 1 << 30}}
		}
	}
	return lines, nil
}

// baseOf returns the commit that a revision means: the last one that it shares with what is checked out.
// HEAD of a repository without commits is the empty tree, so that a hook works for the first commit too.
func baseOf(ctx context.Context, dir, revision string) (string, error) {
	commit, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		if _, outside := git(ctx, dir, "rev-parse", "--show-toplevel"); outside != nil {
			return "", outside
		}
		if unborn, err := git(ctx, dir, "rev-list", "-n", "1", "--all"); revision == "HEAD" && err == nil && len(unborn) == 0 {
			empty, err := git(ctx, dir, "hash-object", "-t", "tree", "--stdin")
			return line(empty), err
		}
		return "", errors.New("git does not know this revision")
	}
	base := line(commit)
	if shared, err := git(ctx, dir, "merge-base", base, "HEAD"); err == nil {
		base = line(shared)
	}
	return base, nil
}

// Has reports whether one of the lines from first to last of a file is new or changed.
func (l *Lines) Has(file string, first, last int) bool {
	dir, base := filepath.Split(file)
	resolved, ok := l.dirs[dir]
	if !ok {
		resolved = dir
		if d, err := filepath.EvalSymlinks(dir); err == nil {
			resolved = d
		}
		l.dirs[dir] = resolved
	}
	name, err := filepath.Rel(l.root, filepath.Join(resolved, base))
	if err != nil {
		return false
	}
	for _, s := range l.spans[filepath.ToSlash(name)] {
		if s.first <= max(first, last) && first <= s.last {
			return true
		}
	}
	return false
}

// addedLines reads the headers of a unified diff without context. Its other lines are skipped by their
// number: a line that was removed may look like a header.
func addedLines(diff []byte) map[string][]span {
	spans := make(map[string][]span)
	var file string
	skip := 0
	for raw := range bytes.Lines(diff) {
		if skip > 0 && raw[0] != '\\' {
			skip--
			continue
		}
		text := strings.TrimRight(string(raw), "\r\n")
		if name, ok := strings.CutPrefix(text, "+++ "); ok {
			if unquoted, err := strconv.Unquote(name); err == nil {
				name = unquoted
			}
			file = strings.TrimPrefix(strings.TrimSuffix(name, "\t"), "b/")
		}
		if strings.HasPrefix(text, "@@ ") {
			removed, added := hunk(text)
			skip = removed.last - removed.first + 1 + added.last - added.first + 1
			if added.last >= added.first {
				spans[file] = append(spans[file], added)
			}
		}
	}
	return spans
}

// hunk reads "@@ -12,3 +12,4 @@": the lines of the old file and those of the new one. A missing count is 1;
// a count of 0 is an empty span.
func hunk(header string) (removed, added span) {
	for _, field := range strings.Fields(header)[1:] {
		if field == "@@" {
			break
		}
		start, size, ok := strings.Cut(field[1:], ",")
		first, _ := strconv.Atoi(start)
		n := 1
		if ok {
			n, _ = strconv.Atoi(size)
		}
		s := span{first, first + n - 1}
		if field[0] == '-' {
			removed = s
		} else {
			added = s
		}
	}
	return removed, added
}

// line returns the first line of what git printed.
func line(out []byte) string {
	first, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimRight(first, "\r")
}

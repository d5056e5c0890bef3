package vet

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

// located matches a complaint that starts with a position, "dir/file.go:3:4: what is wrong".
// The go command puts "vet: " or "./" before some.
var located = sync.OnceValue(func() *regexp.Regexp { // as a tool of go vet, the program is started often
	return regexp.MustCompile(`^(?:vet: )?(?:\./)?(.+\.go:\d+(?::\d+)?): (.+)$`)
})

// problems condenses what the go command wrote on stderr to one line for each package or complaint.
// Relative file names are taken to be in dir, and become absolute.
//
//	# example.com/p
//	p/p.go:3:4: undefined: x          becomes    /src/p/p.go:3:4: undefined: x (and 1 more in example.com/p)
//	p/p.go:9:4: undefined: y
func problems(stderr, dir string) []string {
	var lines []string
	seen := make(map[string]bool)
	add := func(block []string, pkg string) {
		if len(block) == 0 {
			return
		}
		line := block[0]
		if more := len(block) - 1; more > 0 && pkg != "" {
			line += fmt.Sprintf(" (and %d more in %s)", more, pkg)
		}
		if !seen[line] {
			seen[line] = true
			lines = append(lines, line)
		}
	}

	var pkg string // of the block that is being read
	var block []string
	for line := range strings.Lines(stderr) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(line, "# "):
			add(block, pkg)
			pkg, _, _ = strings.Cut(line[2:], " ") // "# p [p.test]" is p with its tests
			block = nil
		case line == "", line[0] == '\t', strings.HasPrefix(line, "go: downloading "), line == "too many errors":
			// Details of the line before, or no complaint at all.
		default:
			if m := located().FindStringSubmatch(line); m != nil {
				line = absolute(m[1], dir) + ": " + m[2]
			}
			if pkg == "" {
				add([]string{strings.TrimPrefix(line, "go: ")}, "")
				continue
			}
			block = append(block, line)
		}
	}
	add(block, pkg)
	return lines
}

func absolute(file, dir string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(dir, file)
}

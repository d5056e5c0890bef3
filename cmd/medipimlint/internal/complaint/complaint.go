// Package complaint condenses what the go command says when it fails to one line.
package complaint

import "strings"

// Of returns what stderr is about: its first line that is no news of a download, without the "go: " that it
// may begin with. A line that ends with a colon is followed by the next one, which says the rest.
//
//	go: updates to go.mod needed; to update it:
//		go mod tidy
//
// becomes "updates to go.mod needed; to update it: go mod tidy". It is "" if nothing is said.
func Of(stderr string) string {
	var said string
	for line := range strings.Lines(stderr) {
		line = strings.TrimSpace(line)
		if line == "" || isNews(line) {
			continue
		}
		if said != "" {
			return said + " " + line
		}
		said = strings.TrimPrefix(line, "go: ")
		if !strings.HasSuffix(said, ":") {
			return said
		}
	}
	return strings.TrimSuffix(said, ":")
}

// isNews reports whether a line tells what the go command does, or begins what it says of a package.
func isNews(line string) bool {
	for _, prefix := range []string{"go: downloading ", "go: finding ", "go: warning: ", "# "} {
		if strings.HasPrefix(line, prefix) {
			return true
		}
	}
	return false
}

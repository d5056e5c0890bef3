//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const demoModule = "example.com/pharmacy/shelf"

// copyDemo copies the Go files of the demo to dir, and its go.mod if it stays a module of its own. There its packages are
// called as below path.
func copyDemo(dir, path string) error {
	demo := filepath.Join(repository, "testdata", "demo")
	return filepath.WalkDir(demo, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path != demoModule && !strings.HasSuffix(name, ".go") {
			return err
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(demo, name)
		if err != nil {
			return err
		}
		target := filepath.Join(dir, rel)
		if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
			return err
		}
		return os.WriteFile(target, bytes.ReplaceAll(content, []byte(demoModule), []byte(path)), 0o666)
	})
}

// One of the files of the demo's client, and what it declares.
const resource = "products.go"

var declared = regexp.MustCompile(`\b(Product|Find|Query|maxAttempts)\b`)

// enlarge adds copies of a file, with other names for what it declares, to the demo's client in dir until that has so many
// lines.
func enlarge(dir string, lines int) error {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return err
	}
	have := 0
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		have += bytes.Count(content, []byte("\n"))
	}
	content, err := os.ReadFile(filepath.Join(dir, resource))
	if err != nil {
		return err
	}
	for n := 1; have < lines; n++ {
		more := declared.ReplaceAll(content, fmt.Appendf(nil, "${1}%d", n))
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("more%d.go", n)), more, 0o666); err != nil {
			return err
		}
		have += bytes.Count(more, []byte("\n"))
	}
	return nil
}

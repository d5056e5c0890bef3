// Package pick finds the packages that an analysis has to look at: those that can hold Medipim client
// code, and those that use them. It reads file bytes and the import graph, and parses nothing.
package pick

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
)

// Query says which packages are meant.
type Query struct {
	Dir      string   // where the go command runs
	Tags     string   // build tags, as go list's -tags
	Patterns []string // package patterns, as the go command takes them
	Tests    bool     // follow the imports of test files too
}

// listed is what go list tells about a package. Every field costs time in a large repository.
type listed struct {
	ImportPath   string
	Dir          string
	Standard     bool
	DepOnly      bool
	GoFiles      []string
	CgoFiles     []string
	TestGoFiles  []string
	XTestGoFiles []string
	Imports      []string
	Error        *struct {
		Pos string
		Err string
	}
}

const listFields = "ImportPath,Dir,Standard,DepOnly,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles,Imports,Error"

// list returns the packages of q and all that they import.
func list(ctx context.Context, q Query) ([]*listed, error) {
	args := []string{"list", "-e", "-deps", "-json=" + listFields}
	if q.Tests {
		args = append(args, "-test")
	}
	if q.Tags != "" {
		args = append(args, "-tags", q.Tags)
	}
	args = append(append(args, "--"), q.Patterns...)

	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = q.Dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if message := lastLine(stderr.String()); message != "" {
			return nil, errors.New(message)
		}
		return nil, fmt.Errorf("go list: %w", err)
	}

	var packages []*listed
	for decoder := json.NewDecoder(&stdout); ; {
		p := new(listed)
		err := decoder.Decode(p)
		if err == io.EOF {
			return packages, nil
		}
		if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		packages = append(packages, p)
	}
}

// path returns the import path of the package that p is or, if p is "p [p.test]" or "p_test [p.test]",
// of the one that it tests.
func (p *listed) path() (path string, variant bool) {
	path, _, variant = strings.Cut(p.ImportPath, " ")
	if variant {
		path = strings.TrimSuffix(path, "_test")
	}
	return path, variant
}

// empty reports whether p has no files to build.
func (p *listed) empty() bool {
	return len(p.GoFiles)+len(p.CgoFiles)+len(p.TestGoFiles)+len(p.XTestGoFiles) == 0
}

// excluded reports whether p has files, all of which are for other platforms or tags.
func (p *listed) excluded() bool {
	return p.empty() && p.Error != nil && strings.HasPrefix(p.Error.Err, "build constraints exclude all Go files")
}

// problem returns in one line why p cannot be analysed, or "" if it can.
// A wildcard may match packages that are not built here; a package named as such may not be one.
func (p *listed) problem(q Query) string {
	wild := slices.ContainsFunc(q.Patterns, func(pattern string) bool { return strings.Contains(pattern, "...") })
	switch {
	case p.excluded() && wild:
		return ""
	case p.Error != nil:
		line, _, _ := strings.Cut(strings.TrimSpace(p.Error.Err), "\n")
		return strings.TrimSuffix(line, "; to add it:")
	case p.Dir == "" && !p.Standard && slices.Contains(q.Patterns, p.ImportPath):
		return "pattern matches no packages"
	}
	return ""
}

func (p *listed) position() string {
	if p.Error == nil {
		return ""
	}
	return p.Error.Pos
}

// lastLine returns the last line of the go command's complaint that says something:
// what comes before is about downloads.
func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return strings.TrimPrefix(strings.TrimSpace(lines[len(lines)-1]), "go: ")
}

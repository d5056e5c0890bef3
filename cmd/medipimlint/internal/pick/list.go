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
	"os"
	"os/exec"
	"slices"
	"strings"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/complaint"
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
	ImportPath     string
	Dir            string
	Standard       bool
	DepOnly        bool
	GoFiles        []string
	CgoFiles       []string
	IgnoredGoFiles []string // left out by build constraints
	TestGoFiles    []string
	XTestGoFiles   []string
	Imports        []string
	Error          *struct {
		Pos string
		Err string
	}
}

const listFields = "ImportPath,Dir,Standard,DepOnly,GoFiles,CgoFiles,IgnoredGoFiles,TestGoFiles,XTestGoFiles,Imports,Error"

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
		if message := complaint.Of(stderr.String()); message != "" {
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
		if p.Error != nil {
			p.Error.Err = explained(ctx, q, complaint.Of(p.Error.Err))
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

// problem returns in one line why p cannot be analysed, or "" if it can.
func (p *listed) problem(q Query) string {
	switch {
	case p.Error != nil:
		return p.Error.Err
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

// explained returns what to do about a complaint of the go command that says it in its own terms.
func explained(ctx context.Context, q Query, message string) string {
	switch {
	case strings.Contains(message, "does not contain modules listed in go.work"):
		return message + `: name its modules, or all of them as "work"`
	case strings.Contains(message, "does not contain main module"):
		cmd := exec.CommandContext(ctx, "go", "env", "GOMOD")
		cmd.Dir = q.Dir
		if file, err := cmd.Output(); err == nil && strings.TrimSpace(string(file)) == os.DevNull {
			return "there is no go.mod in " + q.Dir + " or a folder above it"
		}
	}
	return message
}

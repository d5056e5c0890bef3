package vet

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os/exec"
	"slices"
	"strings"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/unit"
)

// Run is one call of go vet.
type Run struct {
	Tool     string   // absolute path of the vet tool
	Dir      string   // where the go command runs
	Tags     string   // build tags, as go vet's -tags
	Flags    []string // flags of the tool: rules to run, and their settings
	Packages []string // import paths; must not be empty
	Foreign  bool     // one of them is not the user's own: see package unit
	Files    []string // what to name instead, if they are files that stand for a package
}

// Result is what go vet said.
type Result struct {
	Tree     Tree
	Findings []Finding // sorted by position, without repetitions
	Problems []string  // a line each: packages that do not compile, analyzers that failed
}

// Analyze runs the tool, and returns its diagnostics. A package that does not compile is a problem of the
// result; an error is returned if nothing can be said at all.
func (r *Run) Analyze(ctx context.Context) (*Result, error) {
	mode := []string{"-json"}
	if r.Foreign {
		mode = append(mode, "-"+unit.Dependencies)
	}
	stdout, stderr, err := r.command(ctx, mode...)
	if err != nil {
		return nil, err
	}
	tree, err := decodeTrees(stdout)
	if err != nil {
		return nil, err
	}
	// The tool also speaks of packages that these import: package unit says why.
	maps.DeleteFunc(tree, func(unit string, _ map[string]json.RawMessage) bool {
		return r.packageOf(unit) == ""
	})
	result := &Result{Tree: tree}
	var failures []string
	result.Findings, failures, err = tree.findings(r.packageOf)
	result.Problems = append(problems(stderr, r.Dir), failures...)
	return result, err
}

// packageOf returns the import path of the package that a unit of a tree belongs to: the package itself,
// with its tests, or the tests that stand outside. It is "" for a package that was not asked for.
func (r *Run) packageOf(unit string) string {
	for _, path := range [...]string{unit, strings.TrimSuffix(unit, "_test")} {
		if slices.Contains(r.Packages, path) {
			return path
		}
	}
	return ""
}

// Diff returns what the first fix of each diagnostic changes as a unified diff, with absolute file names in its
// headers, and what went wrong, a line each.
func (r *Run) Diff(ctx context.Context) ([]byte, []string, error) {
	stdout, stderr, err := r.command(ctx, "-fix", "-diff")
	return stdout, problems(stderr, r.Dir), err
}

// command runs go vet. That it fails is no error if it said why on stderr or has something on stdout:
// it also fails if it has diagnostics, or a diff, to show.
func (r *Run) command(ctx context.Context, mode ...string) (stdout []byte, stderr string, err error) {
	// With -trimpath, go vet's cache does not tell two checkouts of a module apart: it has the file names of
	// one for the other, and -fix would write there.
	args := append([]string{"vet", "-vettool=" + r.Tool, "-trimpath=false"}, mode...)
	if r.Tags != "" {
		args = append(args, "-tags", r.Tags)
	}
	args = append(args, r.Flags...)
	args = append(args, "--")
	if len(r.Files) > 0 {
		args = append(args, r.Files...)
	} else {
		args = append(args, r.Packages...)
	}

	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = r.Dir
	var out, complaints bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaints
	err = cmd.Run()
	if err != nil && ctx.Err() != nil {
		return nil, "", ctx.Err()
	}
	if err != nil && out.Len() == 0 && complaints.Len() == 0 {
		return nil, "", fmt.Errorf("go vet: %w", err)
	}
	return out.Bytes(), complaints.String(), nil
}

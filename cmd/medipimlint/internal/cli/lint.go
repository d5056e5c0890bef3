package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fatih/color"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/pick"
	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/render"
	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/since"
	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/vet"
)

// lint does what o asks for: pick the packages, have go vet analyse them, print.
func (c *command) lint(ctx context.Context, o *options) (int, error) {
	cwd, err := os.Getwd()
	if err != nil {
		return exitFailed, err
	}
	if o.dir != "" {
		if info, err := os.Stat(o.dir); err != nil {
			return exitFailed, fmt.Errorf("-C %s: no such directory", o.dir)
		} else if !info.IsDir() {
			return exitFailed, fmt.Errorf("-C %s: not a directory", o.dir)
		}
	}
	dir := o.dir
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(cwd, dir)
	}

	query := pick.Query{Dir: dir, Tags: o.tags, Patterns: o.patterns, Tests: o.tests}
	choose := pick.InScope
	if o.all {
		choose = pick.All
	}
	done := c.progress("listing packages")
	selection, err := choose(ctx, query)
	done()
	if err != nil {
		return exitFailed, err
	}

	paths := render.Paths{Base: cwd}
	for _, p := range selection.Problems {
		c.complain(paths.Line(describe(p, dir)))
	}
	if len(selection.Packages) == 0 && len(selection.Problems) > 0 {
		return exitFailed, nil
	}

	tool, err := os.Executable()
	if err != nil {
		return exitFailed, err
	}
	run := &vet.Run{Tool: tool, Dir: dir, Tags: o.tags, Flags: o.vetFlags, Packages: selection.Packages, Foreign: selection.Foreign}
	if strings.HasSuffix(o.patterns[0], ".go") { // then all of them are files, or go list has complained
		run.Files = o.patterns
	}
	result := new(vet.Result)
	if len(selection.Packages) > 0 {
		done := c.progress("analysing " + render.Count(len(selection.Packages), "package"))
		result, err = run.Analyze(ctx)
		done()
		if err != nil {
			return exitFailed, err
		}
	}
	if o.since != "" {
		changed, err := since.Changed(ctx, dir, o.since)
		if err != nil {
			return exitFailed, err
		}
		result.Findings = slices.DeleteFunc(result.Findings, func(f vet.Finding) bool {
			return !changed.Has(f.Start.File, f.Start.Line, f.End.Line)
		})
	}
	report := &render.Report{
		Findings: result.Findings,
		Tree:     result.Tree,
		Listed:   selection.Listed,
		Analyzed: len(selection.Packages),
		NotBuilt: selection.NotBuilt,
		Failed:   len(selection.Problems) + len(result.Problems),
		Sources:  selection.Sources,
		Rules:    c.suite,
		Version:  version(),
		Paths:    paths,
	}
	switch {
	case o.diff:
		return c.diff(ctx, run, report, result.Problems)
	case o.fix:
		return c.fix(ctx, run, report, result.Problems)
	}

	if err := c.print(o.format, report); err != nil {
		return exitFailed, err
	}
	return c.exit(report, result.Problems), nil
}

// exit prints the problems of an analysis, and returns the exit code of a run.
func (c *command) exit(report *render.Report, problems []string) int {
	for _, problem := range problems {
		c.complain(report.Paths.Line(problem))
	}
	switch {
	case report.Failed > 0 || len(problems) > 0:
		return exitFailed
	case len(report.Findings) > 0:
		return exitFindings
	}
	return exitClean
}

func (c *command) print(format string, report *render.Report) error {
	switch format {
	case formatText:
		return c.text(report)
	case formatJSON:
		return render.JSON(c.stdout, report)
	case formatVetJSON:
		return render.VetJSON(c.stdout, report)
	case formatSARIF:
		return render.SARIF(c.stdout, report)
	case formatGitHub:
		return render.GitHub(c.stdout, report)
	case formatGitLab:
		return render.GitLab(c.stdout, report)
	}
	return errors.New("unknown format " + format)
}

// describe returns a problem as one line that starts with its position, if it has one.
func describe(p pick.Problem, dir string) string {
	if p.Pos == "" {
		if strings.Contains(p.Message, p.ImportPath) {
			return p.Message
		}
		return p.ImportPath + ": " + p.Message
	}
	if filepath.IsAbs(p.Pos) {
		return p.Pos + ": " + p.Message
	}
	return filepath.Join(dir, p.Pos) + ": " + p.Message
}

// text prints a report for people. On Windows, package color's output understands colours where the
// console does not.
func (c *command) text(report *render.Report) error {
	out := c.stdout
	if out == os.Stdout {
		out = color.Output
	}
	return render.Text(out, report)
}

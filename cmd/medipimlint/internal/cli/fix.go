package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/render"
	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/vet"
)

// diff prints the repairs of the findings in before as a unified diff, and on stderr how many there are.
func (c *command) diff(ctx context.Context, run *vet.Run, before *render.Report, problems []string) (int, error) {
	if before.Fixable() > 0 {
		raw, more, err := run.Diff(ctx)
		if err != nil {
			return exitFailed, err
		}
		problems = merge(problems, more)
		if err := render.Diff(c.stdout, raw, before); err != nil {
			return exitFailed, err
		}
	}
	fmt.Fprintln(c.stderr, before.Summary())
	return c.exit(before, problems), nil
}

// fix applies the repairs of the findings in before, and reports what is left.
func (c *command) fix(ctx context.Context, run *vet.Run, before *render.Report, problems []string) (int, error) {
	if before.Fixable() == 0 {
		if err := c.text(before); err != nil {
			return exitFailed, err
		}
		return c.exit(before, problems), nil
	}

	saved, err := save(before.Findings)
	if err != nil {
		return exitFailed, err
	}
	more, err := run.Fix(ctx)
	if err == nil {
		err = writeError(more)
	}
	if err != nil {
		return exitFailed, saved.restore(err)
	}
	result, err := run.Analyze(ctx)
	if err != nil {
		return exitFailed, err
	}
	problems = merge(more, result.Problems)

	after := *before
	after.Findings, after.Tree = result.Findings, result.Tree
	after.Repaired, after.Files = len(before.Findings)-len(after.Findings), saved.changed()
	if err := c.text(&after); err != nil {
		return exitFailed, err
	}
	return c.exit(&after, problems), nil
}

// writeError returns the complaint of the go command that a file could not be written, if there is one.
func writeError(problems []string) error {
	for _, problem := range problems {
		if strings.HasPrefix(problem, "applying fix: ") {
			return fmt.Errorf("nothing was changed: %s", problem)
		}
	}
	return nil
}

// merge returns the lines of a and those of b that are not in a.
func merge(a, b []string) []string {
	seen := make(map[string]bool)
	var lines []string
	for _, line := range append(append([]string(nil), a...), b...) {
		if !seen[line] {
			seen[line] = true
			lines = append(lines, line)
		}
	}
	return lines
}

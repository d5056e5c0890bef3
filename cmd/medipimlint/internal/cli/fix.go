package cli

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/patch"
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

	raw, more, err := run.Diff(ctx)
	if err != nil {
		return exitFailed, err
	}
	changes, err := changes(raw, before)
	if err != nil {
		return exitFailed, err
	}
	if err := overwrite(changes); err != nil {
		return exitFailed, err
	}
	result, err := run.Analyze(ctx)
	if err != nil {
		return exitFailed, err
	}
	problems = merge(more, result.Problems)

	after := *before
	after.Findings, after.Tree = result.Findings, result.Tree
	after.Repaired, after.Files = len(before.Findings)-len(after.Findings), len(changes)
	if err := c.text(&after); err != nil {
		return exitFailed, err
	}
	return c.exit(&after, problems), nil
}

// changes returns what a vet tool's diff does to the files that the findings in r are about: packages that these
// import may be in it too. The go command could apply it itself, but truncates a file before it writes it.
func changes(raw []byte, r *render.Report) ([]change, error) {
	hunks := patch.Split(raw)
	var changes []change
	for _, file := range slices.Sorted(maps.Keys(r.Repairs())) {
		if hunks[file] == nil {
			continue
		}
		before, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("nothing was changed: %w", err)
		}
		after, err := patch.Apply(before, hunks[file])
		if err != nil {
			return nil, fmt.Errorf("nothing was changed: %s was written meanwhile: %w", file, err)
		}
		changes = append(changes, change{file, before, after})
	}
	return changes, nil
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

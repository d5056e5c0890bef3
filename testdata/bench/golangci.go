//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Limits for the default linters of golangci-lint with ours among them, beside those without, by CPU time.
const (
	maxLintCold = 1.05
	maxLintWarm = 1.02
)

// golangci compares golangci-lint's default linters with the plugin to those without it, over the code base: with a cache
// of its own that is empty, and once more.
func golangci(l *lab) error {
	dir, err := l.codeBase()
	if err != nil {
		return err
	}
	program, err := l.program(drivers, "./golangci-lint")
	if err != nil {
		return err
	}
	// It loads what the compiler has made, which the user's own build cache may have already; what linters find it
	// keeps elsewhere.
	gocache, err := output(".", os.Environ(), "go", "env", "GOCACHE")
	if err != nil {
		return err
	}
	with, without := l.path("with.yml"), l.path("without.yml")
	example, err := os.ReadFile(filepath.Join(repository, ".golangci.example.yml"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(with, example, 0o666); err != nil {
		return err
	}
	if err := os.WriteFile(without, []byte("version: \"2\"\n"), 0o666); err != nil {
		return err
	}
	run := func(config string, cold bool) (cost, error) {
		cache := config + ".cache"
		if cold {
			if err := os.RemoveAll(cache); err != nil {
				return cost{}, err
			}
		}
		return l.measure(dir, []string{"GOCACHE=" + strings.TrimSpace(gocache), "GOLANGCI_LINT_CACHE=" + cache}, program, "run", "--config", config,
			"--allow-parallel-runners", "--max-issues-per-linter=0", "--max-same-issues=0", l.packages)
	}
	fmt.Println("  compiling what golangci-lint loads")
	if _, err := run(without, true); err != nil {
		return err
	}
	coldWith := &side{name: "with the plugin, cold", run: func() (cost, error) { return run(with, true) }}
	coldWithout := &side{name: "without it, cold", run: func() (cost, error) { return run(without, true) }}
	warmWith := &side{name: "with the plugin, warm", run: func() (cost, error) { return run(with, false) }}
	warmWithout := &side{name: "without it, warm", run: func() (cost, error) { return run(without, false) }}
	if err := l.alternate([]*side{coldWith, coldWithout}, []*side{warmWith, warmWithout}); err != nil {
		return err
	}
	l.verdict("cold, CPU time beside the default linters alone", ratios(coldWith.cpu, coldWithout.cpu), maxLintCold)
	l.verdict("warm, CPU time beside the default linters alone", ratios(warmWith.cpu, warmWithout.cpu), maxLintWarm)
	return nil
}

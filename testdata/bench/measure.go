//go:build unix

package main

import (
	"cmp"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

// cost is what a run took, with all processes that it started and waited for.
type cost struct {
	wall time.Duration
	cpu  time.Duration // in user and system mode
	out  string        // what the program printed
}

// measure runs a program in dir with the lab's environment, and more. Whether it has findings, which is exit code 1, is all
// the same.
func (l *lab) measure(dir string, more []string, program string, args ...string) (cost, error) {
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Env = dir, l.env(more...)
	var out, complaints strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &complaints
	start := time.Now()
	err := cmd.Run()
	c := cost{wall: time.Since(start), out: out.String()}
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1 || strings.Contains(complaints.String(), "panic: ")) {
		return c, fmt.Errorf("%s: %w\n%s", cmd, err, complaints.String())
	}
	c.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return c, nil
}

// peak returns the largest memory that a process had, in MB. It also holds what the process had that started it.
func peak(usage *syscall.Rusage) float64 {
	if runtime.GOOS == "darwin" {
		return float64(usage.Maxrss) / 1e6 // in bytes
	}
	return float64(usage.Maxrss) / 1e3
}

// A side is one of the programs that are compared.
type side struct {
	name string
	run  func() (cost, error)
	cpu  []float64 // in seconds, by round
	wall []float64
}

// alternate runs the groups of sides in turns, so that what else the machine does meets all of them. Every second round
// goes the other way: what a run leaves to do for the disk, the next one pays.
func (l *lab) alternate(groups ...[]*side) error {
	for round := range l.rounds {
		for _, sides := range groups {
			sides = slices.Clone(sides)
			if round%2 == 1 {
				slices.Reverse(sides)
			}
			if err := turn(sides); err != nil {
				return err
			}
		}
	}
	for _, s := range slices.Concat(groups...) {
		fmt.Printf("  %-28s CPU time %s, wall time %s\n", s.name, spread(s.cpu, "s"), spread(s.wall, "s"))
	}
	return nil
}

// turn runs each side once.
func turn(sides []*side) error {
	for _, s := range sides {
		c, err := s.run()
		if err != nil {
			return err
		}
		s.cpu = append(s.cpu, c.cpu.Seconds())
		s.wall = append(s.wall, c.wall.Seconds())
	}
	return nil
}

// ratios returns a round's value of one side by that of another, for each round.
func ratios(a, b []float64) []float64 {
	var all []float64
	for i := range a {
		all = append(all, a[i]/b[i])
	}
	return all
}

func median[T cmp.Ordered](values []T) T {
	return slices.Sorted(slices.Values(values))[len(values)/2]
}

// spread prints the median of values, and the least and the greatest.
func spread(values []float64, unit string) string {
	return fmt.Sprintf("%.3g %s (%.3g–%.3g)", median(values), unit, slices.Min(values), slices.Max(values))
}

// verdict prints the median of a ratio beside its limit.
func (l *lab) verdict(what string, values []float64, limit float64) {
	word := "pass"
	if median(values) > limit {
		word, l.failed = "FAIL", true
	}
	fmt.Printf("%s: %s %s, at most %.3g\n", word, what, spread(values, "times"), limit)
}

//go:build unix

package main

import (
	"fmt"
	"path/filepath"
	"slices"
)

// Limits for packages out of scope, beside an analyzer that does nothing.
const (
	maxIdleCPU    = 1.03
	maxIdleMemory = 1.05
)

// outOfScope compares go vet with medipimlint to go vet with an empty analyzer, over the code base and all that it
// imports: what remains is parsing and type-checking, and the go command's own work.
func outOfScope(l *lab) error {
	dir, err := l.codeBase()
	if err != nil {
		return err
	}
	ours, err := l.medipimlint()
	if err != nil {
		return err
	}
	empty, err := l.peer("empty")
	if err != nil {
		return err
	}
	a, b := l.vet(dir, "go vet with medipimlint", ours), l.vet(dir, "go vet with empty", empty)
	if err := l.alternate([]*side{a, b}); err != nil {
		return err
	}
	l.verdict("CPU time beside an empty analyzer", ratios(a.cpu, b.cpu), maxIdleCPU)

	var peaks [2][]float64
	for i, program := range []string{ours, empty} {
		tool, err := l.unseen(program)
		if err != nil {
			return err
		}
		w, err := l.watch(dir, tool)
		if err != nil {
			return err
		}
		peaks[i] = w.peaks
		fmt.Printf("  %-28s %d packages, memory %s\n", "go vet with "+filepath.Base(program), len(peaks[i]), spread(peaks[i], "MB"))
	}
	l.verdict("memory of the largest process", []float64{slices.Max(peaks[0]) / slices.Max(peaks[1])}, maxIdleMemory)
	return nil
}

// vet is go vet with a tool over the code base, cold: nothing that the tool found is in the build cache.
func (l *lab) vet(dir, name, program string) *side {
	return &side{name: name, run: func() (cost, error) {
		tool, err := l.unseen(program)
		if err != nil {
			return cost{}, err
		}
		return l.measure(dir, nil, "go", "vet", "-vettool="+tool, l.packages)
	}}
}

// peers compares other analyzers to the empty one.
func peers(l *lab) error {
	dir, err := l.codeBase()
	if err != nil {
		return err
	}
	var sides []*side
	for _, name := range []string{"empty", "httpresponse", "nilness", "errorlint", "bodyclose"} {
		program, err := l.peer(name)
		if err != nil {
			return err
		}
		sides = append(sides, l.vet(dir, "go vet with "+name, program))
	}
	ours, err := l.medipimlint()
	if err != nil {
		return err
	}
	sides = append(sides, l.vet(dir, "go vet with medipimlint", ours))
	if err := l.alternate(sides); err != nil {
		return err
	}
	for _, s := range sides[1:] {
		fmt.Printf("  %-28s CPU time beside an empty analyzer %s\n", s.name, spread(ratios(s.cpu, sides[0].cpu), "times"))
	}
	return nil
}

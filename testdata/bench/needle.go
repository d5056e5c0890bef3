//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Limits for the command in a large repository, beside go vet with bodyclose, by wall time.
const (
	maxCold = 0.1
	maxWarm = 1.0 / 3
)

// needle compares medipimlint ./... to go vet -vettool=bodyclose ./... over the code base with one client of the API in
// it and one program that uses the client, at first sight and at the second.
func needle(l *lab) error {
	dir, err := l.planted()
	if err != nil {
		return err
	}
	ours, err := l.medipimlint()
	if err != nil {
		return err
	}
	peer, err := l.peer("bodyclose")
	if err != nil {
		return err
	}
	if err := l.sameReports(dir, ours); err != nil {
		return err
	}
	var tool, other string
	coldOurs := &side{name: "medipimlint, cold", run: func() (c cost, err error) {
		if tool, err = l.unseen(ours); err != nil {
			return c, err
		}
		return l.measure(dir, nil, tool, l.packages)
	}}
	coldOther := &side{name: "go vet with bodyclose, cold", run: func() (c cost, err error) {
		if other, err = l.unseen(peer); err != nil {
			return c, err
		}
		return l.measure(dir, nil, "go", "vet", "-vettool="+other, l.packages)
	}}
	warmOurs := &side{name: "medipimlint, warm", run: func() (cost, error) {
		return l.measure(dir, nil, tool, l.packages)
	}}
	warmOther := &side{name: "go vet with bodyclose, warm", run: func() (cost, error) {
		return l.measure(dir, nil, "go", "vet", "-vettool="+other, l.packages)
	}}
	if err := l.alternate([]*side{coldOurs, coldOther}, []*side{warmOurs, warmOther}); err != nil {
		return err
	}
	l.verdict("cold, wall time beside bodyclose", ratios(coldOurs.wall, coldOther.wall), maxCold)
	l.verdict("warm, wall time beside bodyclose", ratios(warmOurs.wall, warmOther.wall), maxWarm)
	return nil
}

// planted returns the folder of a copy of the code base with the demo in it.
func (l *lab) planted() (string, error) {
	code, err := l.codeBase()
	if err != nil {
		return "", err
	}
	dir := l.path("planted")
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	if err := os.CopyFS(dir, os.DirFS(code)); err != nil {
		return "", err
	}
	const to = "internal/shelf"
	return dir, copyDemo(filepath.Join(dir, to), codeModule+"/"+to)
}

// sameReports compares what the command reports to what go vet reports.
func (l *lab) sameReports(dir, tool string) error {
	command, err := l.reports(dir, tool, "-json", l.packages)
	if err != nil {
		return err
	}
	vet, err := l.reports(dir, "go", "vet", "-json", "-vettool="+tool, l.packages)
	if err != nil {
		return err
	}
	switch {
	case len(vet) == 0:
		return fmt.Errorf("go vet reports nothing")
	case slices.Equal(command, vet):
		fmt.Printf("pass: medipimlint and go vet report the same %d findings\n", len(vet))
	default:
		l.failed = true
		fmt.Printf("FAIL: medipimlint reports\n%s\ngo vet reports\n%s\n", strings.Join(command, "\n"), strings.Join(vet, "\n"))
	}
	return nil
}

// reports returns what a run with -json reports, sorted and each once.
func (l *lab) reports(dir, program string, args ...string) ([]string, error) {
	out, err := output(dir, l.env(), program, args...)
	if out == "" && err != nil {
		return nil, err
	}
	return decode(strings.NewReader(out))
}

// decode reads the JSON trees that go vet -json prints: package, rule, diagnostics.
func decode(r io.Reader) ([]string, error) {
	all := make(map[string]bool)
	for decoder := json.NewDecoder(r); decoder.More(); {
		var tree map[string]map[string][]struct{ Posn, Message string }
		if err := decoder.Decode(&tree); err != nil {
			return nil, err
		}
		for _, rules := range tree {
			for rule, diagnostics := range rules {
				for _, d := range diagnostics {
					all[fmt.Sprintf("%s: %s (%s)", d.Posn, d.Message, rule)] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(all)), nil
}

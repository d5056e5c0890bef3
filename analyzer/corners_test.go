package analyzer_test

import (
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/medipimlint/medipimlint/analyzer"
)

// TestCorners analyses what the compiler and the type checker are tested with, all of it as Medipim client code: no
// panic, no error, and no file takes long. A Go that the go command has fetched comes without the compiler's.
func TestCorners(t *testing.T) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	root := strings.TrimSpace(string(out))
	var files []string
	for _, pattern := range []string{"src/internal/types/testdata/*/*.go", "test/*.go", "test/*/*.go"} {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	c, _ := newCompiler(t, clients)
	analysed := 0
	for _, file := range files {
		p, err := c.check("example.com/corner", file)
		if err != nil {
			continue
		}
		analysed++
		began := time.Now()
		analyseCorner(t, p)
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s: %v", file, took)
		}
	}
	t.Logf("%d of %d files type-check", analysed, len(files))
	if analysed < 80 {
		t.Errorf("only %d files were analysed: is that all of %s?", analysed, root)
	}
}

// analyseCorner runs the rules on a package as if all of it were a client.
func analyseCorner(t *testing.T, p *packages.Package) {
	t.Helper()
	defer func() {
		if x := recover(); x != nil {
			t.Errorf("%s: panic: %v\n%s", p.CompiledGoFiles[0], x, debug.Stack())
		}
	}()
	graph, err := checker.Analyze(analyzer.New(analyzer.Settings{Scope: "all"}), []*packages.Package{p}, &checker.Options{Sequential: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Errorf("%s: %s: %v", p.CompiledGoFiles[0], act.Analyzer.Name, act.Err)
		}
		for _, d := range act.Diagnostics {
			t.Logf("%s: %s: %s", p.Fset.Position(d.Pos), act.Analyzer.Name, d.Message)
		}
	}
}

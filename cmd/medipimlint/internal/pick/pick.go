package pick

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/medipimlint/medipimlint/analyzer"
	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/unit"
)

// Selection is the answer to a [Query].
type Selection struct {
	Listed   int             // how many packages the patterns named
	Packages []string        // import paths of those to analyse, in go list's order
	Sources  map[string]bool // their files that are built here, tests too, by absolute name
	Foreign  bool            // one of these is not the user's own
	Problems []Problem       // packages that would be analysed if they could be loaded, and patterns that name none
	NotBuilt int             // files that speak of Medipim, and that build constraints leave out
}

// Problem is a package that cannot be analysed.
type Problem struct {
	ImportPath string
	Pos        string // "file:line:column", or empty
	Message    string // one line
}

// All selects every package that q names.
func All(ctx context.Context, q Query) (*Selection, error) {
	packages, err := list(ctx, q)
	if err != nil {
		return nil, err
	}
	return choose(q, packages, nil)
}

// InScope selects the packages of q that can hold Medipim client code, by a test that errs on the side
// of taking too many: a package's import path or one of its files contains "medipim" in any case, or it
// imports such a package, however many imports away. The analysis itself decides. The answer is noted, and
// given again as long as the files are what they were.
func InScope(ctx context.Context, q Query) (*Selection, error) {
	file := noteFile(q)
	if noted := recall(q, file); noted != nil {
		return noted, nil
	}
	start := time.Now()
	packages, err := list(ctx, q)
	if err != nil {
		return nil, err
	}
	selection, err := choose(q, packages, mentioning(packages))
	if err == nil && file != "" {
		keep(q, file, packages, selection, start)
	}
	return selection, err
}

// choose keeps of the packages that q names those that inScope holds or that import one of them, and adds them to it.
// A nil map keeps all.
func choose(q Query, packages []*listed, inScope map[string]bool) (*Selection, error) {
	broken := make(map[string]*Problem)

	selection := &Selection{Sources: make(map[string]bool)}
	done := make(map[string]bool) // a package and its test variants count once
	// Have: go list -deps prints a package after all that it imports, so one pass sees them first.
	for _, p := range packages {
		for _, path := range p.Imports {
			if inScope[path] {
				inScope[p.ImportPath] = true
			}
			if broken[path] != nil && broken[p.ImportPath] == nil {
				broken[p.ImportPath] = broken[path]
			}
		}
		if problem := p.problem(q); problem != "" {
			broken[p.ImportPath] = &Problem{p.ImportPath, p.position(), problem}
		}
		if p.DepOnly || strings.HasSuffix(p.ImportPath, ".test") {
			continue
		}

		path, variant := p.path()
		if !variant {
			selection.NotBuilt += p.notBuilt(q.Tests)
		}
		if !p.empty() && !variant {
			selection.Listed++
		}
		if done[path] || !p.empty() && inScope != nil && !inScope[p.ImportPath] {
			continue
		}
		done[path] = true
		if problem := broken[p.ImportPath]; problem != nil {
			if !slices.Contains(selection.Problems, *problem) { // several packages may import what is broken
				selection.Problems = append(selection.Problems, *problem)
			}
			continue
		}
		selection.Packages = append(selection.Packages, path)
		for _, name := range slices.Concat(p.GoFiles, p.CgoFiles, p.TestGoFiles, p.XTestGoFiles) {
			selection.Sources[p.file(name)] = true
		}
		selection.Foreign = selection.Foreign || unit.IsForeign(p.Dir, path)
	}
	if selection.Listed == 0 && len(selection.Problems) == 0 {
		return nil, fmt.Errorf("%s: no package with files that are built here (-tags and GOOS decide which are)", strings.Join(q.Patterns, " "))
	}
	return selection, nil
}

// mentioning returns the packages whose import path or bytes contain "medipim".
func mentioning(packages []*listed) map[string]bool {
	var (
		mu    sync.Mutex
		found = make(map[string]bool)
		work  = make(chan *listed)
		wg    sync.WaitGroup
	)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for p := range work {
				if mentions(p) {
					mu.Lock()
					found[p.ImportPath] = true
					mu.Unlock()
				}
			}
		})
	}
	for _, p := range packages {
		if !p.Standard {
			work <- p
		}
	}
	close(work)
	wg.Wait()
	return found
}

func mentions(p *listed) bool {
	if analyzer.Mentions(p.ImportPath) {
		return true
	}
	files := [][]string{p.GoFiles, p.CgoFiles}
	if !p.DepOnly { // the tests of a dependency are not built
		files = append(files, p.TestGoFiles, p.XTestGoFiles)
	}
	return slices.ContainsFunc(slices.Concat(files...), p.mentionsIn)
}

// mentionsIn reports whether a file of p contains "medipim". One that cannot be read is the go command's
// to complain about.
func (p *listed) mentionsIn(name string) bool {
	name = p.file(name)
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return false // a pipe, which nobody writes to, or a device without an end
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	return mentioned(f)
}

// mentioned reports whether what r has contains "medipim", without having all of it in memory.
func mentioned(r io.Reader) bool {
	const overlap = len("medipim") - 1 // of what is read next with what was read before
	buffer := make([]byte, 32<<10)
	kept := 0
	for {
		n, err := r.Read(buffer[kept:])
		read := buffer[:kept+n]
		if analyzer.Mentions(read) {
			return true
		}
		if err != nil {
			return false
		}
		kept = copy(buffer, read[max(0, len(read)-overlap):])
	}
}

// file returns the absolute name of a file that go list names.
func (p *listed) file(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(p.Dir, name)
}

// notBuilt returns how many files of p speak of Medipim and are for other platforms or tags.
func (p *listed) notBuilt(tests bool) int {
	n := 0
	for _, name := range p.IgnoredGoFiles {
		if (tests || !strings.HasSuffix(name, "_test.go")) && p.mentionsIn(name) {
			n++
		}
	}
	return n
}

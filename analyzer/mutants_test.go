package analyzer_test

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/medipimlint/medipimlint/analyzer"
	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

var (
	mutants       = flag.Int("mutants", 40, "`number` of mutants that TestMutants tries")
	mutantSeed    = flag.Uint64("mutants.seed", 1, "`seed` of the mutants that TestMutants tries")
	mutantsFrom   = flag.String("mutants.from", "./medipim/runs/...", "`packages` of testdata/clients that mutants are made of")
	strictMutants = flag.Bool("mutants.strict", false, "let no fix of a mutant bring another finding")
)

// seeds are the fixable findings of the fixtures, in packages that stand for themselves.
var seeds = sync.OnceValues(func() (out []seed, err error) {
	set, err := fixture.Load(clients, *mutantsFrom)
	if err != nil {
		return nil, err
	}
	findings, err := set.Findings(analyzer.Suite)
	if err != nil {
		return nil, err
	}
	for _, f := range fixture.Fixable(findings) {
		if set.StandsAlone(f) {
			out = append(out, seed{set, f})
		}
	}
	return out, nil
})

type seed struct {
	set     *fixture.Set
	finding fixture.Finding
}

// FuzzFixes changes the code around a finding as data says. Whatever comes out, the analysis does not
// panic, and fixes lead to code that compiles, is formatted, and has nothing left to fix.
//
//	go test ./analyzer -run '^$' -fuzz FuzzFixes -parallel 1 -mutants.from ./...
func FuzzFixes(f *testing.F) {
	if _, err := seeds(); err != nil { // beforehand: no try may take more than ten seconds
		f.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		f.Add(uint16(r.Uint32()), mutation(r))
	}
	f.Fuzz(func(t *testing.T, which uint16, data []byte) {
		sources, err := tryMutant(which, data, t.TempDir())
		if err != nil {
			t.Errorf("%v\n%s", err, listing(sources))
		}
	})
}

// TestMutants tries some mutants, the same every time, and reports one failure of each kind.
//
//	go test ./analyzer -run TestMutants -mutants 5000 -mutants.seed 7 -mutants.from ./... -mutants.strict -timeout 1h
func TestMutants(t *testing.T) {
	if !complete() {
		t.Skip("part of the findings")
	}
	r := rand.New(rand.NewPCG(*mutantSeed, 0))
	kinds := make(map[string]bool)
	for i := range *mutants {
		which, data := uint16(r.Uint32()), mutation(r)
		dir := t.TempDir()
		sources, err := tryMutant(which, data, dir)
		if err != nil {
			if kind := kindOf(err); !kinds[kind] {
				kinds[kind] = true
				t.Errorf("mutant %d (%d, %x): %v\n%s", i, which, data, err, listing(sources))
			}
		}
		os.RemoveAll(dir)
	}
}

func mutation(r *rand.Rand) []byte {
	data := make([]byte, 4+r.IntN(40))
	for j := range data {
		data[j] = byte(r.Uint32())
	}
	return data
}

// tryMutant checks the fixes of one mutant. It returns its sources, and those with all fixes.
func tryMutant(which uint16, data []byte, dir string) (sources map[string]string, err error) {
	all, err := seeds()
	if err != nil {
		return nil, err
	}
	s := all[int(which)%len(all)]
	sources, err = s.set.Mutant(s.finding, data)
	if sources == nil || err != nil {
		return nil, err
	}
	alone := 0
	if len(data) > 0 {
		alone = int(data[len(data)-1])
	}
	err = s.set.CheckFixes(s.finding, sources, analyzer.Suite, alone, *strictMutants, dir)
	fixed, _ := filepath.Glob(filepath.Join(dir, "together", "*"))
	for _, name := range fixed {
		if content, err := os.ReadFile(name); err == nil {
			sources["fixed/"+filepath.Base(name)] = string(content)
		}
	}
	return sources, err
}

func listing(sources map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		fmt.Fprintf(&b, "--- %s\n%s", name, sources[name])
	}
	return b.String()
}

var places = regexp.MustCompile(`\S*/\S*|[0-9]+`)

// kindOf returns what is the same in errors of one kind.
func kindOf(err error) string {
	lines := strings.Split(err.Error(), "\n")
	return places.ReplaceAllString(lines[min(1, len(lines)-1)], "")
}

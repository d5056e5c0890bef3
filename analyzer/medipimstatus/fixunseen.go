package medipimstatus

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// unseen returns the source of the package's files that are not analysed with it: tests, and files
// for other systems. A fix must not break them.
func (f *fixer) unseen() []string {
	if f.others != nil {
		return f.others
	}
	f.others = []string{}
	var seen []string
	for _, file := range f.Files {
		seen = append(seen, f.Fset.File(file.FileStart).Name())
	}
	names := slices.Clone(f.IgnoredFiles)
	if len(seen) > 0 {
		dir := filepath.Dir(seen[0])
		entries, _ := os.ReadDir(dir) // none in a sandbox: then no test is built there either
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), "_test.go") {
				names = append(names, filepath.Join(dir, e.Name()))
			}
		}
	}
	for _, name := range names {
		if !strings.HasSuffix(name, ".go") || slices.Contains(seen, name) {
			continue
		}
		content, err := f.ReadFile(name)
		if err != nil {
			if content, err = os.ReadFile(name); err != nil {
				continue // not among the driver's files
			}
		}
		f.others = append(f.others, string(content))
	}
	return f.others
}

// isCalledUnseen reports whether a file that is not analysed names a function.
func (f *fixer) isCalledUnseen(name string) bool {
	return f.foundUnseen(`\b` + regexp.QuoteMeta(name) + `\b`)
}

// isListedUnseen reports whether a file that is not analysed has a literal of a type without keys.
func (f *fixer) isListedUnseen(name string) bool {
	return f.foundUnseen(`\b` + regexp.QuoteMeta(name) + `\{[^:{}]*[^:{}\s][^:{}]*\}`)
}

func (f *fixer) foundUnseen(pattern string) bool {
	re := regexp.MustCompile(pattern)
	return slices.ContainsFunc(f.unseen(), re.MatchString)
}

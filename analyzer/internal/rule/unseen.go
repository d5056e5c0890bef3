package rule

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Unseen returns the source of the package's Go files that are not analysed with it: tests, and files
// for other systems. A fix must not break them.
func (p *Pass) Unseen() []string {
	if p.unseen != nil {
		return p.unseen
	}
	p.unseen = []string{}
	var seen []string
	for _, file := range p.Files {
		seen = append(seen, p.Fset.File(file.FileStart).Name())
	}
	names := slices.Clone(p.IgnoredFiles)
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
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
			continue // a pipe, which nobody may write to, or a device, which may have no end
		}
		content, err := p.ReadFile(name)
		if err != nil {
			if content, err = os.ReadFile(name); err != nil {
				continue // not among the driver's files
			}
		}
		p.unseen = append(p.unseen, string(content))
	}
	return p.unseen
}

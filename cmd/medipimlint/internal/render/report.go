// Package render prints findings: as text for people, as JSON, SARIF and GitHub annotations for machines,
// and as a unified diff.
package render

import (
	"fmt"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/cmd/medipimlint/internal/vet"
)

// Report is what there is to print.
type Report struct {
	Findings []vet.Finding   // in the order to print
	Tree     vet.Tree        // the same, as the vet tool said it
	Listed   int             // packages that the user named
	Analyzed int             // those of them that were analysed
	NotBuilt int             // files that speak of Medipim, and are for other platforms or tags
	Failed   int             // packages or files that could not be analysed
	Repaired int             // findings that -fix made go away
	Files    int             // files that -fix changed
	Sources  map[string]bool // files of the packages, by absolute name: no others are read
	Rules    []*analysis.Analyzer
	Version  string // of this program
	Paths    Paths
}

// Fixable returns how many findings have a repair.
func (r *Report) Fixable() int {
	n := 0
	for _, f := range r.Findings {
		if len(f.Fixes) > 0 {
			n++
		}
	}
	return n
}

// Repairs returns the files that the repairs of findings change.
func (r *Report) Repairs() map[string]bool {
	files := make(map[string]bool)
	for _, f := range r.Findings {
		if len(f.Fixes) > 0 {
			for _, edit := range f.Fixes[0].Edits {
				files[edit.File] = true
			}
		}
	}
	return files
}

// URL returns where a rule is documented.
func (r *Report) URL(rule string) string {
	for _, a := range r.Rules {
		if a.Name == rule {
			return a.URL
		}
	}
	return ""
}

// Summary returns one line on all findings.
func (r *Report) Summary() string {
	var b strings.Builder
	if r.Repaired > 0 {
		fmt.Fprintf(&b, "repaired %s in %s; ", Count(r.Repaired, "finding"), Count(r.Files, "file"))
	}
	if len(r.Findings) == 0 {
		b.WriteString("no findings")
		switch {
		case r.Repaired > 0:
			b.WriteString(" left")
		case r.Analyzed == 0:
			fmt.Fprintf(&b, ": nothing in %s talks to the Medipim API", Count(r.Listed, "package"))
		default:
			fmt.Fprintf(&b, " in %s", Count(r.Analyzed, "package"))
		}
		if r.Failed > 0 {
			b.WriteString(", but not all could be analysed")
		}
		b.WriteString(r.notBuilt())
		return b.String()
	}

	packages := make(map[string]bool)
	rules := make(map[string]int)
	for _, f := range r.Findings {
		packages[f.Package] = true
		rules[f.Rule]++
	}
	b.WriteString(Count(len(r.Findings), "finding"))
	if r.Repaired > 0 {
		b.WriteString(" left")
	}
	fmt.Fprintf(&b, " in %s: ", Count(len(packages), "package"))
	var parts []string
	for _, a := range r.Rules {
		if n := rules[a.Name]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, a.Name))
		}
	}
	b.WriteString(strings.Join(parts, ", "))
	if n := r.Fixable(); n > 0 {
		fmt.Fprintf(&b, "; %d can be repaired with -fix", n)
	}
	if r.Failed > 0 {
		b.WriteString("; not all could be analysed")
	}
	b.WriteString(r.notBuilt())
	return b.String()
}

// notBuilt returns what the summary says of files that were not looked at, or "".
func (r *Report) notBuilt() string {
	if r.NotBuilt == 0 {
		return ""
	}
	return fmt.Sprintf("; %s for other platforms or tags left out", Count(r.NotBuilt, "file"))
}

// Count returns "1 file", "2 files".
func Count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// Paths shortens file names.
type Paths struct {
	Base string // the user's working directory, absolute
}

// Short returns file relative to the working directory if it is below it, else as it is.
func (p Paths) Short(file string) string {
	rel, err := filepath.Rel(p.Base, file)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return file
	}
	return rel
}

// Line shortens the file name that a line starts with, if there is one.
func (p Paths) Line(line string) string {
	if file, rest, ok := strings.Cut(line, ".go:"); ok && filepath.IsAbs(file) {
		return p.Short(file+".go") + ":" + rest
	}
	return line
}

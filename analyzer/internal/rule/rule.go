// Package rule turns a rule, a question to the model, into an analyzer.
package rule

import (
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
)

// New returns the analyzer of a rule. doc is the source of the rule's doc.go, whose comment is the
// rule's page. run is called for packages in scope only.
func New(m *model.Model, name, doc string, run func(*Pass)) *analysis.Analyzer {
	s := m.Settings()
	a := &analysis.Analyzer{
		Name:     name,
		Doc:      page(name, doc),
		URL:      "https://pkg.go.dev/github.com/medipimlint/medipimlint/analyzer/" + name,
		Requires: []*analysis.Analyzer{m.Analyzer},
	}
	a.Run = func(pass *analysis.Pass) (any, error) {
		model.Complete(pass)
		p := &Pass{Pass: pass, Package: pass.ResultOf[m.Analyzer].(*model.Package), settings: s}
		if p.Modelled() && (s.All() || p.InScope()) {
			p.Package.Lock() // drivers run the rules side by side; the model remembers what it is asked
			defer p.Package.Unlock()
			run(p)
			p.flush()
		}
		return nil, nil
	}
	s.Register(&a.Flags)
	return a
}

// page returns the text of the package comment from "name: " on, without comment markers.
func page(name, source string) string {
	var b strings.Builder
	for line := range strings.Lines(source) {
		text, ok := strings.CutPrefix(line, "//")
		if !ok {
			break
		}
		b.WriteString(strings.TrimPrefix(text, " "))
	}
	_, text, _ := strings.Cut(b.String(), "\n"+name+": ")
	return strings.TrimSpace(text)
}

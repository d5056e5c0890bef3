package medipimretry

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

//go:embed doc.go
var doc string

// Analyzer is the rule with its default settings.
var Analyzer = New(model.Default)

// New returns the rule on top of m.
func New(m *model.Model) *analysis.Analyzer {
	return rule.New(m, "medipimretry", doc, run)
}

func run(p *rule.Pass) {
	for _, r := range p.Retries {
		at := place(p, r)
		if at == nil {
			continue // in code that the compiler made
		}
		p.Find(rule.Finding{At: at, Category: string(r.Category), Message: message(p, r, at)})
	}
}

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
	var reports []report
	for _, r := range p.Retries {
		if at := place(p, r); at != nil { // else it is in code that the compiler made
			reports = append(reports, report{r, at})
		}
	}
	fixes := fixes(p, reports)
	for i, r := range reports {
		p.Find(rule.Finding{At: r.at, Category: string(r.Category), Message: message(p, r.Report, r.at), Fix: fixes[i]})
	}
}

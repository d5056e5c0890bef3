// Package rule turns a rule, a question to the model, into an analyzer.
package rule

import (
	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/settings"
)

// Pass is one rule at work on one package.
type Pass struct {
	*analysis.Pass
	Model    *model.Package
	Settings *settings.Settings
}

// New returns the analyzer of a rule. Its doc is the source of the rule's doc.go.
func New(m *model.Model, name, doc string, run func(*Pass)) *analysis.Analyzer {
	s := m.Settings()
	a := &analysis.Analyzer{
		Name:     name,
		Doc:      name + ": placeholder",
		Requires: []*analysis.Analyzer{m.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			run(&Pass{Pass: pass, Model: pass.ResultOf[m.Analyzer].(*model.Package), Settings: s})
			return nil, nil
		},
	}
	s.Register(&a.Flags)
	return a
}

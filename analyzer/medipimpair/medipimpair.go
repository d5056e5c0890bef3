package medipimpair

import (
	_ "embed"
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/httpstatus"
	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

//go:embed doc.go
var doc string

// Analyzer is the rule with its default settings.
var Analyzer = New(model.Default)

// New returns the rule on top of m.
func New(m *model.Model) *analysis.Analyzer {
	return rule.New(m, "medipimpair", doc, run)
}

func run(p *rule.Pass) {
	for _, b := range p.Branches {
		switch b.Kind {
		case model.Compare, model.Text:
			judge(p, b, b.Y)
		case model.Switch:
			for _, y := range b.Cases {
				judge(p, b, y)
			}
		}
	}
}

// judge reports the code y, which b compares its value with, if the status of the answer cannot be
// the one that the code comes with.
func judge(p *rule.Pass, b model.Branch, y ast.Expr) {
	code, ok := p.StringConst(y)
	if b.Kind == model.Text { // without regard to case
		if i := slices.IndexFunc(p.Catalog.Codes(), func(c string) bool { return strings.EqualFold(c, code) }); i >= 0 {
			code = p.Catalog.Codes()[i]
		}
	}
	if !ok || !p.RulesOut(b, y, code) {
		return
	}
	status := p.Catalog.Status(code)
	p.Find(rule.Finding{
		At:       y,
		Category: "impossible",
		Message: fmt.Sprintf("%s never comes with the status that is tested here: it comes with %d %s",
			p.Text(y), status, httpstatus.Text(status)),
	})
}

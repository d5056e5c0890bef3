package medipimviolations

import (
	_ "embed"
	"fmt"
	"go/ast"

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
	return rule.New(m, "medipimviolations", doc, run)
}

func run(p *rule.Pass) {
	for _, b := range p.Branches {
		switch b.Kind {
		case model.Compare:
			judge(p, b, b.Y, b.Node)
		case model.Switch:
			for _, y := range b.Cases {
				judge(p, b, y, y)
			}
		}
	}
}

// judge reports the condition at, which compares the value of b with y, if the violations of an answer
// are lost in its branch.
func judge(p *rule.Pass, b model.Branch, y, at ast.Expr) {
	if !p.Drops(b, y) {
		return
	}
	p.Find(rule.Finding{
		At:       at,
		Category: "dropped",
		Message:  fmt.Sprintf("the branch on %s drops violations, which say which fields failed: decode them, or hand on the body", p.Text(y)),
	})
}

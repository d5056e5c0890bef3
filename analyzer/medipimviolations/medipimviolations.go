package medipimviolations

import (
	_ "embed"
	"fmt"
	"go/ast"
	"slices"

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
	var found []model.Drop
	for _, b := range p.Branches {
		switch b.Kind {
		case model.Compare:
			found = append(found, judge(p, b, b.Y, b.Node, found)...)
		case model.Switch:
			for _, y := range b.Cases {
				found = append(found, judge(p, b, y, y, found)...)
			}
		}
	}
}

// judge reports the condition at, which compares the value of b with y, if the violations of an answer
// are lost in its branch, and not in one of those found before. It returns where they are lost.
func judge(p *rule.Pass, b model.Branch, y, at ast.Expr, found []model.Drop) []model.Drop {
	drops := p.Drops(b, y)
	if len(drops) == 0 || slices.ContainsFunc(found, drops[0].Same) {
		return nil
	}
	p.Find(rule.Finding{
		At:       at,
		Category: "dropped",
		Message:  fmt.Sprintf("the branch on %s drops violations, which say which fields failed: decode them, or hand on the body", p.Text(y)),
	})
	return drops
}

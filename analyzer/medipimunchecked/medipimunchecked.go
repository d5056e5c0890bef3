package medipimunchecked

import (
	_ "embed"
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

//go:embed doc.go
var doc string

// Analyzer is the rule with its default settings.
var Analyzer = New(model.Default)

// New returns the rule on top of m.
func New(m *model.Model) *analysis.Analyzer {
	return rule.New(m, "medipimunchecked", doc, run)
}

func run(p *rule.Pass) {
	for _, d := range p.Data() {
		at := place(p, d)
		if at == nil {
			continue
		}
		f := rule.Finding{
			At:       at,
			Category: "unchecked",
			Message:  fmt.Sprintf("%s takes an error answer for data: check the response's status code first", p.Text(at)),
		}
		if !d.Whole {
			f.Category = "partial"
			f.Message = fmt.Sprintf("%s takes an answer with status %d for data: check for every status of 400 and above first", p.Text(at), d.Errors[0])
		} else {
			f.Fix = check(p, d, at)
		}
		p.Find(f)
	}
}

// place returns the expression that d is reported on: the call, or what is returned.
func place(p *rule.Pass, d model.Data) ast.Expr {
	path := p.Enclosing(d.At.Pos())
	for _, n := range path {
		switch n := n.(type) {
		case *ast.CallExpr:
			if _, ok := d.At.(ssa.CallInstruction); ok && n.Lparen == d.At.Pos() {
				return n
			}
		case *ast.ReturnStmt:
			if n.Return != d.At.Pos() {
				continue
			}
			switch {
			case len(n.Results) == 1:
				return n.Results[0]
			case d.Result < len(n.Results):
				return n.Results[d.Result]
			}
		}
	}
	return nil
}

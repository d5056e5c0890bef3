package medipimpair

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"net/http"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
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
		case model.Compare:
			if n, ok := b.Node.(*ast.BinaryExpr); ok && (b.Op == token.EQL || b.Op == token.NEQ) {
				judge(p, b.X, b.Y, n.OpPos)
			}
		case model.Switch:
			for _, c := range b.Cases {
				judge(p, b.X, c, c.Pos())
			}
		case model.Text:
			if call, ok := b.Node.(*ast.CallExpr); ok && b.Func.Name() == "EqualFold" {
				judge(p, b.X, b.Y, call.Lparen)
			}
		}
	}
}

// judge reports the code y, which x is compared with by the instruction at pos, if the status of x's
// answer cannot be the one that the code comes with.
func judge(p *rule.Pass, x, y ast.Expr, pos token.Pos) {
	code, ok := p.StringConst(y)
	if !ok {
		return
	}
	status := p.Catalog.Status(code)
	if status == 0 {
		return // none of the catalog's, or one whose status is not known
	}
	if len(p.Ours(p.Origins.ResolveExpr(x), origin.PathCode)) == 0 {
		return
	}
	values := p.Origins.Values(x)
	for _, v := range values {
		at := comparison(v, pos)
		if at == nil || !impossible(p, v, at, code, status) {
			return // in one instance of a generic function it fits
		}
	}
	if len(values) == 0 {
		return
	}
	p.Find(rule.Finding{
		At:       y,
		Category: "impossible",
		Message: fmt.Sprintf("%s never comes with the status that is tested here: it comes with %d %s",
			p.Text(y), status, http.StatusText(status)),
	})
}

// comparison returns the instruction at pos that compares v, or nil.
func comparison(v ssa.Value, pos token.Pos) ssa.Instruction {
	if v.Referrers() == nil {
		return nil
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.BinOp:
			if ref.Pos() == pos {
				return ref
			}
		case *ssa.Call:
			if ref.Pos() == pos {
				return ref
			}
		}
	}
	return nil
}

// impossible reports whether the answer whose code v is compared cannot have status there, or whether
// the branch on the code asks for other statuses alone.
func impossible(p *rule.Pass, v ssa.Value, at ssa.Instruction, code string, status int) bool {
	views := p.ViewsOf(v)
	if len(views) == 0 {
		return false
	}
	for _, view := range views {
		here := p.Reach().Statuses(view, at)
		if len(here.Set) == 0 {
			return false
		}
		if here.Set.Has(status) && !p.Reach().Contradicts(view, at, code, p.Catalog.Codes(), p.Catalog.Status) {
			return false
		}
	}
	return true
}

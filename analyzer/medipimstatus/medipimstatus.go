package medipimstatus

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

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
	return rule.New(m, "medipimstatus", doc, run)
}

func run(p *rule.Pass) {
	checked := consistent(p)
	var reports []*report
	for _, b := range p.Branches {
		if b.Kind == model.Arg && !b.Value || checked[b.X] {
			continue
		}
		s := p.Values(b.X)
		if len(p.Ours(s, origin.PathStatus)) == 0 {
			continue
		}
		if b.Kind == model.Compare && (p.Consistency(b) || p.Dereferenced(b)) {
			continue
		}
		if p.Emptiness(b) && (len(s.Body(origin.PathCode)) > 0 || looked(s)) {
			continue // is there a code, or what else the key is made of? Is there a text for the status?
		}
		// Have: the body's status decides.
		x := p.Carrier(b.X, func(s origin.Set) bool { return len(p.Ours(s, origin.PathStatus)) > 0 })
		reports = append(reports, &report{Branch: b, at: x, category: category(s), values: s})
	}
	fixes := fixes(p, reports)
	for _, r := range reports {
		p.Find(rule.Finding{
			At:       r.at,
			Category: r.category,
			Message:  message(p, r.at, r.category),
			Fix:      fixes[r],
			Related:  p.Trail(p.Ours(r.values, origin.PathStatus)),
		})
	}
}

// category tells how the HTTP status took part.
func category(s origin.Set) string {
	category := "branch"
	for _, o := range s {
		switch {
		case o.Kind != origin.HTTP:
		case o.Hidden:
			return "order"
		default:
			category = "mixed"
		}
	}
	return category
}

// looked reports whether what is in s of the body's status are texts that were looked up by it.
func looked(s origin.Set) bool {
	return !slices.ContainsFunc(s.Body(origin.PathStatus), func(o origin.Origin) bool { return !o.Looked })
}

func message(p *rule.Pass, x ast.Expr, category string) string {
	text := p.Text(x)
	switch category {
	case "order":
		return fmt.Sprintf("%s was set from the response and then overwritten by the decoded body: set it after decoding", text)
	case "mixed":
		return fmt.Sprintf("%s is the HTTP status on one path and the body's error.status on another: use the response's status code on all", text)
	}
	return fmt.Sprintf("%s is the error.status of the body: decide on the response's status code", text)
}

// consistent returns the expressions whose test belongs to a check of the body's status against
// the HTTP status: x in x != resp.StatusCode, and in x != 0 beside it in one condition.
func consistent(p *rule.Pass) map[ast.Expr]bool {
	checked := map[ast.Expr]bool{}
	checks := map[ast.Expr]bool{} // comparisons that are such a check
	for _, b := range p.Branches {
		if b.Kind == model.Compare && p.Consistency(b) && len(p.Values(b.X).Body(origin.PathStatus)) > 0 {
			checks[b.Node] = true
		}
	}
	if len(checks) == 0 {
		return nil
	}
	for _, f := range p.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			and, ok := n.(*ast.BinaryExpr)
			if !ok || and.Op != token.LAND {
				return true
			}
			terms := conjuncts(and)
			guarded := false
			for _, t := range terms {
				guarded = guarded || checks[t]
			}
			for _, t := range terms {
				if cmp, ok := t.(*ast.BinaryExpr); ok && guarded && presence(p, cmp) {
					checked[cmp.X], checked[cmp.Y] = true, true
				}
			}
			return false
		})
	}
	return checked
}

// conjuncts returns the operands of x && y && z.
func conjuncts(x ast.Expr) []ast.Expr {
	x = ast.Unparen(x)
	if and, ok := x.(*ast.BinaryExpr); ok && and.Op == token.LAND {
		return append(conjuncts(and.X), conjuncts(and.Y)...)
	}
	return []ast.Expr{x}
}

// presence reports whether cmp tests whether there is a status at all: x != 0, x > 0, x != nil.
func presence(p *rule.Pass, cmp *ast.BinaryExpr) bool {
	switch cmp.Op {
	case token.EQL, token.NEQ, token.GTR, token.LSS:
		return p.IsZero(cmp.X) || p.IsZero(cmp.Y)
	}
	return false
}

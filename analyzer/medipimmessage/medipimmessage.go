package medipimmessage

import (
	_ "embed"
	"fmt"

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
	return rule.New(m, "medipimmessage", doc, run)
}

func run(p *rule.Pass) {
	isMessage := func(s origin.Set) bool { return len(p.Ours(s, origin.PathMessage)) > 0 }
	type found struct {
		rule.Finding
		*repair
	}
	var all []found
	var repairs []*repair
	for _, b := range p.Branches {
		if b.Message && b.Func != nil && b.Func.Pkg() != p.Pkg && p.IsText(b.X) {
			all = append(all, found{Finding: rule.Finding{
				At:       b.X,
				Category: "text",
				Message:  fmt.Sprintf("%s is compared with the message, which is text for people: decide on error.code or the response's status code", p.Text(b.X)),
			}})
			continue
		}
		s := p.Values(b.X)
		if !isMessage(s) || p.Emptiness(b) || !p.AgainstText(b) {
			continue
		}
		x := p.Carrier(b.X, isMessage)
		f := found{repair: repairOf(p, b, x), Finding: rule.Finding{
			At:       x,
			Category: "text",
			Message:  fmt.Sprintf("%s is text for people: decide on error.code or the response's status code", p.Text(x)),
			Related:  p.Trail(p.Ours(s, origin.PathMessage)),
		}}
		all = append(all, f)
		if f.repair != nil && p.Reports(x) {
			repairs = append(repairs, f.repair)
		}
	}
	fixes := fixes(p, repairs)
	for _, f := range all {
		f.Fix = fixes[f.repair]
		p.Find(f.Finding)
	}
}

package medipimmessage

import (
	_ "embed"
	"fmt"
	"go/token"
	"go/types"

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
		s := p.Values(b.X)
		if !isMessage(s) || p.Emptiness(b) || !decidesByText(p, b) {
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

// decidesByText reports whether b holds the message against a text of the program, not against
// another message.
func decidesByText(p *rule.Pass, b model.Branch) bool {
	switch b.Kind {
	case model.Compare:
		if b.Op != token.EQL && b.Op != token.NEQ {
			return false
		}
		if _, ok := p.StringConst(b.Y); ok {
			return true
		}
		other := p.Origins.Expr(b.Y)
		return other.Has(origin.Const)
	case model.Arg:
		return b.Text
	case model.Text, model.Member, model.Index: // not as the order of a sort does, or a list of what came before
		other := p.Values(b.Y)
		if _, isMap := p.Info.TypeOf(b.Y).Underlying().(*types.Map); isMap {
			other = p.Origins.Members(b.Y, true)
		}
		return len(other.Body(origin.PathMessage)) == 0 || other.Has(origin.Const) || other.Has(origin.Param)
	}
	return true
}

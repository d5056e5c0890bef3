// Package rule turns rules, questions to the model, into analyzers.
//
// Drivers run the rules one by one, and apply their fixes one at a time or all at once. What one fix may do depends
// on what the others do to the same file: so the rules on top of a model look at a package together, in an
// analyzer that they share, and then report what is theirs.
package rule

import (
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/settings"
)

// A rule is one of a suite.
type rule struct {
	analyzer *analysis.Analyzer
	settings *settings.Settings
	run      func(*Pass)
}

// A suite is the rules on top of a model.
type suite struct {
	model    *model.Model
	rules    []*rule
	analyzer *analysis.Analyzer
}

// diagnostics are the reports on a package, by rule, in source order.
type diagnostics map[*analysis.Analyzer][]analysis.Diagnostic

// New returns the analyzer of a rule. doc is the source of the rule's doc.go, whose comment is the
// rule's page. run is called for packages in scope only.
func New(m *model.Model, name, doc string, run func(*Pass)) *analysis.Analyzer {
	all := m.Shared(func() any { return newSuite(m) }).(*suite)
	s := m.Settings()
	a := &analysis.Analyzer{
		Name:     name,
		Doc:      page(name, doc),
		URL:      "https://pkg.go.dev/github.com/medipimlint/medipimlint/analyzer/" + name,
		Requires: []*analysis.Analyzer{all.analyzer},
	}
	a.Run = func(pass *analysis.Pass) (any, error) {
		for _, d := range pass.ResultOf[all.analyzer].(diagnostics)[a] {
			pass.Report(d)
		}
		return nil, nil
	}
	s.Register(&a.Flags)
	all.rules = append(all.rules, &rule{a, s, run})
	return a
}

func newSuite(m *model.Model) *suite {
	s := &suite{model: m}
	s.analyzer = &analysis.Analyzer{
		Name:       "medipimrules",
		Doc:        "find the mistakes that the rules report, and fixes that apply together",
		Requires:   []*analysis.Analyzer{m.Analyzer},
		ResultType: reflect.TypeFor[diagnostics](),
		Run:        s.run,
	}
	return s
}

// run puts the question of each rule to the model of a package.
func (s *suite) run(pass *analysis.Pass) (any, error) {
	model.Complete(pass)
	pkg := pass.ResultOf[s.model.Analyzer].(*model.Package)
	if !pkg.Modelled() {
		return diagnostics(nil), nil
	}
	common := &common{}
	var passes []*Pass
	for _, r := range s.rules {
		if !r.settings.All() && !pkg.InScope() || slices.Contains(r.settings.Disabled, r.analyzer.Name) {
			continue
		}
		own := *pass
		own.Analyzer = r.analyzer
		p := &Pass{Pass: &own, Package: pkg, common: common, settings: r.settings}
		r.run(p)
		p.findings = slices.DeleteFunc(p.findings, func(f *Finding) bool { return !p.Reports(f.At) })
		passes = append(passes, p)
	}
	plan(passes)
	out := diagnostics{}
	for _, p := range passes {
		out[p.Analyzer] = p.diagnostics()
	}
	return out, nil
}

// page returns the text of the package comment from "name: " on, without comment markers.
func page(name, source string) string {
	var b strings.Builder
	for line := range strings.Lines(source) {
		text, ok := strings.CutPrefix(line, "//")
		if !ok {
			break
		}
		b.WriteString(strings.TrimPrefix(text, " "))
	}
	_, text, _ := strings.Cut(b.String(), "\n"+name+": ")
	return strings.TrimSpace(text)
}

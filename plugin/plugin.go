// Package plugin makes the suite a linter of golangci-lint, called "medipimlint".
//
// It is a module plugin: golangci-lint is built with it by "golangci-lint custom". The README says how, and
// .golangci.example.yml shows every setting.
package plugin

import (
	"go/token"
	"slices"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer"
)

// Name is what the linter is called in golangci-lint's configuration.
const Name = "medipimlint"

func init() { register.Plugin(Name, New) }

// New returns the linter with the settings conf: what stands in golangci-lint's configuration under
// linters.settings.custom.medipimlint.settings, or nil. An error names the setting and what it accepts.
func New(conf any) (register.LinterPlugin, error) {
	s, err := decode(conf)
	if err != nil {
		return nil, err
	}
	return &linter{s}, nil
}

type linter struct{ settings settings }

// GetLoadMode asks for type information.
func (*linter) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers returns the enabled rules, made afresh: a configuration shares nothing with another.
func (l *linter) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	var disabled []string
	for _, rule := range ruleNames() {
		if !l.settings.enabled(rule) {
			disabled = append(disabled, rule)
		}
	}
	suite := analyzer.New(analyzer.Settings{
		Tests:     l.settings.Tests,
		Generated: l.settings.Generated,
		Scope:     l.settings.Scope,
		Codes:     l.settings.Codes,

		Disabled:   disabled,
		NolintRead: true,
	})
	var enabled []*analysis.Analyzer
	for _, rule := range suite {
		if !slices.Contains(disabled, rule.Name) {
			adapt(rule)
			enabled = append(enabled, rule)
		}
	}
	return enabled, nil
}

// adapt makes a rule report what golangci-lint can use.
//
// It turns related positions into issues of their own, "decoded here", which stand even where a nolint
// directive silences the finding that they belong to: there are none. Of a fix it applies the edits
// in the diagnostic's own file and drops the others: a fix that reaches into another file is withheld.
func adapt(rule *analysis.Analyzer) {
	run := rule.Run
	rule.Run = func(pass *analysis.Pass) (any, error) {
		own := *pass
		own.Report = func(d analysis.Diagnostic) {
			d.Related = nil
			if reachesOut(pass.Fset, d) {
				d.SuggestedFixes = nil
			}
			pass.Report(d)
		}
		return run(&own)
	}
}

// reachesOut reports whether a fix of d edits another file than the one that d stands in.
func reachesOut(fset *token.FileSet, d analysis.Diagnostic) bool {
	file := fset.File(d.Pos)
	for _, fix := range d.SuggestedFixes {
		for _, edit := range fix.TextEdits {
			if fset.File(edit.Pos) != file {
				return true
			}
		}
	}
	return false
}

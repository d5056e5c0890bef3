// Package model resolves what a package says of the Medipim API, once, for all rules.
package model

import (
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/medipimlint/medipimlint/analyzer/internal/settings"
)

// Model is the analyzer that the rules of one suite share.
type Model struct {
	Analyzer *analysis.Analyzer
	base     settings.Settings
	rules    []*settings.Settings
}

// Default is the model of the exported analyzers.
var Default = New(settings.Settings{})

// New returns a model with the settings s, which the rules on top of it start from.
func New(s settings.Settings) *Model {
	m := &Model{base: s}
	m.Analyzer = &analysis.Analyzer{
		Name:       "medipimmodel",
		Doc:        "resolve the Medipim API's responses, errors and retries in a package",
		Run:        m.run,
		Requires:   []*analysis.Analyzer{inspect.Analyzer},
		ResultType: reflect.TypeFor[*Package](),
	}
	return m
}

// Settings returns settings for a further rule on top of m: a copy that the rule's flags may change.
func (m *Model) Settings() *settings.Settings {
	s := m.base
	m.rules = append(m.rules, &s)
	return &s
}

// Package is the model of one package.
type Package struct{}

func (m *Model) run(pass *analysis.Pass) (any, error) {
	return &Package{}, nil
}

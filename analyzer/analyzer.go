// Package analyzer is the suite: the seven rules of medipimlint.
package analyzer

import (
	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/settings"
	"github.com/medipimlint/medipimlint/analyzer/medipimcode"
	"github.com/medipimlint/medipimlint/analyzer/medipimmessage"
	"github.com/medipimlint/medipimlint/analyzer/medipimpair"
	"github.com/medipimlint/medipimlint/analyzer/medipimretry"
	"github.com/medipimlint/medipimlint/analyzer/medipimstatus"
	"github.com/medipimlint/medipimlint/analyzer/medipimunchecked"
	"github.com/medipimlint/medipimlint/analyzer/medipimviolations"
)

// Settings are a user's choices for all rules at once.
type Settings = settings.Settings

// Suite is every rule, with default settings.
var Suite = []*analysis.Analyzer{
	medipimstatus.Analyzer,
	medipimcode.Analyzer,
	medipimretry.Analyzer,
	medipimpair.Analyzer,
	medipimmessage.Analyzer,
	medipimunchecked.Analyzer,
	medipimviolations.Analyzer,
}

// New returns every rule, made afresh with the settings s, in the order of [Suite].
// Analyzers of different calls share nothing.
func New(s Settings) []*analysis.Analyzer {
	m := model.New(s)
	return []*analysis.Analyzer{
		medipimstatus.New(m),
		medipimcode.New(m),
		medipimretry.New(m),
		medipimpair.New(m),
		medipimmessage.New(m),
		medipimunchecked.New(m),
		medipimviolations.New(m),
	}
}

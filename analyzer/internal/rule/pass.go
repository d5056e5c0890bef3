package rule

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/scope"
	"github.com/medipimlint/medipimlint/analyzer/internal/settings"
	"github.com/medipimlint/medipimlint/analyzer/internal/silence"
)

// Pass is one rule at work on one package.
type Pass struct {
	*analysis.Pass
	*model.Package
	*common

	settings *settings.Settings
	findings []*Finding
}

// common is what the rules at work on one package have found out about it.
type common struct {
	silences map[*ast.File]*silence.File
	edits    map[*ast.File]*edit.File
	decls    map[types.Object]*ast.FuncDecl // nil until asked for
	unseen   []string                       // see Unseen
}

// A Finding is one report.
type Finding struct {
	At       analysis.Range // the smallest expression meant
	Category string         // a stable word, listed in the rule's page
	Message  string         // one line, lower case, no full stop
	Fix      *Fix
	Related  []analysis.RelatedInformation
}

// Find notes a finding; the second one of a category at the same place is dropped.
func (p *Pass) Find(f Finding) { p.findings = append(p.findings, &f) }

// diagnostics returns what is reported, in source order.
func (p *Pass) diagnostics() []analysis.Diagnostic {
	slices.SortStableFunc(p.findings, func(a, b *Finding) int {
		return cmp.Or(
			cmp.Compare(a.At.Pos(), b.At.Pos()),
			cmp.Compare(a.At.End(), b.At.End()),
			cmp.Compare(a.Category, b.Category))
	})
	var out []analysis.Diagnostic
	for i, f := range p.findings {
		if i > 0 && same(f, p.findings[i-1]) {
			continue
		}
		d := analysis.Diagnostic{
			Pos: f.At.Pos(), End: f.At.End(),
			Category: f.Category,
			Message:  plain(f.Message),
			URL:      p.Analyzer.URL,
			Related:  f.Related,
		}
		if f.Fix != nil {
			d.SuggestedFixes = []analysis.SuggestedFix{{Message: plain(f.Fix.Message), TextEdits: f.Fix.all}}
		}
		out = append(out, d)
	}
	return out
}

func same(a, b *Finding) bool {
	return a.At.Pos() == b.At.Pos() && a.At.End() == b.At.End() && a.Category == b.Category
}

// Reports reports whether a finding at a place is reported: no directive silences it there, and its
// file is not left out.
func (p *Pass) Reports(at analysis.Range) bool {
	file := p.Syntax(at.Pos())
	return file != nil && !p.leftOut(file) && !p.silenced(file, at)
}

func (p *Pass) leftOut(file *ast.File) bool {
	if !p.settings.Generated && scope.Generated(p.Fset, file) {
		return true
	}
	return !p.settings.Tests && strings.HasSuffix(p.Fset.File(file.FileStart).Name(), "_test.go")
}

func (p *Pass) silenced(file *ast.File, at analysis.Range) bool {
	f := p.silences[file]
	if f == nil {
		if p.silences == nil {
			p.silences = map[*ast.File]*silence.File{}
		}
		f = silence.New(p.Fset, file)
		p.silences[file] = f
	}
	by := f.By(p.Analyzer.Name, at.Pos())
	return by == silence.Analyzer || by == silence.Suite && !p.settings.NolintRead
}

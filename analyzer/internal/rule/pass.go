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

	settings *settings.Settings
	findings []Finding
	files    map[*ast.File]*silence.File
	edits    map[*ast.File]*edit.File
	decls    map[types.Object]*ast.FuncDecl // nil until asked for
	unseen   []string                       // see Unseen
}

// A Finding is one report.
type Finding struct {
	At       analysis.Range // the smallest expression meant
	Category string         // a stable word, listed in the rule's page
	Message  string         // one line, lower case, no full stop
	Fix      *analysis.SuggestedFix
	Related  []analysis.RelatedInformation
}

// Find notes a finding; the second one of a category at the same place is dropped.
func (p *Pass) Find(f Finding) { p.findings = append(p.findings, f) }

// flush reports the findings in source order, but for those in files that the user left out and
// those that a directive silences.
func (p *Pass) flush() {
	p.unfold()
	slices.SortStableFunc(p.findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.At.Pos(), b.At.Pos()),
			cmp.Compare(a.At.End(), b.At.End()),
			cmp.Compare(a.Category, b.Category))
	})
	for i, f := range p.findings {
		if i > 0 && same(f, p.findings[i-1]) {
			continue
		}
		file := p.Syntax(f.At.Pos())
		if file == nil || p.leftOut(file) || p.silenced(file, f.At) {
			continue
		}
		d := analysis.Diagnostic{
			Pos: f.At.Pos(), End: f.At.End(),
			Category: f.Category,
			Message:  f.Message,
			URL:      p.Analyzer.URL,
			Related:  f.Related,
		}
		if f.Fix != nil && p.editable(f.Fix) {
			d.SuggestedFixes = []analysis.SuggestedFix{*f.Fix}
		}
		p.Report(d)
	}
}

// editable reports whether the edits of a fix are in files that people write.
func (p *Pass) editable(fix *analysis.SuggestedFix) bool {
	return !slices.ContainsFunc(fix.TextEdits, func(e analysis.TextEdit) bool {
		file := p.Syntax(e.Pos)
		return file == nil || scope.Translated(p.Fset, file)
	})
}

func same(a, b Finding) bool {
	return a.At.Pos() == b.At.Pos() && a.At.End() == b.At.End() && a.Category == b.Category
}

func (p *Pass) leftOut(file *ast.File) bool {
	if !p.settings.Generated && scope.Generated(p.Fset, file) {
		return true
	}
	return !p.settings.Tests && strings.HasSuffix(p.Fset.File(file.FileStart).Name(), "_test.go")
}

func (p *Pass) silenced(file *ast.File, at analysis.Range) bool {
	f := p.files[file]
	if f == nil {
		if p.files == nil {
			p.files = map[*ast.File]*silence.File{}
		}
		f = silence.New(p.Fset, file)
		p.files[file] = f
	}
	by := f.By(p.Analyzer.Name, at.Pos())
	return by == silence.Analyzer || by == silence.Suite && !p.settings.NolintRead
}

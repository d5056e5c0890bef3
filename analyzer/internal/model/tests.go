package model

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/settings"
)

// leftOut returns which functions say nothing of the package: those of its tests, unless a rule looks at these, too. A
// test calls with what no program passes, and puts its own in the place of what programs use.
func (m *Model) leftOut(fset *token.FileSet) func(*ssa.Function) bool {
	all := slices.ContainsFunc(m.rules, func(s *settings.Settings) bool { return s.Tests })
	return func(fn *ssa.Function) bool {
		file := fset.File(fn.Pos())
		return !all && file != nil && strings.HasSuffix(file.Name(), "_test.go")
	}
}

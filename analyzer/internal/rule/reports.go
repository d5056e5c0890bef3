package rule

import "golang.org/x/tools/go/analysis"

// Reports reports whether a finding at a place is reported: no directive silences it there, and its
// file is not left out.
func (p *Pass) Reports(at analysis.Range) bool {
	file := p.Syntax(at.Pos())
	return file != nil && !p.leftOut(file) && !p.silenced(file, at)
}

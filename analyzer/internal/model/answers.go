package model

import (
	"go/ast"
	"go/token"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
)

// answers judges what happens to a 429 of each send of the package that goes to the Medipim API.
func (p *Package) answers() {
	p.Answers = answer.New(p.SSA, p.Origins.Funcs, p.Catalog)
	p.Answers.Generated = p.generated
	for _, s := range p.Answers.Sends() {
		if !p.Medipims(s) {
			continue
		}
		if !p.Medipims(s) {
			continue
		}
		p.Retries = append(p.Retries, p.Answers.Judge(s)...)
	}
}

// generated reports whether the file at pos is generated code.
func (p *Package) generated(pos token.Pos) bool {
	for _, f := range p.pass.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return ast.IsGenerated(f)
		}
	}
	return false
}

package model

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
	"github.com/medipimlint/medipimlint/analyzer/internal/scope"
)

// answers judges what happens to a 429 of each send of the package that goes to the Medipim API.
func (p *Package) answers() {
	passesOn := !p.looks()
	for _, s := range p.Answers.Sends() {
		if !s.Medipim && !p.Medipims(s) {
			continue
		}
		for _, r := range p.Answers.Judge(s) {
			if r.Bare && passesOn {
				continue // for those to judge who call the package
			}
			p.Retries = append(p.Retries, r)
		}
	}
	p.Answers.Offers = func(fn *ssa.Function) bool { return p.Scope == scope.Whole || fn != nil && p.tiedFunc(fn) }
	p.Retries = append(p.Retries, p.Answers.Offered()...)
	p.Answers.Export(passesOn, func(obj types.Object, f *answer.Fact) { p.export(obj, f) })
}

// looks reports whether the package reads the status of an answer or decodes an error.
func (p *Package) looks() bool {
	return p.Answers.ReadsStatus() || len(p.Origins.Enveloped()) > 0
}

// Answer returns what is known of how a function of another package hands answers up, or of a client there.
func (im imported) Answer(obj types.Object) *answer.Fact {
	var f answer.Fact
	if !im.foreign(obj) || !im.pass.ImportObjectFact(obj, &f) {
		return nil
	}
	return &f
}

// generated reports whether the file at pos is generated code.
func (p *Package) generated(pos token.Pos) bool {
	for _, f := range p.pass.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return scope.Generated(p.pass.Fset, f)
		}
	}
	return false
}

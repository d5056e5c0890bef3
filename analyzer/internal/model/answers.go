package model

import (
	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
)

// answers judges what happens to a 429 of each send of the package that goes to the Medipim API.
func (p *Package) answers() {
	p.Answers = answer.New(p.SSA, p.Origins.Funcs, p.Catalog)
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

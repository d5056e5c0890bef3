package model

import (
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// Ours keeps the origins in s that are part of a Medipim error body, whose branch the HTTP status
// should decide: not those of an answer known to come from another host, nor of a line in a stream
// whose response was already found to be a success.
func (p *Package) Ours(s origin.Set, path string) origin.Set {
	return p.here(s.Body(path))
}

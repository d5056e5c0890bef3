package model

import (
	"slices"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// Ours keeps the origins in s that are the part at path of a Medipim error body: not of an answer
// known to come from another host. Of the status, a line in a stream does not count whose response
// was already found to be a success: no other status tells what is wrong with it.
func (p *Package) Ours(s origin.Set, path string) origin.Set {
	ours := p.here(s.Body(path))
	if path != origin.PathStatus {
		return ours
	}
	return slices.DeleteFunc(ours, p.settled)
}

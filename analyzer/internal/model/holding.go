package model

import (
	"go/types"
	"slices"
	"strings"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// holdsAnswer reports whether a value of type t holds a response, a body or violations.
func (p *Package) holdsAnswer(t types.Type, depth int) bool {
	s, ok := pointee(t).Underlying().(*types.Struct)
	if !ok || depth > 3 {
		return false
	}
	if named, ok := types.Unalias(pointee(t)).(*types.Named); ok && named.Obj().Pkg() != nil && named.Obj().Pkg() != p.pass.Pkg && !(imported{p.pass}).Scoped(named.Obj().Pkg()) {
		return false
	}
	for i := range s.NumFields() {
		if p.fullField(t, s, i, depth) {
			return true
		}
	}
	return false
}

// fullField reports whether field i of the struct type t holds a response, a body or violations.
func (p *Package) fullField(t types.Type, s *types.Struct, i, depth int) bool {
	f := s.Field(i)
	if violations(s, i) || send.IsResponse(f.Type()) || origin.IsNode(f.Type()) {
		return true
	}
	name := strings.ToLower(f.Name())
	named := slices.ContainsFunc(bodyNames, func(n string) bool { return strings.Contains(name, n) })
	switch {
	case isBytes(f.Type()):
		return named || isErrorType(pointee(t))
	case isText(f.Type()):
		return named && name != "detail" && name != "content"
	case isError(f.Type()):
		return false
	case types.IsInterface(f.Type()):
		return named
	}
	return p.holdsAnswer(f.Type(), depth+1)
}

// violations reports whether field i of s is the violations, by its name or key.
func violations(s *types.Struct, i int) bool {
	key, _, _ := envelope.Key(s, i)
	return strings.Contains(key, "violation") || strings.Contains(strings.ToLower(s.Field(i).Name()), "violation")
}

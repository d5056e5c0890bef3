package model

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/host"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/scope"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// Medipims reports whether the send s is a request to the Medipim API: its URL names no other host;
// in a package that is Medipim's only in part, it must also name Medipim's, or the function, its
// receiver or the client must be tied to Medipim, or the answer be decoded into the envelope.
func (p *Package) Medipims(s *send.Send) bool {
	if p.All {
		return true
	}
	switch p.hostOf(s) {
	case scope.HostOther:
		return false
	case scope.HostMedipim:
		return true
	}
	switch p.Scope {
	case scope.Whole:
		return true
	case scope.Side:
		return p.tied(s) || p.enveloped(s)
	}
	return false
}

// hostOf tells where s leads by its URL, its request or its client's base URL.
func (p *Package) hostOf(s *send.Send) scope.HostKind {
	p.findHosts()
	where := []ssa.Value{s.URL, s.Request}
	if s.Library == send.Agent {
		where = append(where, s.Client) // which is the request, too
	}
	for _, v := range where {
		if v == nil {
			continue
		}
		if kind := p.hosts.Of(v); kind != scope.HostUnknown {
			return kind
		}
	}
	return p.hostOfBase(s)
}

// hostOfBase tells where the clients that s goes through lead by their base URLs.
func (p *Package) hostOfBase(s *send.Send) scope.HostKind {
	if p.Answers == nil {
		return scope.HostUnknown
	}
	bases := p.Answers.Bases(s)
	if len(bases) == 0 {
		return scope.HostUnknown
	}
	all := scope.HostOther
	for _, client := range bases {
		kind := scope.HostUnknown
		for _, base := range client {
			if k := p.hosts.Of(base); kind != scope.HostMedipim && k != scope.HostUnknown {
				kind = k
			}
		}
		switch kind {
		case scope.HostMedipim:
			return kind
		case scope.HostUnknown:
			all = kind
		}
	}
	return all
}

func (p *Package) findHosts() {
	if p.hosts == nil {
		p.hosts = host.New(p.Origins)
	}
}

// Elsewhere reports whether the response (the value that holds it, and the call of the package's
// function that yields it, or nil) is known to come from a host that is not Medipim's.
func (p *Package) Elsewhere(response ssa.Value, via *ssa.Call) bool {
	if p.All || response == nil {
		return false
	}
	p.findHosts()
	if via != nil {
		switch p.hostOfCall(via) {
		case scope.HostOther:
			return true
		case scope.HostMedipim:
			return false
		}
	}
	if sends := p.filling(response); len(sends) > 0 {
		return !slices.ContainsFunc(sends, func(s *send.Send) bool { return p.hostOf(s) != scope.HostOther })
	}
	v := response
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	if s := send.Of(call); s != nil {
		return p.hostOf(s) == scope.HostOther
	}
	return p.hostOfCall(call) == scope.HostOther
}

// hostOfCall tells where the URLs and requests lead that a function is called with.
func (p *Package) hostOfCall(call *ssa.Call) scope.HostKind {
	kind := scope.HostUnknown
	for _, arg := range call.Call.Args {
		if !isText(arg.Type()) && !leadsSomewhere(arg.Type()) {
			continue
		}
		switch p.hosts.Of(arg) {
		case scope.HostMedipim:
			return scope.HostMedipim
		case scope.HostOther:
			kind = scope.HostOther
		}
	}
	return kind
}

// leadsSomewhere reports whether t is *http.Request or *url.URL.
func leadsSomewhere(t types.Type) bool {
	ptr, ok := t.(*types.Pointer)
	if !ok {
		return false
	}
	named, ok := types.Unalias(ptr.Elem()).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return false
	}
	switch named.Obj().Pkg().Path() + "." + named.Obj().Name() {
	case "net/http.Request", "net/url.URL":
		return true
	}
	return false
}

// tiedFunc reports whether fn, a function around it, or its receiver's type has to do with Medipim by a
// constant or an identifier.
func (p *Package) tiedFunc(fn *ssa.Function) bool {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if node := fn.Syntax(); node != nil && p.mentioned(node) {
		return true
	}
	recv := fn.Signature.Recv()
	return recv != nil && p.mentionedType(recv.Type())
}

// tied reports whether the function that sends, one around it, its receiver's type, or the client
// that it sends through has to do with Medipim by a constant or an identifier.
func (p *Package) tied(s *send.Send) bool {
	if p.tiedFunc(s.Call.Parent()) {
		return true
	}
	if s.Client != nil {
		if p.mentionedType(s.Client.Type()) {
			return true
		}
		values, _ := p.Origins.Stored(s.Client)
		for _, v := range append(values, s.Client) {
			if x := p.Origins.Source(v); x != nil && p.mentioned(x) {
				return true
			}
		}
	}
	return false
}

// mentionedType reports whether the declaration of t, a type of the package, mentions Medipim.
func (p *Package) mentionedType(t types.Type) bool {
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	if scope.Mentions(named.Obj().Name()) {
		return true
	}
	spec := p.specs[named.Origin().Obj().Pos()]
	return spec != nil && p.mentioned(spec)
}

func (p *Package) mentioned(node ast.Node) bool {
	yes, ok := p.mentions[node]
	if !ok {
		yes = scope.Mentioned(node, p.Info)
		if p.mentions == nil {
			p.mentions = map[ast.Node]bool{}
		}
		p.mentions[node] = yes
	}
	return yes
}

// enveloped reports whether the answer of s is decoded into the error envelope.
func (p *Package) enveloped(s *send.Send) bool {
	if p.envelopes == nil {
		p.envelopes = p.Origins.Enveloped()
	}
	call, ok := s.Call.(*ssa.Call)
	if !ok {
		return false
	}
	if p.envelopes[call] {
		return true
	}
	for _, ref := range program.Uses(call) {
		if x, ok := ref.(*ssa.Extract); ok && p.envelopes[x] {
			return true
		}
	}
	return false
}

// here keeps the origins that do not come from elsewhere.
func (p *Package) here(s origin.Set) origin.Set {
	var out origin.Set
	for _, o := range s {
		if !p.Elsewhere(o.Answer, o.Via) {
			out = append(out, o)
		}
	}
	return out
}

// isText reports whether t is a string type.
func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

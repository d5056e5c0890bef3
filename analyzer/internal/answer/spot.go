package answer

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A spot is a value as it is met in the results of a call: of what a constructor makes, the one that this call
// of it made.
type spot struct {
	v  ssa.Value
	in *within
}

// within is the call of a function of the package whose results are being followed: its parameters are what
// this call passes, not what all callers do.
type within struct {
	call *ssa.Call
	fn   *ssa.Function // what it calls
	env  *within       // of a closure: the call in which it was made
	up   *within

	ends *ends // see dead; nil in what the one of its kind is found by
}

// within returns the one within of its kind.
func (e *Engine) within(in within) *within {
	have := e.withins[in]
	if have == nil {
		have = &in
		e.withins[in] = have
	}
	return have
}

// at returns the call in in that executes fn, or what fn is a literal of; nil if there is none.
func (in *within) at(fn *ssa.Function) *within {
	for ; in != nil; in = in.up {
		for f := fn; f != nil; f = f.Parent() {
			if in.fn == f {
				return in
			}
		}
		if in.env != nil {
			if found := in.env.at(fn); found != nil {
				return found
			}
		}
	}
	return nil
}

// agrees reports whether something met in one can be what was met in the other: as far as both are known, the
// same calls made it.
func (in *within) agrees(other *within) bool {
	for ; in != nil && other != nil; in, other = in.up, other.up {
		if in.call != other.call || in.fn != other.fn {
			return false
		}
	}
	return true
}

// length returns the number of calls, one in the other.
func (in *within) length() int {
	n := 0
	for ; in != nil; in = in.up {
		n++
	}
	return n
}

// argument returns what the parameter p is in the calls of in, and the call that this is met in.
func (in *within) argument(p *ssa.Parameter) (spot, bool) {
	fn := p.Parent()
	i := slices.Index(fn.Params, p)
	for ; in != nil; in = in.up {
		if args := program.Arguments(&in.call.Call); in.fn == fn && i >= 0 && i < len(args) {
			return spot{args[i], in.up}, true
		}
	}
	return spot{}, false
}

// captured returns what the free variable fv is bound to, nil if that is not known, and the call that this is
// met in.
func (in *within) captured(fv *ssa.FreeVar) (ssa.Value, *within) {
	b := program.Binding(fv)
	for at := in; at != nil; at = at.up {
		if at.fn == fv.Parent() {
			return b, at.env
		}
	}
	return b, in
}

// passed returns what v, or what the text v begins with, is in the call: what that passes, for a parameter.
func (in *within) passed(v ssa.Value) ssa.Value {
	start := v
	for {
		op, ok := start.(*ssa.BinOp)
		if !ok || op.Op != token.ADD {
			break
		}
		start = op.X
	}
	if fv, ok := start.(*ssa.FreeVar); ok {
		if b, at := in.captured(fv); b != nil && at != nil {
			return at.passed(b)
		}
		return v
	}
	prm, ok := start.(*ssa.Parameter)
	if load, isLoad := start.(*ssa.UnOp); isLoad && load.Op == token.MUL {
		at := load.X
		if fv, isFree := at.(*ssa.FreeVar); isFree {
			_, in = in.captured(fv)
		}
		prm = spilled(at)
		ok = prm != nil
	}
	if !ok {
		return v
	}
	if arg, ok := in.argument(prm); ok {
		return arg.in.passed(arg.v)
	}
	return v
}

// spots returns where the value at from can come from, as sources does, and the call that each was met in.
func (e *Engine) spots(from spot) []spot {
	from = e.canonical(from)
	if found, ok := e.spotted[from]; ok {
		return found
	}
	before := e.cycles
	t := &tracing{e: e, seen: map[sight]bool{}, in: from.in, each: true}
	t.trace(from.v, 0)
	found := slices.Clip(t.met())
	if e.cycles == before {
		e.spotted[from] = found
	}
	return found
}

// canonical returns one and the same spot for all that read a field of the package's own, of a struct that is not known.
func (e *Engine) canonical(at spot) spot {
	load, ok := at.v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return at
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return at
	}
	field := fieldOf(fa)
	if _, known := staticPlace(fa.X); known || field.Pkg() != e.pkg || len(e.fields[field]) == 0 {
		return at
	}
	if e.reads[field] == nil {
		e.reads[field] = load
	}
	return spot{e.reads[field], at.in}
}

// origins returns where a library's object comes from: its sources, with the methods that return their
// receiver (client.SetX().SetY()) looked through.
func (e *Engine) origins(from spot) []spot {
	var found []spot
	seen := map[spot]bool{}
	for work := []spot{from}; len(work) > 0 && len(seen) < maxSpots; work = work[1:] {
		for _, src := range e.spots(work[0]) {
			if seen[src] {
				continue
			}
			seen[src] = true
			if recv := fluent(src.v); recv != nil {
				work = append(work, spot{recv, src.in})
				continue
			}
			found = append(found, src)
		}
	}
	return found
}

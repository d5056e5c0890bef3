package model

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// withStatus reports whether a return hands up a response, or the HTTP status of one.
func (f *finder) withStatus(ret *ssa.Return) bool {
	return slices.ContainsFunc(ret.Results, func(v ssa.Value) bool {
		return send.IsResponse(v.Type()) || isInt(v.Type()) && len(f.p.Origins.Here(v).HTTP()) > 0
	})
}

// besideStatus reports whether the call decodes into a field of a struct of its function, in which another field has the
// response of the bodies here, its status, or what was found by that, and whether the function hands the struct up as it
// is: no data yet.
func (f *finder) besideStatus(call ssa.CallInstruction, t target, here origin.Set) bool {
	if t.value == nil {
		return false
	}
	into, ok := unboxed(t.value).(*ssa.FieldAddr)
	if !ok {
		return false
	}
	parcel, ok := into.X.(*ssa.Alloc)
	if !ok || !handsUp(parcel, map[ssa.Value]bool{}) {
		return false
	}
	for _, ref := range program.Uses(parcel) {
		field, ok := ref.(*ssa.FieldAddr)
		if ok && field.Field == into.Field && slices.ContainsFunc(program.Uses(field), func(use ssa.Instruction) bool {
			_, load := use.(*ssa.UnOp)
			return load && runsAfter(call, use)
		}) {
			return false // used here, before anybody else can look
		}
	}
	return f.statusIn(parcel, into.Field, here)
}

// statusIn reports whether a field of the struct at a, another one than except, is set to what tells the status.
func (f *finder) statusIn(a *ssa.Alloc, except int, here origin.Set) bool {
	for _, ref := range program.Uses(a) {
		switch ref := ref.(type) {
		case *ssa.Store: // of a literal
			load, ok := ref.Val.(*ssa.UnOp)
			if !ok || ref.Addr != ssa.Value(a) {
				continue
			}
			if literal, ok := load.X.(*ssa.Alloc); ok && literal != a && f.statusIn(literal, except, here) {
				return true
			}
		case *ssa.FieldAddr:
			if ref.Field != except && slices.ContainsFunc(program.Uses(ref), func(use ssa.Instruction) bool {
				st, ok := use.(*ssa.Store)
				return ok && st.Addr == ssa.Value(ref) && f.tellsStatus(st.Val, here, 0)
			}) {
				return true
			}
		}
	}
	return false
}

// handsUp reports whether the variable at v, or what is loaded from it, is returned or sent.
func handsUp(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	for _, ref := range program.Uses(v) {
		switch x := ref.(type) {
		case *ssa.Return, *ssa.Send:
			return true
		case *ssa.UnOp, *ssa.MakeInterface, *ssa.ChangeType, *ssa.Phi:
			if handsUp(ref.(ssa.Value), seen) {
				return true
			}
		case *ssa.Store: // of a result that deferred functions see
			if result, ok := x.Addr.(*ssa.Alloc); ok && x.Val == v && handsUp(result, seen) {
				return true
			}
		}
	}
	return false
}

// tellsStatus reports whether v is the response of the bodies here, its status, or made of that by conditions or by a
// function that gets it.
func (f *finder) tellsStatus(v ssa.Value, here origin.Set, depth int) bool {
	if depth > 6 {
		return false
	}
	of := func(o origin.Origin) bool {
		return (o.Kind == origin.HTTP && !o.Hidden || o.Kind == origin.Response) &&
			slices.ContainsFunc(here, func(body origin.Origin) bool { return body.Answer == o.Answer })
	}
	if slices.ContainsFunc(here, func(body origin.Origin) bool { return body.Answer == v }) {
		return true
	}
	if b, ok := v.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsBoolean == 0 {
		return slices.ContainsFunc(f.p.Origins.Here(v), of)
	}
	inner := func(x ssa.Value) bool { return f.tellsStatus(x, here, depth+1) }
	switch x := v.(type) {
	case *ssa.BinOp:
		return inner(x.X) || inner(x.Y)
	case *ssa.UnOp:
		return inner(x.X)
	case *ssa.Call:
		return slices.ContainsFunc(program.Arguments(&x.Call), inner)
	case *ssa.Phi:
		for i, pred := range x.Block().Preds {
			test, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
			if inner(x.Edges[i]) || ok && inner(test.Cond) {
				return true
			}
		}
	}
	return false
}

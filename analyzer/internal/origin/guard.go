package origin

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A guard is a test that every way to an instruction has passed: value is one of consts.
type guard struct {
	value  ssa.Value // as subject returns it
	consts []constant.Value
}

const maxGuards = 100 // blocks to look at

// guards returns the tests for constants that hold where at runs, the last one first.
func (e *Engine) guards(at ssa.Instruction) []guard {
	var out []guard
	b := at.Block()
	for range maxGuards {
		if b == nil {
			break
		}
		if g, ok := e.entryGuard(b); ok {
			out = append(out, g)
		}
		b = b.Idom()
	}
	return out
}

// entryGuard returns the test that all ways into b have just passed, if they test one value.
func (e *Engine) entryGuard(b *ssa.BasicBlock) (g guard, ok bool) {
	for _, pred := range b.Preds {
		v, c := e.passedTest(pred, b)
		if v == nil || g.value != nil && g.value != v {
			return guard{}, false
		}
		g.value = v
		g.consts = append(g.consts, c)
	}
	return g, g.value != nil
}

// passedTest returns the value that is equal to the constant c on the edge from one block to another.
func (e *Engine) passedTest(from, to *ssa.BasicBlock) (v ssa.Value, c constant.Value) {
	branch, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return nil, nil
	}
	cond, holds := branch.Cond, from.Succs[0] == to
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond, holds = not.X, !holds
	}
	var x, y ssa.Value
	switch cond := cond.(type) {
	case *ssa.BinOp:
		if cond.Op != token.EQL && cond.Op != token.NEQ || holds != (cond.Op == token.EQL) {
			return nil, nil
		}
		x, y = cond.X, cond.Y
	case *ssa.Call:
		obj := program.Called(cond.Common())
		if obj == nil || !holds || !is(e.FullName(obj), "bytes.Equal strings.EqualFold bytes.EqualFold") {
			return nil, nil
		}
		x, y = cond.Call.Args[0], cond.Call.Args[1]
	default:
		return nil, nil
	}
	if constOf(x) != nil {
		x, y = y, x
	}
	if c := constOf(y); c != nil {
		return e.subject(x), c
	}
	return nil, nil
}

// constOf returns the constant that v is, also as bytes or in an interface.
func constOf(v ssa.Value) constant.Value {
	switch v := v.(type) {
	case *ssa.Const:
		return v.Value
	case *ssa.Convert:
		return constOf(v.X)
	case *ssa.MakeInterface:
		return constOf(v.X)
	}
	return nil
}

// subject returns what v is another form of: the parameter, call or phi that it is loaded, converted
// or read from.
func (e *Engine) subject(v ssa.Value) ssa.Value {
	for range 20 {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.Extract:
			switch t := x.Tuple.(type) {
			case *ssa.TypeAssert:
				v = t.X
			case *ssa.Call:
				v = t
				if x.Index != 0 {
					return x
				}
			default:
				return x
			}
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return v
			}
			v = x.X
		case *ssa.Alloc:
			from := e.onlyStored(x)
			if from == nil {
				return v
			}
			v = from
		case *ssa.Call:
			obj := program.Called(x.Common())
			if obj == nil || obj.Pkg() == e.pkg {
				return v
			}
			args := program.Arguments(x.Common())
			if known(e.FullName(obj)).pass == nil || len(args) != 1 {
				return v
			}
			v = args[0]
		default:
			return v
		}
	}
	return v
}

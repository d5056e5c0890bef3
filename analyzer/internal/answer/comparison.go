package answer

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/elements"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// comparison compares what is sent at two places.
type comparison struct {
	e     *Engine
	steps int
}

// sends says whether two sends, met in the calls in and other, send different requests.
func (c *comparison) sends(first, second *send.Send, in, other *within) tri {
	if first.Call != second.Call && first.Method != second.Method && first.Request == nil {
		return yes
	}
	all := no
	for _, pair := range [][2]ssa.Value{{first.Request, second.Request}, {first.URL, second.URL}, {first.Body, second.Body}} {
		if pair[0] != nil && pair[1] != nil {
			all = either(all, c.differ(spot{pair[0], in}, spot{pair[1], other}))
		}
	}
	if first.Request == nil && first.Client != nil && second.Client != nil && fluent(first.Client) != nil {
		all = either(all, c.chains(spot{first.Client, in}, spot{second.Client, other}))
	}
	return all
}

// either is yes where one of the parts of two things differs, and no where none does.
func either(a, b tri) tri {
	switch {
	case a == yes || b == yes:
		return yes
	case a == maybe || b == maybe:
		return maybe
	}
	return no
}

// chains compares two requests that are built by methods that return them.
func (c *comparison) chains(a, b spot) tri {
	all := no
	for {
		x, y := c.resolved(a), c.resolved(b)
		if x == y {
			return all
		}
		p, q := callOf(x.v), callOf(y.v)
		if p == nil || q == nil || fluent(p) == nil || fluent(q) == nil || program.Called(&p.Call) != program.Called(&q.Call) {
			return either(all, maybe)
		}
		_, recv, args := program.Callee(&p.Call)
		_, recv2, args2 := program.Callee(&q.Call)
		if name := program.Called(&p.Call).Name(); !strings.Contains(name, "Header") && !strings.Contains(name, "Context") && len(args) == len(args2) {
			for i := range args {
				all = either(all, c.differ(spot{args[i], x.in}, spot{args2[i], y.in}))
			}
		}
		a, b = spot{recv, x.in}, spot{recv2, y.in}
	}
}

// differ says whether two values, each met in a call, are different: other constants, parameters or fields, one made
// of the other, or made alike of what differs.
func (c *comparison) differ(a, b spot) tri {
	if c.steps++; c.steps > 200 {
		return maybe
	}
	a, b = c.resolved(a), c.resolved(b)
	if a == b {
		return no
	}
	switch x := a.v.(type) {
	case *ssa.Const:
		y, ok := b.v.(*ssa.Const)
		if !ok {
			if _, isCall := b.v.(*ssa.Call); isCall && x.IsNil() && callOfReader(b.v) {
				return yes
			}
			return maybe
		}
		return constants(x, y)
	case *ssa.Parameter, *ssa.Global:
		switch b.v.(type) {
		case *ssa.Parameter, *ssa.Global:
			if a.v != b.v && isText(a.v.Type()) {
				return yes
			}
		}
		return c.partOf(a, b)
	case *ssa.UnOp:
		if y, ok := b.v.(*ssa.UnOp); ok && x.Op == token.MUL && y.Op == token.MUL {
			return c.loads(spot{x.X, a.in}, spot{y.X, b.in}, isText(x.Type()))
		}
		return c.partOf(a, b)
	case *ssa.BinOp:
		if y, ok := b.v.(*ssa.BinOp); ok && x.Op == y.Op {
			if t := either(c.differ(spot{x.X, a.in}, spot{y.X, b.in}), c.differ(spot{x.Y, a.in}, spot{y.Y, b.in})); t != maybe {
				return t
			}
		}
		return c.partOf(a, b)
	case *ssa.Extract:
		y, ok := b.v.(*ssa.Extract)
		p, q := callOf(a.v), callOf(b.v)
		if ok && x.Index == y.Index && p != nil && q != nil {
			return c.calls(p, q, a.in, b.in)
		}
	case *ssa.Call:
		if y, ok := b.v.(*ssa.Call); ok {
			return c.calls(x, y, a.in, b.in)
		}
		if y, ok := b.v.(*ssa.Const); ok && y.IsNil() && callOfReader(x) {
			return yes
		}
		return c.partOf(a, b)
	case *ssa.Slice:
		xs, ok := elements.Of(x)
		ys, too := elements.Of(b.v)
		if ok && too {
			if len(xs) != len(ys) {
				return yes
			}
			all := no
			for i := range xs {
				all = either(all, c.differ(spot{xs[i], a.in}, spot{ys[i], b.in}))
			}
			return all
		}
	}
	return maybe
}

// calls compares the results of two calls.
func (c *comparison) calls(x, y *ssa.Call, in, other *within) tri {
	fn := program.Called(&x.Call)
	if fn == nil || fn != program.Called(&y.Call) {
		if p, q := readerOf(x), readerOf(y); p != nil && q != nil {
			return c.differ(spot{p, in}, spot{q, other})
		}
		return maybe
	}
	args, args2 := program.Arguments(&x.Call), program.Arguments(&y.Call)
	own := x.Call.StaticCallee() != nil && len(x.Call.StaticCallee().Blocks) > 0
	all := no
	for i := range min(len(args), len(args2)) {
		if isNamed(args[i].Type(), "context", "Context") {
			continue
		}
		d := c.differ(spot{args[i], in}, spot{args2[i], other})
		if b, ok := args[i].Type().Underlying().(*types.Basic); ok && own && b.Info()&types.IsString == 0 && d == yes {
			d = maybe // the number of the try
		}
		all = either(all, d)
	}
	return all
}

// loads compares what is read at two addresses. names is set where fields and variables of other names hold other things.
func (c *comparison) loads(a, b spot, names bool) tri {
	a, b = c.resolved(a), c.resolved(b)
	x, ok := a.v.(*ssa.FieldAddr)
	y, too := b.v.(*ssa.FieldAddr)
	switch {
	case a == b:
		return no
	case ok && too:
		base := c.loads(spot{x.X, a.in}, spot{y.X, b.in}, false)
		switch {
		case base == no && fieldOf(x) == fieldOf(y):
			return no
		case base == no && names:
			return yes
		}
	case !ok && !too && names:
		_, isGlobal := a.v.(*ssa.Global)
		_, both := b.v.(*ssa.Global)
		if isGlobal && both {
			return yes
		}
	case !ok && !too:
		if p, ok := a.v.(*ssa.UnOp); ok && p.Op == token.MUL {
			if q, ok := b.v.(*ssa.UnOp); ok && q.Op == token.MUL {
				return c.loads(spot{p.X, a.in}, spot{q.X, b.in}, names)
			}
		}
	}
	return maybe
}

// partOf says whether one of two texts is made of the other, and so different.
func (c *comparison) partOf(a, b spot) tri {
	if c.holds(a, b, 0) || c.holds(b, a, 0) {
		return yes
	}
	return maybe
}

// holds reports whether the text whole is put together from part and more.
func (c *comparison) holds(whole, part spot, depth int) bool {
	op, ok := whole.v.(*ssa.BinOp)
	if !ok || op.Op != token.ADD || !isText(op.Type()) || depth > 8 {
		return false
	}
	for _, side := range []ssa.Value{op.X, op.Y} {
		s := c.resolved(spot{side, whole.in})
		if c.differ(s, part) == no || c.holds(s, part, depth+1) {
			return true
		}
	}
	return false
}

// resolved looks through conversions, copies, parameters and variables that are set once.
func (c *comparison) resolved(s spot) spot {
	for range 40 {
		switch v := s.v.(type) {
		case *ssa.ChangeType:
			s.v = v.X
		case *ssa.ChangeInterface:
			s.v = v.X
		case *ssa.MakeInterface:
			s.v = v.X
		case *ssa.Convert:
			if !isText(v.X.Type()) || !isText(v.Type()) {
				return s
			}
			s.v = v.X
		case *ssa.Parameter:
			arg, ok := s.in.argument(v)
			if !ok {
				return spot{v, nil}
			}
			s = arg
		case *ssa.FreeVar:
			b, in := s.in.captured(v)
			if b == nil {
				return s
			}
			s = spot{b, in}
		case *ssa.UnOp:
			at, in := v.X, s.in
			if fv, ok := at.(*ssa.FreeVar); ok {
				if at, in = s.in.captured(fv); at == nil {
					return s
				}
			}
			one := captured(at)
			if v.Op != token.MUL || one == at {
				return s
			}
			s = spot{one, in}
		case *ssa.Call:
			if x := copied(v); x != ssa.Value(v) {
				s.v = x
				continue
			}
			return s
		case *ssa.Const, *ssa.Global:
			return spot{v, nil}
		default:
			return s
		}
	}
	return s
}

func constants(x, y *ssa.Const) tri {
	if x.Value == nil || y.Value == nil {
		return triOf(x.Value != y.Value)
	}
	if x.Value.Kind() != y.Value.Kind() {
		return maybe
	}
	return triOf(!constant.Compare(x.Value, token.EQL, y.Value))
}

// isText reports whether t is a string or a slice of bytes.
func isText(t types.Type) bool {
	if sl, ok := t.Underlying().(*types.Slice); ok {
		b, ok := sl.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Byte
	}
	return isString(t)
}

// readerOf returns the text that a call of strings.NewReader or its kin makes readable; nil for others.
func readerOf(call *ssa.Call) ssa.Value {
	if fn := call.Call.StaticCallee(); fn != nil {
		switch fullName(fn) {
		case "strings.NewReader", "bytes.NewReader", "bytes.NewBuffer", "bytes.NewBufferString":
			return call.Call.Args[0]
		}
	}
	return nil
}

func callOfReader(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	return ok && readerOf(call) != nil
}

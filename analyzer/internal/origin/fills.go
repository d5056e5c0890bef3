package origin

import (
	"cmp"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A Fill is a call that decodes a body into a value of a type, which is (a part of) a variable, or
// of what the call returns.
type Fill struct {
	Call   ssa.CallInstruction
	Root   ssa.Value // an *ssa.Alloc, *ssa.Parameter, *ssa.Global or other pointer; a result of Call
	Fields []string  // the way from Root to the value
	Nil    []int     // how many of Fields lead to a pointer on the way, which may be nil
	Inner  bool      // the call fills a field of the value, and cannot reach the others
	Status Set       // what the field can be, as Here tells it
}

// Fills returns the calls that decode a body's status into the field, named by the way to it, of
// values of the package's own type t. Of a decoding in a function that is told the type by its
// caller (an any, a type parameter) it is the caller's call.
func (e *Engine) Fills(t *types.Named, way []string) []Fill {
	var out []Fill
	for _, h := range e.holdings(t) {
		fn, root := h.fn, h.root
		for _, toT := range h.ways {
			for _, touch := range h.touches {
				if call, ok := touch.instr.(ssa.CallInstruction); ok && touch.mc == nil && !e.isErrors(call) && !e.typed(call, touch.arg, t) && !told(fn, root.Type()) {
					if s := e.fill(fn, touch, toT, way); len(s.Body(PathStatus)) > 0 {
						inner := touch.path != nil && touch.path.len > len(toT.fields)
						out = append(out, Fill{call, root, toT.fields, toT.pointers, inner, s})
					}
				}
			}
		}
		if h.call == nil || e.isErrors(h.call) || e.returnsTyped(h.call, t) || told(fn, root.Type()) {
			continue
		}
		for _, toT := range h.ways {
			if p, ok := e.fieldPath(append(toT.fields[:len(toT.fields):len(toT.fields)], way...)); ok {
				var s Set
				e.in(fn, func() { s = e.expand(e.value(root, p, pointOf(root), nil), fn) })
				if len(s.Body(PathStatus)) > 0 {
					out = append(out, Fill{h.call, root, toT.fields, toT.pointers, false, s})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Fill) int {
		return cmp.Or(cmp.Compare(a.Call.Pos(), b.Call.Pos()), slices.Compare(a.Fields, b.Fields), cmp.Compare(a.Root.Pos(), b.Root.Pos()))
	})
	return out
}

// isErrors reports whether call is errors.As or errors.AsType, which copy what is there already.
func (e *Engine) isErrors(call ssa.CallInstruction) bool {
	obj := program.Called(call.Common())
	return obj != nil && strings.HasPrefix(e.FullName(obj), "errors.")
}

// callResult returns the call that v is a result of, and which.
func callResult(v ssa.Value) (*ssa.Call, int) {
	switch v := v.(type) {
	case *ssa.Call:
		if _, isTuple := v.Type().(*types.Tuple); !isTuple {
			return v, 0
		}
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return call, v.Index
		}
	}
	return nil, -1
}

// returnsTyped reports whether a call reaches functions of the package that name the type of what
// they return, not their callers: there the value is made.
func (e *Engine) returnsTyped(call *ssa.Call, t *types.Named) bool {
	fns, complete := e.Callees(call)
	for _, fn := range fns {
		for _, arg := range fn.TypeArgs() {
			if len(e.waysTo(arg, t)) > 0 {
				return false
			}
		}
	}
	return len(fns) > 0 && complete
}

// fill asks what a call leaves in the field of a value that it is lent.
func (e *Engine) fill(fn *ssa.Function, t touch, toT wayTo, way []string) Set {
	p, ok := e.fieldPath(append(toT.fields[:len(toT.fields):len(toT.fields)], way...))
	if !ok {
		return nil
	}
	var s Set
	e.in(fn, func() {
		s, _ = e.effect(t, p, []ssa.Instruction{t.instr}, nil)
		s = e.expand(s, fn)
	})
	return s
}

func (e *Engine) fieldPath(names []string) (*path, bool) {
	var p *path
	ok := true
	for i := len(names) - 1; i >= 0 && ok; i-- {
		p, ok = e.cons(step{kind: field, name: names[i]}, p)
	}
	return p, ok
}

// typed reports whether the functions that call reaches get argument i as a value that holds a t by
// its type.
func (e *Engine) typed(call ssa.CallInstruction, i int, t *types.Named) bool {
	fns, _ := e.Callees(call)
	for _, fn := range fns {
		if i < len(fn.Params) && !told(fn, fn.Params[i].Type()) && len(e.waysTo(fn.Params[i].Type(), t)) > 0 {
			return true
		}
	}
	return false
}

// told reports whether t is what a generic function is told by its caller.
func told(fn *ssa.Function, t types.Type) bool {
	for _, arg := range fn.TypeArgs() {
		if types.Identical(pointee(pointee(t)), pointee(arg)) {
			return true
		}
	}
	return false
}

func pointee(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// A wayTo leads from a type to another that it holds.
type wayTo struct {
	fields   []string
	pointers []int // how many of fields lead to one
}

// waysTo returns the ways from a variable of type from, or its address, to values of type t.
func (e *Engine) waysTo(from types.Type, t *types.Named) []wayTo {
	return e.waysFrom(from)[t.Origin()]
}

// waysFrom returns the ways from a variable of type from, or its address, to values of the package's own
// types, by these.
func (e *Engine) waysFrom(from types.Type) map[*types.Named][]wayTo {
	from = e.intern(from)
	if known, ok := e.ways[from]; ok {
		return known
	}
	out := map[*types.Named][]wayTo{}
	e.ways[from] = out
	if types.IsInterface(from) {
		return out
	}
	e.addWays(out, pointee(from))
	if p, ok := pointee(from).Underlying().(*types.Pointer); ok {
		further := map[*types.Named][]wayTo{}
		e.addWays(further, p.Elem())
		for t, ways := range further {
			if len(out[t]) == 0 {
				out[t] = ways
			}
		}
	}
	return out
}

func (e *Engine) addWays(out map[*types.Named][]wayTo, from types.Type) {
	var through []*types.Named // types around, in which a further one of the same type does not count
	var walk func(u types.Type, at wayTo)
	walk = func(u types.Type, at wayTo) {
		if p, ok := u.Underlying().(*types.Pointer); ok {
			if _, isNamed := types.Unalias(u).(*types.Named); isNamed {
				return
			}
			u = p.Elem()
			if n := len(at.fields); n > 0 {
				at.pointers = append(at.pointers[:len(at.pointers):len(at.pointers)], n)
			}
		}
		if named, ok := types.Unalias(u).(*types.Named); ok && named.Obj().Pkg() == e.pkg {
			named = named.Origin()
			if slices.Contains(through, named) {
				return
			}
			out[named] = append(out[named], at)
			through = append(through, named)
			defer func() { through = through[:len(through)-1] }()
		}
		st, ok := u.Underlying().(*types.Struct)
		if !ok || len(at.fields) > 2 {
			return
		}
		for f := range st.Fields() {
			walk(f.Type(), wayTo{append(at.fields[:len(at.fields):len(at.fields)], f.Name()), at.pointers})
		}
	}
	walk(from, wayTo{})
}

// A holding is a value of a function that is, or leads to, values of a type.
type holding struct {
	root    ssa.Value
	fn      *ssa.Function
	touches []touch
	call    *ssa.Call // the call that root is a result of; then there are no touches
	ways    []wayTo
}

// holdings returns what leads to values of t: variables that functions touch, and results of calls.
func (e *Engine) holdings(t *types.Named) []holding {
	if e.held == nil {
		e.held = map[*types.Named][]holding{}
		for _, fn := range e.Funcs {
			roots := slices.SortedStableFunc(maps.Keys(e.touches(fn)), func(a, b ssa.Value) int {
				return cmp.Or(cmp.Compare(a.Pos(), b.Pos()), cmp.Compare(a.Name(), b.Name()))
			})
			for _, root := range roots {
				for t, ways := range e.waysFrom(root.Type()) {
					e.held[t] = append(e.held[t], holding{root: root, fn: fn, touches: e.touches(fn)[root], ways: ways})
				}
			}
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					v, _ := instr.(ssa.Value)
					if v == nil {
						continue
					}
					if call, _ := callResult(v); call != nil {
						for t, ways := range e.waysFrom(v.Type()) {
							e.held[t] = append(e.held[t], holding{root: v, fn: fn, call: call, ways: ways})
						}
					}
				}
			}
		}
	}
	return e.held[t.Origin()]
}

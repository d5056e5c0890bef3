package origin

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

const maxKeyPaths = 8 // ways to make the keys of one call; past that they are not told

// keyPaths returns the paths that the arguments of call (strings, numbers, or one list of them)
// lead along, one for each way the program makes them; nil if one of them is not known.
func (e *Engine) keyPaths(args []ssa.Value, style int, call *ssa.Call, fr *frame) []string {
	lists := [][]string{nil}
	for _, arg := range args {
		var ways [][]string
		if _, isSlice := arg.Type().Underlying().(*types.Slice); isSlice && !isBytes(arg.Type()) {
			ways = e.keyLists(arg, call, fr, 0)
		} else {
			for _, s := range e.keyTexts(arg, call, fr) {
				ways = append(ways, []string{s})
			}
		}
		lists = product(lists, ways)
	}
	var paths []string
	for _, keys := range lists {
		path := ""
		for _, k := range keys {
			path = joinKeys(path, normal(k, style))
		}
		if !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return paths
}

// product joins every list of a with every list of b.
func product(a, b [][]string) [][]string {
	var out [][]string
	for _, x := range a {
		for _, y := range b {
			out = append(out, slices.Concat(x, y))
		}
	}
	if len(out) > maxKeyPaths {
		return nil
	}
	return out
}

// keyTexts returns the constants that a key can be; nil if it can be something else.
func (e *Engine) keyTexts(v ssa.Value, at ssa.Instruction, fr *frame) []string {
	var from Set
	if _, isPtr := v.Type().Underlying().(*types.Pointer); isPtr { // a compiled path
		from = e.memory(v, nil, at, fr)
	} else {
		from = e.value(v, nil, at, fr)
	}
	if len(from) > 1 && isElement(v) {
		return nil // which one, the loop around knows
	}
	var out []string
	for _, o := range e.expand(from, nil) {
		if o.Kind != Const || o.Part {
			return nil
		}
		s := ""
		switch c := o.Const.Value; {
		case c.Kind() == constant.String:
			s = constant.StringVal(c)
		case types.Identical(o.Const.Type(), types.Typ[types.Rune]) && c.ExactString() == "42":
			s = "*" // jsoniter's wildcard, '*'
		default:
			s = c.ExactString()
		}
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// isElement reports whether v is an element of a list or map.
func isElement(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.UnOp:
			_, ok := x.X.(*ssa.IndexAddr)
			return ok
		case *ssa.Extract:
			_, ok := x.Tuple.(*ssa.Next)
			return ok
		default:
			return false
		}
	}
}

// keyLists returns the lists of constants that the list v can be.
func (e *Engine) keyLists(v ssa.Value, at ssa.Instruction, fr *frame, depth int) [][]string {
	if depth > maxFrames {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Const:
		return [][]string{nil} // no keys
	case *ssa.Slice:
		items, ok := literalSlice(v)
		if !ok {
			return nil
		}
		lists := [][]string{nil}
		for _, item := range items {
			var ways [][]string
			for _, s := range e.keyTexts(item, at, fr) {
				ways = append(ways, []string{s})
			}
			lists = product(lists, ways)
		}
		return lists
	case *ssa.UnOp:
		if from := e.onlyStored(v.X); from != nil {
			return e.keyLists(from, pointOf(from), nil, depth+1)
		}
	case *ssa.Parameter:
		if fr != nil && fr.fn == v.Parent() && fr.call != nil {
			if arg := argument(fr.call, v); arg != nil {
				return e.keyLists(arg, fr.call, fr.parent, depth+1)
			}
			return nil
		}
		var lists [][]string
		for _, call := range e.Callers(v.Parent()) {
			arg := argument(call, v)
			if arg == nil {
				return nil
			}
			lists = append(lists, e.keyLists(arg, call, nil, depth+1)...)
		}
		return lists
	case *ssa.Call:
		args := v.Call.Args
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" && len(args) == 2 {
			return product(e.keyLists(args[0], v, fr, depth+1), e.keyLists(args[1], v, fr, depth+1))
		}
		if obj := program.Called(v.Common()); obj != nil && e.FullName(obj) == "strings.Split" {
			var lists [][]string
			for _, s := range e.keyTexts(args[0], v, fr) {
				for _, sep := range e.keyTexts(args[1], v, fr) {
					lists = append(lists, strings.Split(s, sep))
				}
			}
			return lists
		}
	}
	return nil
}

// onlyStored returns the value that is stored at addr, a package-level or local variable, if the
// package stores there just once. Functions that get it are taken to leave it as it is.
func (e *Engine) onlyStored(addr ssa.Value) ssa.Value {
	var fns []*ssa.Function
	switch addr := addr.(type) {
	case *ssa.Global:
		fns = e.globals[addr]
	case *ssa.Alloc:
		fns = []*ssa.Function{addr.Parent()}
	default:
		return nil
	}
	var found ssa.Value
	for _, fn := range fns {
		for _, t := range e.touches(fn)[addr] {
			if _, ok := t.instr.(ssa.CallInstruction); ok {
				continue
			}
			st, ok := t.instr.(*ssa.Store)
			if !ok || found != nil || st.Addr != addr {
				return nil
			}
			found = st.Val
		}
	}
	return found
}

// literalSlice returns the elements of a slice that is made in place (the operands of a
// variadic call), in order.
func literalSlice(v ssa.Value) ([]ssa.Value, bool) {
	s, ok := v.(*ssa.Slice)
	if !ok || s.Low != nil || s.High != nil {
		return nil, false
	}
	array, ok := s.X.(*ssa.Alloc)
	if !ok {
		return nil, false
	}
	at := map[int64]ssa.Value{}
	for _, ref := range program.Uses(array) {
		slot, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		i, ok := slot.Index.(*ssa.Const)
		if !ok {
			return nil, false
		}
		for _, r := range program.Uses(slot) {
			if st, ok := r.(*ssa.Store); ok {
				at[i.Int64()] = st.Val
			}
		}
	}
	out := make([]ssa.Value, len(at))
	for i, x := range at {
		if i >= int64(len(out)) {
			return nil, false
		}
		out[i] = x
	}
	return out, true
}

package answer

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// unseen is the result of a call that the walk does not go into. What the call gets may have been
// changed by it; what it yields may depend on what it got.
func (w *walk) unseen(st *state, call *ssa.Call, boring bool) *value {
	c := &call.Call
	var taints taint
	var from *value // a part of the body that it gets
	args := program.Arguments(c)
	fn, _, plain := program.Callee(c)
	for _, a := range args {
		x := w.val(st, a)
		for x.kind == boxed {
			x = x.elems[0]
		}
		switch x.kind {
		case response:
			taints |= judged
		case body:
			taints |= content
			if from == nil {
				from = x
			}
		case made, failure:
			if isErrorType(a.Type()) {
				taints |= judged
			}
		case list:
			for _, el := range x.elems {
				for el.kind == boxed {
					el = el.elems[0]
				}
				if el.kind == response {
					taints |= judged
				}
			}
		}
		if x.taint&(judged|carries) != 0 {
			taints |= judged
		}
		taints |= x.taint & content
	}
	if slices.ContainsFunc(args, func(a ssa.Value) bool { return isWriter(a.Type()) }) && !w.succeeds(st, fn, plain) || w.refuses(st, c) {
		st.marks.served = true
	}
	if reporting(c) {
		return blank(call.Type(), 0)
	}
	if taints&judged != 0 {
		st.marks.told = true // someone may look at it
	}
	if fn == nil && callsBack(c) {
		st.marks.told = true
	}
	if fn != nil && postpones(fn.Name()) {
		st.marks.told = true
		if !w.sub {
			w.trace.Later[call] = true
		}
	}
	if !boring {
		w.fill(st, args, from)
	}
	if from == nil || taints&judged != 0 {
		return errorsTainted(call.Type(), taints)
	}
	// Something was read from the body: its results are what it read.
	if path, ok := w.gjsonPath(st, fn, plain); ok {
		from = &value{kind: body, path: joinPath(from.path, path)}
	}
	return w.readFrom(from, call.Type())
}

// callsBack reports whether the call is of a function value that a caller passed or set, and that is no logger.
func callsBack(c *ssa.CallCommon) bool {
	name := ""
	switch v := c.Value.(type) {
	case *ssa.Parameter:
		name = v.Name()
	case *ssa.FreeVar:
		name = v.Name()
	case *ssa.UnOp:
		switch at := v.X.(type) {
		case *ssa.FieldAddr:
			name = fieldName(at)
		case *ssa.FreeVar:
			name = at.Name()
		}
	}
	name = strings.ToLower(name)
	return name != "" && !slices.ContainsFunc([]string{"log", "print", "debug", "warn", "trace", "info", "metric", "count"}, func(word string) bool {
		return strings.Contains(name, word)
	})
}

// postponing are parts of the names of functions that keep something for later: in a database, in a queue.
var postponing = []string{
	"requeue", "enqueue", "schedule", "postpone", "reschedule", "republish", "publish", "nack", "defer", "retry", "later",
	"exec", "insert", "update", "upsert", "save",
}

func postpones(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(postponing, func(p string) bool { return strings.Contains(name, p) })
}

// errorsTainted returns a value of type t of which nothing is known but that it may say something of the status.
func errorsTainted(t types.Type, taints taint) *value {
	return blank(t, taints)
}

// readFrom returns results of type t that were read from a part of the body: no error.
func (w *walk) readFrom(from *value, t types.Type) *value {
	one := func(t types.Type) *value {
		if isErrorType(t) {
			return nilValue
		}
		return w.settle(from, t)
	}
	tt, ok := t.(*types.Tuple)
	if !ok {
		return one(t)
	}
	elems := make([]*value, tt.Len())
	for i := range elems {
		elems[i] = one(tt.At(i).Type())
	}
	return tupleOf(elems...)
}

// gjsonPath returns the path that a call like gjson.GetBytes(body, "error.code") reads.
func (w *walk) gjsonPath(st *state, fn *types.Func, args []ssa.Value) (string, bool) {
	if fn == nil || !strings.HasPrefix(fn.Name(), "Get") {
		return "", false
	}
	var keys []string
	for _, a := range args {
		x := w.val(st, a)
		if x.kind == list {
			for _, el := range x.elems {
				if s, ok := el.str(); ok {
					keys = append(keys, s)
				}
			}
		}
		if s, ok := x.str(); ok {
			keys = append(keys, s)
		}
	}
	return strings.ToLower(strings.Join(keys, ".")), len(keys) > 0
}

// fill marks the memory that an unseen call got the address of: decoded from the body, or not known any more.
func (w *walk) fill(st *state, args []ssa.Value, from *value) {
	for _, a := range args {
		x := w.val(st, a)
		for x.kind == boxed {
			x = x.elems[0]
		}
		if x.kind != pointer || x.base == nil {
			continue
		}
		if from != nil {
			w.store(st, place{x.base, x.path}, from)
			continue
		}
		switch x.base.(type) {
		case *ssa.Alloc:
			w.forget(st, place{x.base, x.path})
		case *ssa.Global:
			if w.builds {
				w.forget(st, place{x.base, x.path})
			}
		}
	}
}

// succeeds reports whether the call of fn tells a client of the program's own that all went well.
func (w *walk) succeeds(st *state, fn *types.Func, args []ssa.Value) bool {
	if fn == nil || fn.Name() != "WriteHeader" || len(args) != 1 {
		return false
	}
	status, ok := w.val(st, args[0]).num()
	return ok && status < 300
}

// isWriter reports whether t is http.ResponseWriter: an answer to a client of the program's own.
func isWriter(t types.Type) bool { return isNamed(t, "net/http", "ResponseWriter") }

// refuses reports whether the call is of a method of a framework's context that answers a client of the program's own with
// a status that is no success: ctx.Error("busy", 503).
func (w *walk) refuses(st *state, c *ssa.CallCommon) bool {
	fn, recv, args := program.Callee(c)
	if fn == nil || recv == nil || isWriter(recv.Type()) || !program.IsPage(recv.Type()) {
		return false
	}
	return slices.ContainsFunc(args, func(a ssa.Value) bool {
		status, ok := w.val(st, a).num()
		return ok && status >= 300 && status < 600
	})
}

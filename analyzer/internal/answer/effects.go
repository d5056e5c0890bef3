package answer

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// fullName returns the name of a function or method with its package, of the generic one for instances:
// "slices.Contains", "(*net/http.Client).Do".
func fullName(fn *ssa.Function) string {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		return obj.FullName()
	}
	return ""
}

// nameOf returns the full name of a function; it is asked for at every call of every walk.
func (e *Engine) nameOf(fn *types.Func) string {
	name, ok := e.names[fn]
	if !ok {
		name = origin.LibraryName(fn)
		e.names[fn] = name
	}
	return name
}

// calleeName returns the full name of what a call names: a function, a method, an interface's method.
func calleeName(c *ssa.CallCommon) string {
	if c.IsInvoke() {
		return c.Method.FullName()
	}
	if fn := c.StaticCallee(); fn != nil {
		return fullName(fn)
	}
	return ""
}

// reporting reports whether the call logs, prints or counts, and nothing else.
func reporting(c *ssa.CallCommon) bool {
	fn, recv, _ := program.Callee(c)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	path, name := fn.Pkg().Path(), fn.Name()
	if program.Logging(path) {
		return true
	}
	if path == "fmt" {
		return strings.HasPrefix(name, "Print") || strings.HasPrefix(name, "Fprint") || strings.HasPrefix(name, "Sprint")
	}
	if recv == nil {
		return false
	}
	for _, verb := range []string{"Print", "Log", "Debug", "Trace", "Info", "Notice", "Warn", "Error", "Msg", "Inc", "Add", "Observe", "Count", "Record"} {
		if strings.HasPrefix(name, verb) {
			return true
		}
	}
	return false
}

// waitingNames are what a method or function value is called that waits for a time it is given.
var waitingNames = []string{"sleep", "wait", "pause", "delay", "backoff", "throttle", "cooldown", "take"}

// waitingFuncs are functions of libraries that wait and are called otherwise.
var waitingFuncs = []string{"github.com/lestrrat-go/backoff/v2.Continue", "github.com/lestrrat-go/backoff.Continue"}

func waitingName(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(waitingNames, func(w string) bool { return strings.Contains(name, w) })
}

// isDuration reports whether t is time.Duration.
func isDuration(t types.Type) bool { return isNamed(t, "time", "Duration") }

func isNamed(t types.Type, path, name string) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == path
}

// mayWait reports whether a call of something that is not seen waits: time.Sleep, a rate limiter's Wait.
func mayWait(c *ssa.CallCommon) bool {
	fn, recv, args := program.Callee(c)
	if fn == nil {
		return slices.ContainsFunc(args, func(a ssa.Value) bool { return isDuration(a.Type()) })
	}
	if fn.Pkg() == nil {
		return false
	}
	if static := c.StaticCallee(); static != nil && len(static.Blocks) > 0 {
		return false
	}
	name := fn.Name()
	if slices.ContainsFunc(waitingFuncs, func(full string) bool { return strings.HasSuffix(full, name) && full == fn.FullName() }) {
		return true
	}
	switch fn.Pkg().Path() {
	case "time":
		return name == "Sleep" || name == "AfterFunc"
	case "sync", "os/exec", "net/http", "context", "io", "golang.org/x/sync/errgroup":
		return false
	}
	if recv != nil || c.IsInvoke() {
		return waitingName(name) && !strings.HasPrefix(name, "With") && !strings.HasPrefix(name, "Set") && (hasDuration(args) || !yieldsDuration(fn))
	}
	return waitingName(name) && !yieldsDuration(fn)
}

func hasDuration(args []ssa.Value) bool {
	return slices.ContainsFunc(args, func(a ssa.Value) bool { return isDuration(a.Type()) })
}

// yieldsDuration reports whether fn computes a delay instead of waiting.
func yieldsDuration(fn *types.Func) bool {
	results := fn.Signature().Results()
	for i := range results.Len() {
		switch t := results.At(i).Type().Underlying().(type) {
		case *types.Basic:
			if t.Info()&types.IsNumeric != 0 {
				return true
			}
		case *types.Pointer, *types.Interface, *types.Struct, *types.Signature, *types.Chan:
			if !isErrorType(results.At(i).Type()) {
				return true
			}
		}
	}
	return false
}

func isErrorType(t types.Type) bool {
	return types.Identical(types.Unalias(t), types.Universe.Lookup("error").Type())
}

// waits reports whether the call waits on this path: a delay that is known to be zero is none.
func (w *walk) waits(st *state, c *ssa.CallCommon) bool {
	if !mayWait(c) {
		return false
	}
	for _, arg := range c.Args {
		if isDuration(arg.Type()) {
			return !w.isZero(w.val(st, arg))
		}
	}
	return true
}

// isZero reports whether a delay is known not to be above zero.
func (w *walk) isZero(v *value) bool {
	n, ok := v.num()
	return ok && n <= 0
}

// receives says whether a receive from the channel v waits: timers, tickers and tokens do, a queue of
// jobs does not.
func (w *walk) receives(st *state, v ssa.Value, alone bool) bool {
	ch, ok := v.Type().Underlying().(*types.Chan)
	if !ok {
		return false
	}
	x := w.val(st, v)
	if x.kind == nonNil && len(x.elems) == 1 {
		return !w.isZero(x.elems[0])
	}
	if isNamed(ch.Elem(), "time", "Time") {
		return true
	}
	if s, ok := ch.Elem().Underlying().(*types.Struct); ok && s.NumFields() == 0 {
		return alone || !isDone(v)
	}
	return false
}

// isDone reports whether v is the Done channel of a context.
func isDone(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	return ok && call.Call.IsInvoke() && call.Call.Method.Name() == "Done"
}

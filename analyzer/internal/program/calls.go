package program

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Callee returns the function that a call names, and its receiver and arguments; nil for function values.
func Callee(c *ssa.CallCommon) (fn *types.Func, recv ssa.Value, args []ssa.Value) {
	if c.IsInvoke() {
		return c.Method, c.Value, c.Args
	}
	callee := c.StaticCallee()
	if callee == nil {
		return nil, nil, c.Args
	}
	if o := callee.Origin(); o != nil {
		callee = o
	}
	fn, _ = callee.Object().(*types.Func)
	if mc, ok := c.Value.(*ssa.MakeClosure); ok && fn != nil && callee.Signature.Recv() == nil && strings.HasPrefix(callee.Synthetic, "bound method wrapper") {
		return fn, mc.Bindings[0], c.Args // get := resp.Header.Get; get("Retry-After")
	}
	if fn != nil && fn.Signature().Recv() != nil && len(c.Args) > 0 {
		return fn, c.Args[0], c.Args[1:]
	}
	return fn, nil, c.Args
}

// Called is Callee, the function alone.
func Called(c *ssa.CallCommon) *types.Func {
	fn, _, _ := Callee(c)
	return fn
}

// Listed returns the values that a call passes: those of a variadic parameter one by one, each without the
// interface that it is boxed in.
func Listed(args []ssa.Value) []ssa.Value {
	var out []ssa.Value
	for _, arg := range args {
		list, ok := arg.(*ssa.Slice)
		if !ok {
			out = append(out, unboxed(arg))
			continue
		}
		for _, ref := range Uses(list.X) {
			at, ok := ref.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			for _, use := range Uses(at) {
				if st, ok := use.(*ssa.Store); ok {
					out = append(out, unboxed(st.Val))
				}
			}
		}
	}
	return out
}

func unboxed(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return v.X
	case *ssa.ChangeInterface:
		return v.X
	}
	return v
}

// Arguments returns what a call passes, the receiver of an interface's method first: one for each parameter of a
// method that it reaches.
func Arguments(c *ssa.CallCommon) []ssa.Value {
	if c.IsInvoke() {
		return append([]ssa.Value{c.Value}, c.Args...)
	}
	return c.Args
}

// noReturn lists functions and methods that end the program or the goroutine, by package. (passes/ctrlflow would tell
// more exactly, at the price of a control-flow graph for every function of every dependency.)
var noReturn = map[string][]string{
	"log":     {"Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"},
	"os":      {"Exit"},
	"runtime": {"Goexit"},
	"syscall": {"Exit"},
	"testing": {"FailNow", "Fatal", "Fatalf", "Skip", "SkipNow", "Skipf"},
}

func returnsNot(fn *types.Func) bool {
	return fn.Pkg() != nil && slices.Contains(noReturn[fn.Pkg().Path()], fn.Name())
}

// Ends reports whether a call ends the program or the goroutine: what noReturn lists, and the Fatal and Panic
// methods of loggers that are not seen.
func Ends(c *ssa.CallCommon) bool {
	fn, recv, _ := Callee(c)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	if returnsNot(fn) {
		return true
	}
	if static := c.StaticCallee(); static != nil && len(static.Blocks) > 0 {
		return false // seen
	}
	name := fn.Name()
	return (strings.HasPrefix(name, "Fatal") || strings.HasPrefix(name, "Panic")) && (recv != nil || Logging(fn.Pkg().Path()))
}

// loggers are parts of the import paths of packages that write logs, metrics and traces.
var loggers = []string{
	"log", "log/slog", "logrus", "zap", "zerolog", "klog", "glog", "hclog", "logr", "kit/log", "charmbracelet/log",
	"phuslu/log", "apex/log", "opentelemetry", "prometheus", "statsd", "datadog", "sentry", "expvar", "testing",
	"fatih/color",
}

// Logging reports whether the package at path only writes down what it gets.
func Logging(path string) bool {
	return slices.ContainsFunc(loggers, func(l string) bool {
		return path == l || strings.HasSuffix(path, "/"+l) || strings.Contains(path, "/"+l+"/") || len(l) > 4 && strings.Contains(path, l)
	})
}

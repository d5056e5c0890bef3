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

// noReturn lists functions that end the program or the goroutine. (passes/ctrlflow would tell more
// exactly, at the price of a control-flow graph for every function of every dependency.)
var noReturn = map[string]bool{
	"os.Exit":               true,
	"runtime.Goexit":        true,
	"syscall.Exit":          true,
	"log.Fatal":             true,
	"log.Fatalf":            true,
	"log.Fatalln":           true,
	"log.Panic":             true,
	"log.Panicf":            true,
	"log.Panicln":           true,
	"(*log.Logger).Fatal":   true,
	"(*log.Logger).Fatalf":  true,
	"(*log.Logger).Fatalln": true,
	"(*log.Logger).Panic":   true,
	"(*log.Logger).Panicf":  true,
	"(*log.Logger).Panicln": true,

	"(*testing.common).FailNow": true,
	"(*testing.common).Fatal":   true,
	"(*testing.common).Fatalf":  true,
	"(*testing.common).Skip":    true,
	"(*testing.common).SkipNow": true,
	"(*testing.common).Skipf":   true,
	"(testing.TB).FailNow":      true,
	"(testing.TB).Fatal":        true,
	"(testing.TB).Fatalf":       true,
	"(testing.TB).Skip":         true,
	"(testing.TB).SkipNow":      true,
	"(testing.TB).Skipf":        true,
}

// Ends reports whether a call ends the program or the goroutine: what noReturn lists, and the Fatal and Panic
// methods of loggers that are not seen.
func Ends(c *ssa.CallCommon) bool {
	fn, recv, _ := Callee(c)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	if noReturn[fn.FullName()] {
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

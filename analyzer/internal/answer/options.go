package answer

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/elements"
)

// option is one setting of a library's client, request or policy: a method or option function that was
// called, or a field that was set.
type option struct {
	name string
	args []ssa.Value
	call *ssa.Call // nil for a field
}

// roots returns where a library's object comes from: v's sources, with the methods that return their
// receiver (client.SetX().SetY()) looked through.
func (e *Engine) origins(v ssa.Value) []ssa.Value {
	var found []ssa.Value
	seen := map[ssa.Value]bool{}
	work := []ssa.Value{v}
	for len(work) > 0 {
		v := work[0]
		work = work[1:]
		for _, src := range e.sources(v) {
			if seen[src] {
				continue
			}
			seen[src] = true
			if recv := fluent(src); recv != nil {
				work = append(work, recv)
				continue
			}
			found = append(found, src)
		}
	}
	return found
}

// fluent returns the receiver of the call that v is, if the method returns what it is called on.
func fluent(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	fn, recv, _ := calleeObject(&call.Call)
	if fn == nil || recv == nil || fn.Signature().Results().Len() != 1 {
		return nil
	}
	if !types.Identical(fn.Signature().Results().At(0).Type(), recv.Type()) && !sameNamed(call.Type(), recv.Type()) {
		return nil
	}
	if static := call.Call.StaticCallee(); static != nil && len(static.Blocks) > 0 {
		return nil
	}
	return recv
}

func sameNamed(a, b types.Type) bool {
	x, y := namedOf(a), namedOf(b)
	return x != nil && x == y
}

// optionsOf returns the settings of the object that comes from root: a constructor's call or a literal.
func (e *Engine) optionsOf(root ssa.Value) []option {
	e.findOptions()
	opts := slices.Clone(e.options[root])
	if call := callOf(root); call != nil {
		for _, arg := range call.Call.Args {
			opts = append(opts, e.optionArgs(arg)...)
		}
	}
	return opts
}

// optionArgs returns the options among the arguments of a constructor: calls of option functions.
func (e *Engine) optionArgs(arg ssa.Value) []option {
	var opts []option
	for _, v := range e.elements(arg) {
		for _, src := range e.sources(v) {
			call, ok := src.(*ssa.Call)
			if !ok {
				continue
			}
			if fn, recv, args := calleeObject(&call.Call); fn != nil && recv == nil {
				opts = append(opts, option{fn.Name(), args, call})
			}
		}
	}
	return opts
}

// elements returns the values of a variadic argument or a slice literal; v itself if it is no such.
func (e *Engine) elements(v ssa.Value) []ssa.Value {
	vs, ok := elements.Of(v)
	if !ok {
		return []ssa.Value{v}
	}
	return vs
}

// configured are parts of the import paths of the libraries whose objects are set up step by step.
var configured = []string{
	"resty", "imroc/req", "go-retryablehttp", "sethgrid/pester", "rehttp", "failsafe-go", "gorequest", "fasthttp", "sling",
	"carlmjohnson/requests",
}

func isConfigured(pkg *types.Package) bool {
	return pkg != nil && slices.ContainsFunc(configured, func(s string) bool { return strings.Contains(pkg.Path(), s) })
}

// findOptions notes every setting of a library's object in the package, by where the object comes from.
func (e *Engine) findOptions() {
	if e.options != nil {
		return
	}
	e.options = map[ssa.Value][]option{}
	for _, fn := range e.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Call:
					obj, recv, args := calleeObject(&instr.Call)
					if obj != nil && recv != nil && isConfigured(obj.Pkg()) {
						e.addOption(recv, option{obj.Name(), args, instr})
					}
				case *ssa.Store:
					fa, ok := instr.Addr.(*ssa.FieldAddr)
					if !ok {
						continue
					}
					if f := fieldOf(fa); f != nil && isConfigured(f.Pkg()) {
						e.addOption(fa.X, option{f.Name(), []ssa.Value{instr.Val}, nil})
					}
				}
			}
		}
	}
}

func (e *Engine) addOption(v ssa.Value, o option) {
	for _, root := range e.origins(v) {
		e.options[root] = append(e.options[root], o)
		if p, ok := root.(*ssa.Parameter); ok {
			for _, given := range e.givenOutside(p) {
				for _, r := range e.origins(given) {
					if r != root {
						e.options[r] = append(e.options[r], o)
					}
				}
			}
		}
	}
}

// givenOutside returns what calls of functions from outside the package pass for p, a parameter of a function
// that goes outside: an option that the package offers comes back from those who use it.
func (e *Engine) givenOutside(p *ssa.Parameter) []ssa.Value {
	fn := p.Parent()
	if fn.Parent() == nil && !exported(fn) || fn.Signature.Recv() != nil {
		return nil
	}
	i := slices.Index(fn.Params, p)
	var found []ssa.Value
	for _, call := range e.graph.dynamic {
		c := call.Common()
		if c.IsInvoke() || !fits(c, fn) || i >= len(c.Args) {
			continue
		}
		if _, complete := e.callees(call); !complete {
			found = append(found, c.Args[i])
		}
	}
	return found
}

// pick returns the options of the given names.
func pick(opts []option, names ...string) []option {
	var found []option
	for _, o := range opts {
		if slices.Contains(names, o.name) {
			found = append(found, o)
		}
	}
	return found
}

// isConst reports whether v is the integer n.
func (e *Engine) isConst(v ssa.Value, n int64) bool {
	x, ok := e.static(v).num()
	return ok && x == n
}

// isTrue evaluates a boolean setting.
func (e *Engine) isTrue(v ssa.Value) tri { return e.static(v).truth() }

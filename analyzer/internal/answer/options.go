package answer

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/elements"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// option is one setting of a library's client, request or policy: a method or option function that was
// called, or a field that was set.
type option struct {
	name string
	args []ssa.Value
	call *ssa.Call // nil for a field
	in   *within   // the call of the package's function that does it
}

// setting is an option as it stands in the package: of all objects that come to it.
type setting struct {
	option
	at  *ssa.BasicBlock // where it is
	in  *within         // the call that the object was met in
	via *within         // the calls that handed the object there, the outermost first
}

// fluent returns the receiver of the call that v is, if the method returns what it is called on.
func fluent(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	fn, recv, _ := program.Callee(&call.Call)
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
func (e *Engine) optionsOf(root spot) []option {
	e.findOptions()
	var opts []option
	for _, set := range e.options[root.v] {
		in, ok := e.setIn(root, set)
		if !ok {
			continue
		}
		o := set.option
		o.in, o.args = in, make([]ssa.Value, len(set.args))
		for i, arg := range set.args {
			o.args[i] = in.passed(arg)
		}
		opts = append(opts, o)
	}
	if call := callOf(root.v); call != nil {
		for _, arg := range call.Call.Args {
			opts = append(opts, e.optionArgs(spot{arg, root.in})...)
		}
	}
	return opts
}

// setIn returns the call in which the setting is done to the object at root; false if it is not done to this one.
func (e *Engine) setIn(root spot, set setting) (*within, bool) {
	if !root.in.agrees(set.in) {
		return nil, false
	}
	in := root.in
	if in.length() < set.in.length() {
		in = set.in
	}
	if set.via == nil {
		return in.at(set.at.Parent()), !in.dead(set.at)
	}
	in = in.at(set.via.call.Parent())
	for via := set.via; via != nil; via = via.up {
		if in.dead(via.call.Block()) {
			return nil, false
		}
		call := within{call: via.call, fn: via.fn, up: in}
		if via.call.Call.StaticCallee() == nil && !via.call.Call.IsInvoke() {
			env, ok := e.calledIn(spot{via.call.Call.Value, in}, via.fn)
			if !ok {
				return nil, false
			}
			call.env = env
		}
		in = e.within(call)
	}
	return in, !in.dead(set.at)
}

// calledIn returns the call in which fn was made, where it is one of the functions that the value at f can be;
// false if it is none of them.
func (e *Engine) calledIn(f spot, fn *ssa.Function) (*within, bool) {
	known := true
	for _, src := range e.spots(f) {
		switch functionOf(src.v) {
		case fn:
			return src.in, true
		case nil:
			known = false
		}
	}
	return nil, !known
}

// optionArgs returns the options among the arguments of a constructor: calls of option functions.
func (e *Engine) optionArgs(arg spot) []option {
	var opts []option
	for _, v := range e.elements(arg.v) {
		for _, src := range e.spots(spot{v, arg.in}) {
			call, ok := src.v.(*ssa.Call)
			if !ok {
				continue
			}
			if fn, recv, args := program.Callee(&call.Call); fn != nil && recv == nil {
				o := option{name: fn.Name(), call: call, in: src.in}
				for _, arg := range args {
					o.args = append(o.args, src.in.passed(arg))
				}
				opts = append(opts, o)
			}
		}
	}
	return opts
}

// items returns the values that the argument at the spot consists of: those of a list, one by one, be it handed on from
// a caller.
func (e *Engine) items(arg spot) []spot {
	var found []spot
	for _, src := range e.spots(arg) {
		for _, v := range e.elements(src.v) {
			found = append(found, spot{v, src.in})
		}
	}
	return found
}

// given returns the values that an argument of o consists of: those of a list, one by one.
func (e *Engine) given(o option, arg ssa.Value) []ssa.Value {
	vs := e.elements(arg)
	for i, v := range vs {
		vs[i] = o.in.passed(v)
	}
	return vs
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
	e.options = map[ssa.Value][]setting{}
	for _, fn := range e.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Call:
					obj, recv, args := program.Callee(&instr.Call)
					if obj != nil && recv != nil && isConfigured(obj.Pkg()) {
						e.addOption(recv, b, option{name: obj.Name(), args: args, call: instr})
					}
				case *ssa.Store:
					fa, ok := instr.Addr.(*ssa.FieldAddr)
					if !ok {
						continue
					}
					if f := fieldOf(fa); isConfigured(f.Pkg()) {
						e.addOption(fa.X, b, option{name: f.Name(), args: []ssa.Value{instr.Val}})
					}
				}
			}
		}
	}
}

// addOption notes the option o, which is set on v in the block b.
func (e *Engine) addOption(v ssa.Value, b *ssa.BasicBlock, o option) {
	t := &tracing{e: e, seen: map[sight]bool{}, each: true, hands: true}
	for recv := v; recv != nil; recv = fluent(recv) {
		v = recv
	}
	t.trace(v, 0)
	for i, at := range t.met() {
		roots := []spot{at}
		if fluent(at.v) != nil {
			roots = e.origins(at)
		}
		for _, root := range roots {
			e.options[root.v] = append(e.options[root.v], setting{o, b, root.in, t.vias[i]})
			p, ok := root.v.(*ssa.Parameter)
			if !ok {
				continue
			}
			for _, given := range e.givenOutside(p) {
				for _, r := range e.origins(spot{given, nil}) {
					if r.v != root.v {
						e.options[r.v] = append(e.options[r.v], setting{o, b, r.in, nil})
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

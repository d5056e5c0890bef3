package answer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// graph knows who calls whom in one package: statically, through function values that can be traced to
// where they are made, and through interfaces by the methods of the package's own types.
type graph struct {
	calls   map[*ssa.Function][]ssa.CallInstruction // static calls
	dynamic []ssa.CallInstruction                   // the others
	methods map[string][]*ssa.Function
	callers map[*ssa.Function][]ssa.CallInstruction // through dynamic calls
	callees map[ssa.CallInstruction]reached
	lent    map[*ssa.Function][]ssa.CallInstruction // calls of unseen functions that get the function
	unsure  []loan                                  // those of which it is not yet known which function they get
}

type reached struct {
	fns      []*ssa.Function
	complete bool
}

// connect builds the call graph.
func (e *Engine) connect() {
	g := &graph{
		calls: map[*ssa.Function][]ssa.CallInstruction{}, methods: map[string][]*ssa.Function{},
		callees: map[ssa.CallInstruction]reached{}, callers: map[*ssa.Function][]ssa.CallInstruction{}, lent: map[*ssa.Function][]ssa.CallInstruction{},
	}
	e.graph = g
	for _, fn := range e.funcs {
		if fn.Signature.Recv() != nil && fn.Synthetic == "" {
			g.methods[fn.Name()] = append(g.methods[fn.Name()], fn)
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				if callee := call.Common().StaticCallee(); callee != nil {
					g.calls[callee] = append(g.calls[callee], call)
					if len(callee.Blocks) == 0 {
						g.lend(call)
					}
				} else if _, ok := call.Common().Value.(*ssa.Builtin); !ok {
					g.dynamic = append(g.dynamic, call)
					g.lend(call)
				}
			}
		}
	}
}

// lend notes the functions that a call hands to something that is not seen.
func (g *graph) lend(call ssa.CallInstruction) {
	for _, arg := range call.Common().Args {
		for {
			if ct, ok := arg.(*ssa.ChangeType); ok {
				arg = ct.X
				continue
			}
			if mi, ok := arg.(*ssa.MakeInterface); ok {
				arg = mi.X
				continue
			}
			break
		}
		switch f := arg.(type) {
		case *ssa.Function:
			g.lent[f] = append(g.lent[f], call)
		case *ssa.MakeClosure:
			if fn, ok := f.Fn.(*ssa.Function); ok {
				g.lent[fn] = append(g.lent[fn], call)
			}
		default:
			_, isFunc := arg.Type().Underlying().(*types.Signature)
			fn := program.Called(call.Common())
			if isFunc && fn != nil && fn.Pkg() != nil && retrierOf(fn.Pkg().Path()) != nil {
				g.unsure = append(g.unsure, loan{call, arg})
			}
		}
	}
}

// A loan is a function value that a call hands to a retry library.
type loan struct {
	call ssa.CallInstruction
	arg  ssa.Value
}

// lentTo returns the calls of unseen functions that get fn: itself, or a function value that it can be.
func (e *Engine) lentTo(fn *ssa.Function) []ssa.CallInstruction {
	unsure := e.graph.unsure
	e.graph.unsure = nil
	for _, l := range unsure {
		for _, f := range e.functions(l.arg).fns {
			e.graph.lent[f] = append(e.graph.lent[f], l.call)
		}
	}
	return e.graph.lent[fn]
}

// callersOf returns the calls of fn in the package, go and defer statements included.
func (e *Engine) callersOf(fn *ssa.Function) []ssa.CallInstruction {
	return append(slices.Clone(e.graph.calls[fn]), e.dynamicCallers(fn)...)
}

// dynamicCallers returns the calls through interfaces and function values that can reach fn. Only those
// whose signature fits are looked at.
func (e *Engine) dynamicCallers(fn *ssa.Function) []ssa.CallInstruction {
	g := e.graph
	if callers, ok := g.callers[fn]; ok {
		return callers
	}
	g.callers[fn] = nil // while it is being found out
	var callers []ssa.CallInstruction
	for _, call := range g.dynamic {
		if !fits(call.Common(), fn) {
			continue
		}
		if fns, _ := e.callees(call); slices.Contains(fns, fn) {
			callers = append(callers, call)
		}
	}
	g.callers[fn] = callers
	return callers
}

// fits reports whether a dynamic call can be one of fn by its name and signature.
func fits(c *ssa.CallCommon, fn *ssa.Function) bool {
	if c.IsInvoke() {
		return fn.Signature.Recv() != nil && c.Method.Name() == fn.Name()
	}
	sig, ok := c.Value.Type().Underlying().(*types.Signature)
	if !ok {
		return false
	}
	x := fn.Signature
	return x.Recv() == nil && types.Identical(sig.Params(), x.Params()) && types.Identical(sig.Results(), x.Results()) ||
		x.Recv() != nil && sig.Params().Len() == x.Params().Len()
}

// callees returns the functions of the package that the call can reach; complete is false if it can
// reach others too.
func (e *Engine) callees(call ssa.CallInstruction) (fns []*ssa.Function, complete bool) {
	common := call.Common()
	if fn := common.StaticCallee(); fn != nil {
		if len(fn.Blocks) > 0 {
			return []*ssa.Function{fn}, true
		}
		return nil, false
	}
	if r, ok := e.graph.callees[call]; ok {
		return r.fns, r.complete
	}
	var r reached
	e.graph.callees[call] = r // while it is being found out
	if common.IsInvoke() {
		r = e.implementations(common)
	} else if _, ok := common.Value.(*ssa.Builtin); !ok {
		r = e.functions(common.Value)
	}
	e.graph.callees[call] = r
	return r.fns, r.complete
}

// implementations returns the methods that an interface's method can be: those of the types of the package that the
// value can have, or of all that fit where not all its types are known.
func (e *Engine) implementations(c *ssa.CallCommon) reached {
	iface, ok := c.Value.Type().Underlying().(*types.Interface)
	if !ok {
		return reached{}
	}
	var all []*ssa.Function
	byType := map[*types.TypeName]*ssa.Function{}
	for _, fn := range e.graph.methods[c.Method.Name()] {
		if recv := fn.Signature.Recv().Type(); types.Implements(recv, iface) {
			all = append(all, fn)
			byType[namedOf(recv)] = fn
		}
	}
	if len(all) == 0 {
		return reached{}
	}
	known := reached{complete: true}
	for _, src := range e.sources(c.Value) {
		if x, ok := src.(*ssa.Const); ok && x.IsNil() {
			continue
		}
		fn := byType[namedOf(src.Type())]
		if fn == nil {
			return reached{fns: all}
		}
		if !slices.Contains(known.fns, fn) {
			known.fns = append(known.fns, fn)
		}
	}
	if len(known.fns) == 0 {
		return reached{fns: all}
	}
	return known
}

// functions returns the functions that a function value can be.
func (e *Engine) functions(v ssa.Value) reached {
	r := reached{complete: true}
	for _, src := range e.sources(v) {
		var fn *ssa.Function
		switch src := src.(type) {
		case *ssa.Function:
			fn = src
		case *ssa.MakeClosure:
			fn, _ = src.Fn.(*ssa.Function)
		case *ssa.Const:
			continue
		}
		switch {
		case fn == nil || len(fn.Blocks) == 0:
			r.complete = false
		case !slices.Contains(r.fns, fn):
			r.fns = append(r.fns, fn)
		}
	}
	r.complete = r.complete && len(r.fns) > 0
	return r
}

// exported reports whether other packages can call fn.
func exported(fn *ssa.Function) bool {
	obj := fn.Object()
	return obj != nil && obj.Exported()
}

// collect adds to funcs the functions that they make: wrappers of methods that are used as values.
func collect(funcs []*ssa.Function) []*ssa.Function {
	seen := map[*ssa.Function]bool{}
	var all []*ssa.Function
	add := func(fn *ssa.Function) {
		if fn != nil && !seen[fn] && len(fn.Blocks) > 0 {
			seen[fn] = true
			all = append(all, fn)
		}
	}
	for _, fn := range funcs {
		add(fn)
	}
	var ops []*ssa.Value
	for i := 0; i < len(all); i++ {
		for _, b := range all[i].Blocks {
			for _, instr := range b.Instrs {
				ops = instr.Operands(ops[:0])
				for _, op := range ops {
					if fn, ok := (*op).(*ssa.Function); ok {
						add(fn)
					}
				}
			}
		}
		for _, anon := range all[i].AnonFuncs {
			add(anon)
		}
	}
	return all
}

package answer

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
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
}

type reached struct {
	fns      []*ssa.Function
	complete bool
}

// connect builds the call graph.
func (e *Engine) connect() {
	g := &graph{
		calls: map[*ssa.Function][]ssa.CallInstruction{}, methods: map[string][]*ssa.Function{},
		callees: map[ssa.CallInstruction]reached{}, lent: map[*ssa.Function][]ssa.CallInstruction{},
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
		}
	}
}

// callersOf returns the calls of fn in the package, go and defer statements included.
func (e *Engine) callersOf(fn *ssa.Function) []ssa.CallInstruction {
	g := e.graph
	if g.callers == nil {
		g.callers = map[*ssa.Function][]ssa.CallInstruction{}
		for _, call := range g.dynamic {
			fns, _ := e.callees(call)
			for _, f := range fns {
				g.callers[f] = append(g.callers[f], call)
			}
		}
	}
	return append(slices.Clone(g.calls[fn]), g.callers[fn]...)
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
	if common.IsInvoke() {
		r.fns = e.implementations(common)
	} else if _, ok := common.Value.(*ssa.Builtin); !ok {
		t := &tracing{e: e, seen: map[ssa.Value]bool{}, complete: true}
		t.trace(common.Value, 0)
		r = reached{t.fns, t.complete && len(t.fns) > 0}
	}
	e.graph.callees[call] = r
	return r.fns, r.complete
}

// implementations returns the package's methods that an interface's method can be.
func (e *Engine) implementations(c *ssa.CallCommon) []*ssa.Function {
	iface, ok := c.Value.Type().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	var fns []*ssa.Function
	for _, fn := range e.graph.methods[c.Method.Name()] {
		if types.Implements(fn.Signature.Recv().Type(), iface) {
			fns = append(fns, fn)
		}
	}
	return fns
}

// tracing follows a function value back to the functions that it can be.
type tracing struct {
	e        *Engine
	seen     map[ssa.Value]bool
	fns      []*ssa.Function
	complete bool
}

func (t *tracing) add(fn *ssa.Function) {
	if len(fn.Blocks) == 0 {
		t.complete = false
		return
	}
	if !slices.Contains(t.fns, fn) {
		t.fns = append(t.fns, fn)
	}
}

func (t *tracing) all(vs []ssa.Value, depth int) {
	if len(vs) == 0 {
		t.complete = false
	}
	for _, v := range vs {
		t.trace(v, depth+1)
	}
}

func (t *tracing) trace(v ssa.Value, depth int) {
	if t.seen[v] {
		return
	}
	t.seen[v] = true
	if depth > 20 || len(t.fns) > 16 {
		t.complete = false
		return
	}
	switch v := v.(type) {
	case *ssa.Function:
		t.add(v)
	case *ssa.MakeClosure:
		if fn, ok := v.Fn.(*ssa.Function); ok {
			t.add(fn)
		}
	case *ssa.Const:
	case *ssa.ChangeType:
		t.trace(v.X, depth+1)
	case *ssa.Phi:
		t.all(v.Edges, depth)
	case *ssa.FreeVar:
		if b := binding(v); b != nil {
			t.trace(b, depth+1)
		} else {
			t.complete = false
		}
	case *ssa.Parameter:
		t.argument(v, depth)
	case *ssa.Call:
		t.result(v, 0, depth)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			t.result(call, v.Index, depth)
		} else {
			t.complete = false
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			t.load(v.X, depth)
		} else {
			t.complete = false
		}
	case *ssa.Lookup:
		t.elements(v.X, depth)
	default:
		t.complete = false
	}
}

// argument follows a parameter to what its function's callers pass.
func (t *tracing) argument(p *ssa.Parameter, depth int) {
	fn := p.Parent()
	i := slices.Index(fn.Params, p)
	calls := t.e.graph.calls[fn]
	if len(calls) == 0 || exported(fn) {
		t.complete = false
	}
	for _, c := range calls {
		if i < len(c.Common().Args) {
			t.trace(c.Common().Args[i], depth+1)
		}
	}
}

// exported reports whether other packages can call fn.
func exported(fn *ssa.Function) bool {
	obj := fn.Object()
	return obj != nil && obj.Exported()
}

// result follows a call's result to what the function returns.
func (t *tracing) result(call *ssa.Call, i, depth int) {
	fn := call.Call.StaticCallee()
	if fn == nil || len(fn.Blocks) == 0 {
		t.complete = false
		return
	}
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && i < len(ret.Results) {
			t.trace(ret.Results[i], depth+1)
		}
	}
}

// load follows memory to what is stored there: a variable's, or a field's in any struct of the type.
func (t *tracing) load(addr ssa.Value, depth int) {
	if fv, ok := addr.(*ssa.FreeVar); ok {
		if b := binding(fv); b != nil {
			addr = b
		}
	}
	switch addr := addr.(type) {
	case *ssa.Global, *ssa.Alloc:
		t.all(values(t.e.stores[place{base: addr}]), depth)
	case *ssa.FieldAddr:
		if f := fieldOf(addr); f != nil {
			t.all(t.e.fields[f], depth)
			return
		}
		t.complete = false
	default:
		t.complete = false
	}
}

// elements follows a map to the values that are put into it.
func (t *tracing) elements(m ssa.Value, depth int) {
	if load, ok := m.(*ssa.UnOp); ok && load.Op == token.MUL {
		if g, ok := load.X.(*ssa.Global); ok {
			for _, st := range t.e.stores[place{base: g}] {
				t.elements(st.Val, depth+1)
			}
			return
		}
	}
	mm, ok := m.(*ssa.MakeMap)
	if !ok {
		t.complete = false
		return
	}
	for _, ref := range *mm.Referrers() {
		if up, ok := ref.(*ssa.MapUpdate); ok {
			t.trace(up.Value, depth+1)
		}
	}
}

// lentTo returns the calls of unseen functions that get fn as an argument.
func (e *Engine) lentTo(fn *ssa.Function) []ssa.CallInstruction { return e.graph.lent[fn] }

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

package answer

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/medipimlint/medipimlint/analyzer/internal/catalog"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// Engine walks the functions of one package.
type Engine struct {
	pkg     *types.Package
	graph   *graph
	funcs   []*ssa.Function
	catalog *catalog.Catalog

	// Generated reports whether the file at a position is generated code, in which nothing is reported:
	// a send there is one of the call that leads to it.
	Generated func(token.Pos) bool

	// Offers reports whether what is wrong with a client that fn yields, or a package-level variable holds (nil), is
	// reported here: it may not be the API's.
	Offers func(fn *ssa.Function) bool

	ids         *numbering
	imports     Imports
	facts       map[types.Object]*Fact
	handed      map[*types.Func]*handing
	handedOrder []*types.Func

	methods    typeutil.MethodSetCache
	withins    map[within]*within
	inner      map[innerKey]*node
	bodies     map[*ssa.Function]tri                 // whether what goes through a tripper has a body
	below      map[*send.Send]map[*ssa.Function]bool // the trippers that sends go through
	fuel       int                                   // instructions that the walks for one send may still take
	asker      asker
	options    map[ssa.Value][]setting
	predicate  *[]predicate
	getter     *[]predicate
	exported   *[]namedValue // see sentinelNames
	sentinel   *[]sentinel
	second     map[ssa.CallInstruction]bool // sends that are the second try of another one
	receives   []ssa.Instruction            // those that take something out of a channel
	beneaths   map[ssa.Value]bool           // clients and transports of which it is being judged what they are made with
	making     map[*ssa.Call]bool           // calls of function values whose results are being followed
	setting    map[ssa.Value]bool           // fields of other packages' types that are being followed
	held       map[ssa.Value]*tracing       // see holders
	carried    map[spot][]spot              // see transportsOf
	spotted    map[spot][]spot              // see spots
	reads      map[*types.Var]ssa.Value     // see canonical
	ways       map[wayOf]ways               // see through
	cycles     int                          // questions met again while they were being answered
	sights     int                          // values that were followed, in all runs
	init       *ssa.Function
	inits      map[place]*value
	reset      map[*ssa.Global]bool
	finals     map[*ssa.Function]map[place]*value
	prologues  map[ssa.CallInstruction]prologue
	stores     map[place][]*ssa.Store
	fields     map[*types.Var][]*ssa.Store
	consts     map[ssa.Value]*value
	names      map[*types.Func]string
	evaluating map[ssa.Value]bool
	flows      map[*ssa.Function]*flow
	traits     map[*ssa.Function]*traits
	sends      map[ssa.CallInstruction]*send.Send
	order      []*send.Send // in source order
}

// New returns the engine of the package pkg, whose functions with a body are funcs.
// imports may be nil.
func New(pkg *ssa.Package, funcs []*ssa.Function, cat *catalog.Catalog, imports Imports) *Engine {
	e := &Engine{
		pkg: pkg.Pkg, catalog: cat,
		withins: map[within]*within{}, inner: map[innerKey]*node{},
		imports: imports, facts: map[types.Object]*Fact{}, handed: map[*types.Func]*handing{},
		ids:        &numbering{},
		bodies:     map[*ssa.Function]tri{},
		second:     map[ssa.CallInstruction]bool{},
		beneaths:   map[ssa.Value]bool{},
		making:     map[*ssa.Call]bool{},
		setting:    map[ssa.Value]bool{},
		held:       map[ssa.Value]*tracing{},
		carried:    map[spot][]spot{},
		spotted:    map[spot][]spot{},
		reads:      map[*types.Var]ssa.Value{},
		ways:       map[wayOf]ways{},
		init:       pkg.Func("init"),
		finals:     map[*ssa.Function]map[place]*value{},
		prologues:  map[ssa.CallInstruction]prologue{},
		stores:     map[place][]*ssa.Store{},
		fields:     map[*types.Var][]*ssa.Store{},
		consts:     map[ssa.Value]*value{},
		names:      map[*types.Func]string{},
		evaluating: map[ssa.Value]bool{},
		flows:      map[*ssa.Function]*flow{},
		traits:     map[*ssa.Function]*traits{},
		sends:      map[ssa.CallInstruction]*send.Send{},
	}
	e.funcs = program.Concrete(collect(append(slices.Clone(funcs), pkg.Func("init"))))
	for _, fn := range e.funcs {
		e.index(fn)
	}
	e.connect()
	for _, fn := range e.funcs {
		if !send.IsWrapper(fn) {
			e.findSends(fn)
		}
	}
	e.order = slices.DeleteFunc(e.order, e.seen)
	return e
}

// index notes what fn stores, by the place and by the field.
func (e *Engine) index(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if p, ok := staticPlace(st.Addr); ok {
				e.stores[p] = append(e.stores[p], st)
			}
			if fa, ok := st.Addr.(*ssa.FieldAddr); ok {
				f := fieldOf(fa)
				e.fields[f] = append(e.fields[f], st)
			}
		}
	}
}

// findSends notes the calls in fn that are sends.
func (e *Engine) findSends(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			s, known := e.foreignSend(call)
			if !known {
				s = send.Of(call)
			}
			if s != nil {
				e.sends[call] = s
				e.order = append(e.order, s)
			}
		}
	}
}

// seen reports whether s is a call that goes to functions of the package after all, and takes it out of the
// sends if so.
func (e *Engine) seen(s *send.Send) bool {
	common := s.Call.Common()
	if _, all := e.foreignMethods(common); all && s.Library == send.Foreign {
		f := e.imported(common)
		generated := s.Response >= 0 && send.IsGenerated(common.Signature().Results().At(s.Response).Type())
		if f != nil && len(f.Outcomes) > 0 || f == nil && generated {
			s.Medipim = true
			return false
		}
		delete(e.sends, s.Call)
		return true // it is dealt with, or was reported, where the method is
	}
	if common.StaticCallee() != nil || common.IsInvoke() && s.Library != send.Foreign {
		return false
	}
	fns, _ := e.callees(s.Call)
	own := slices.ContainsFunc(fns, func(fn *ssa.Function) bool { return !send.IsWrapper(fn) })
	if own {
		delete(e.sends, s.Call)
	}
	return own
}

// fieldOf returns the field that fa is the address of, of the generic type if it is an instance's.
func fieldOf(fa *ssa.FieldAddr) *types.Var { return program.Field(fa).Origin() }

// staticPlace returns the place that the address v stands for in every execution.
func staticPlace(v ssa.Value) (place, bool) {
	switch v := v.(type) {
	case *ssa.Global, *ssa.Alloc:
		return place{base: v}, true
	case *ssa.FieldAddr:
		p, ok := staticPlace(v.X)
		return place{p.base, p.path + "." + itoa(v.Field)}, ok
	case *ssa.FreeVar:
		if b := program.Binding(v); b != nil {
			return staticPlace(b)
		}
	}
	return place{}, false
}

// Sends returns the sends of the package, function by function, in source order.
func (e *Engine) Sends() []*send.Send { return e.order }

// ReadsStatus reports whether the package looks at the status of any response, for more than to send again what
// was throttled: a helper that does that for some requests says nothing of the others.
func (e *Engine) ReadsStatus() bool {
	for _, fn := range e.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.FieldAddr:
					if send.IsResponse(instr.X.Type()) && strings.HasPrefix(fieldName(instr), "Status") && !onlyThrottled(instr) {
						return true
					}
				case *ssa.Call:
					if fn, recv, _ := program.Callee(&instr.Call); fn != nil && recv != nil && send.IsResponse(recv.Type()) && strings.Contains(fn.Name(), "Status") {
						return true
					}
				}
			}
		}
	}
	return false
}

// onlyThrottled reports whether all that a status, or its address, is used for is to compare it with 429.
func onlyThrottled(status ssa.Value) bool {
	for _, ref := range program.Uses(status) {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.UnOp:
			if !onlyThrottled(ref) {
				return false
			}
		case *ssa.BinOp:
			if !isThrottled(ref.X) && !isThrottled(ref.Y) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func isThrottled(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.Int && c.Int64() == int64(Limited)
}

package origin

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// Facts tells what other packages' analysis found out about their own objects.
type Facts interface {
	// Field returns what a field of an imported struct can hold.
	Field(*types.Var) Set
	// Result returns what result i of an imported function can be.
	Result(f *types.Func, i int) Set
	// Decodes returns the index of the parameter that an imported function decodes a body
	// into, and of the one that the body comes from (-1 if unknown); into is -1 if it decodes none.
	Decodes(f *types.Func) (into, from int)
	// Scoped reports whether an imported package is Medipim client code itself.
	Scoped(*types.Package) bool
}

// Engine answers questions about the values of one package. It is not safe for concurrent use.
type Engine struct {
	// Funcs are the functions of the package with a body: declared, literals, the package's
	// initialiser, and the instances of generic functions. In source order.
	Funcs []*ssa.Function

	pkg   *types.Package
	facts Facts

	paths  map[pathKey]*path
	types  typeutil.Map
	frames map[frameKey]*frame

	values   map[ast.Expr][]ssa.Value
	single   []ssa.Value                         // the values of expressions that have one
	calls    map[token.Pos][]ssa.CallInstruction // by the position of the left parenthesis
	sources  map[ssa.Value]ast.Expr
	relevant bool

	callers  map[*ssa.Function][]ssa.CallInstruction
	taken    map[*ssa.Function]bool                  // used as a value
	lends    map[*ssa.Function][]ssa.CallInstruction // library calls that a function is an argument of
	methods  map[string][]*ssa.Function
	promoted map[string][]promotion // by the method's name
	sends    []sent
	globals  map[*ssa.Global][]*ssa.Function // functions that touch the variable
	leaves   map[types.Type][]leaf
	takers   map[types.Type][]*ssa.Parameter // of a reference to the type
	writers  map[types.Type][]writer
	named    []*types.Named // the package's own
	outers   map[types.Type][]outer
	noted    map[types.Type]bool // struct types that outers has

	descents  map[*ssa.Function]*descent
	effects   map[*ssa.Function]map[ssa.Value][]touch
	called    map[*ssa.Function][]site
	escaping  map[*ssa.Function]bool // function literals: may somebody else call them?
	handsOut  map[*ssa.Global]bool   // variables whose address functions return
	abroad    map[*ssa.Function]bool // see Abroad
	served    map[types.Type]side    // see serves
	compared  []*ssa.Global          // see sentinels
	comparing []ssa.CallInstruction  // calls of errors.Is
	born      map[birthKey]Set
	bearing   map[birthKey]int // in progress: depth
	exiting   map[exitKey]int  // in progress: depth
	exits     map[exitKey]exited

	mayWrite   map[place]bool
	invoked    map[invoked]fit
	plausibles map[shape]bool // see plausible
	alikes     typeutil.Map   // signatures → functions
	ways       map[types.Type]map[*types.Named][]wayTo
	held       map[*types.Named][]holding
	plans      map[place]*plan
	order      program.Order
	made       map[*ssa.Function][]*ssa.MakeClosure
	names      map[*types.Func]string

	operandsOf   []*ssa.Value          // of the instruction that is being indexed
	dynamicCalls []ssa.CallInstruction // through interfaces and function values
	dynamic      map[*ssa.Function][]ssa.CallInstruction

	here  *ssa.Function          // of a question as Here asks it
	views map[*ssa.Function]view // what such questions found out

	texts    bool // the question is which values v can be (see Stored), not where they come from
	textMemo map[query]Set
	textBorn map[birthKey]Set

	memo   map[query]Set
	active map[query]int // depth at which a question in progress was asked
	low    int           // the shallowest question in progress that was met again
	asking []*asked      // questions in progress

	partial       map[query]partial // what was found of questions that wait for one in progress
	partialExits  map[exitKey]partial
	partialBirths map[birthKey]partial
	halfValues    []query // their keys
	halfExits     []exitKey
	halfBirths    []birthKey
	fuel          int

	budget, spent, granted int // steps: for the package, used of them, of the last question
}

// sent is a value that is sent on a channel.
type sent struct {
	ch, x ssa.Value
	at    ssa.Instruction
}

// New returns an engine for pkg, which must be built with GlobalDebug.
func New(pkg *ssa.Package, facts Facts, left func(*ssa.Function) bool) *Engine {
	e := &Engine{
		pkg:      pkg.Pkg,
		facts:    facts,
		paths:    map[pathKey]*path{},
		frames:   map[frameKey]*frame{},
		callers:  map[*ssa.Function][]ssa.CallInstruction{},
		taken:    map[*ssa.Function]bool{},
		lends:    map[*ssa.Function][]ssa.CallInstruction{},
		methods:  map[string][]*ssa.Function{},
		promoted: map[string][]promotion{},
		globals:  map[*ssa.Global][]*ssa.Function{},
		leaves:   map[types.Type][]leaf{},
		takers:   map[types.Type][]*ssa.Parameter{},
		writers:  map[types.Type][]writer{},
		outers:   map[types.Type][]outer{},
		noted:    map[types.Type]bool{},
		effects:  map[*ssa.Function]map[ssa.Value][]touch{},
		descents: map[*ssa.Function]*descent{},
		called:   map[*ssa.Function][]site{},
		escaping: map[*ssa.Function]bool{},
		handsOut: map[*ssa.Global]bool{},
		abroad:   map[*ssa.Function]bool{},
		born:     map[birthKey]Set{},
		bearing:  map[birthKey]int{},
		exiting:  map[exitKey]int{},
		exits:    map[exitKey]exited{},

		mayWrite:   map[place]bool{},
		ways:       map[types.Type]map[*types.Named][]wayTo{},
		invoked:    map[invoked]fit{},
		plausibles: map[shape]bool{},
		plans:      map[place]*plan{},
		made:       map[*ssa.Function][]*ssa.MakeClosure{},
		names:      map[*types.Func]string{},
		memo:       map[query]Set{},

		textMemo: map[query]Set{},
		textBorn: map[birthKey]Set{},
		active:   map[query]int{},
		partial:  map[query]partial{},

		partialExits:  map[exitKey]partial{},
		partialBirths: map[birthKey]partial{},
	}
	e.collect(pkg, left)
	program.Direct(e.Funcs)
	e.index()
	e.budget = baseBudget
	for _, fn := range e.Funcs {
		for _, b := range fn.Blocks {
			e.budget += perInstr * len(b.Instrs)
		}
	}
	e.relevant = e.relevant || slices.ContainsFunc(e.named, func(t *types.Named) bool { return envelope.Is(t) || envelope.Inner(t) })
	for _, imp := range pkg.Pkg.Imports() {
		e.relevant = e.relevant || facts != nil && facts.Scoped(imp)
	}
	return e
}

// Relevant reports whether anything in the package can hold an answer or a part of one. If not,
// no value comes from there, and no question needs to be asked.
func (e *Engine) Relevant() bool { return e.relevant }

// index notes, in one pass over all instructions, what questions start from.
func (e *Engine) index() {
	sourced, calls := 0, 0
	for _, fn := range e.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr.(type) {
				case *ssa.DebugRef:
					sourced++
				case ssa.CallInstruction:
					calls++
				}
			}
		}
	}
	e.values = make(map[ast.Expr][]ssa.Value, sourced)
	e.sources = make(map[ssa.Value]ast.Expr, sourced)
	e.calls = make(map[token.Pos][]ssa.CallInstruction, calls)
	e.single = make([]ssa.Value, 0, sourced)
	for _, t := range e.named {
		e.noteStruct(t)
	}
	for _, fn := range e.Funcs {
		if recv := fn.Signature.Recv(); recv != nil && fn.Synthetic == "" || fn.Origin() != nil && recv != nil {
			e.methods[fn.Name()] = append(e.methods[fn.Name()], fn)
		}
		for _, prm := range fn.Params {
			e.relevant = e.relevant || IsResponse(prm.Type())
			e.noteValue(prm)
			if reference(prm.Type()) {
				own := e.own(prm.Type())
				e.takers[own] = append(e.takers[own], prm)
			}
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				e.indexInstr(fn, instr)
			}
		}
	}
}

func (e *Engine) indexInstr(fn *ssa.Function, instr ssa.Instruction) {
	if v, ok := instr.(ssa.Value); ok {
		e.relevant = e.relevant || IsResponse(v.Type())
		e.noteValue(v)
	}
	var callee ssa.Value
	switch instr := instr.(type) {
	case *ssa.DebugRef:
		if !instr.IsAddr {
			if have := e.values[instr.Expr]; have != nil {
				e.values[instr.Expr] = append(have, instr.X)
			} else {
				e.single = append(e.single, instr.X)
				last := len(e.single)
				e.values[instr.Expr] = e.single[last-1 : last : last]
			}
			if e.sources[instr.X] == nil || betterSource(instr.Expr, e.sources[instr.X]) {
				e.sources[instr.X] = instr.Expr
			}
		}
		return
	case ssa.CallInstruction:
		if obj := program.Called(instr.Common()); obj != nil && !e.relevant {
			e.relevant = readsBody(e.FullName(obj)) || e.maybeDecodes(obj)
		} else if obj == nil && !e.relevant {
			e.relevant = e.decoderValue(instr.Common())
		}
		if e.compares(instr) {
			e.comparing = append(e.comparing, instr)
		}
		pos := instr.Common().Pos()
		e.calls[pos] = append(e.calls[pos], instr)
		if static := instr.Common().StaticCallee(); static != nil {
			e.callers[static] = append(e.callers[static], instr)
			callee = instr.Common().Value
			if !e.ours(static) {
				e.lend(instr)
			}
		} else if _, ok := instr.Common().Value.(*ssa.Builtin); !ok {
			e.dynamicCalls = append(e.dynamicCalls, instr)
			if _, sequence := instr.Common().Value.(*ssa.Call); sequence {
				e.lend(instr)
			}
		}
	case *ssa.MakeClosure:
		lit := instr.Fn.(*ssa.Function)
		e.made[lit] = append(e.made[lit], instr)
	case *ssa.Send:
		e.sends = append(e.sends, sent{instr.Chan, instr.X, instr})
	case *ssa.Select:
		for _, st := range instr.States {
			if st.Dir == types.SendOnly {
				e.sends = append(e.sends, sent{st.Chan, st.Send, instr})
			}
		}
	}
	e.operandsOf = instr.Operands(e.operandsOf[:0])
	for _, op := range e.operandsOf {
		switch v := (*op).(type) {
		case *ssa.Function:
			if v != callee {
				if _, closure := instr.(*ssa.MakeClosure); !closure {
					e.taken[v] = true
				}
			}
		case *ssa.MakeClosure:
			if ssa.Value(v) != callee {
				e.taken[v.Fn.(*ssa.Function)] = true
			}
		case *ssa.Global:
			if fns := e.globals[v]; len(fns) == 0 || fns[len(fns)-1] != fn {
				e.globals[v] = append(fns, fn)
			}
		}
	}
	e.indexLeaves(fn, instr)
}

// maybeDecodes reports whether a function of another package, or of an interface, may be a decoder
// of JSON: it takes any.
func (e *Engine) maybeDecodes(f *types.Func) bool {
	if !decoderName(f.Name()) || f.Pkg() == nil {
		return false
	}
	for prm := range f.Signature().Params().Variables() {
		if iface, ok := prm.Type().Underlying().(*types.Interface); ok && iface.Empty() {
			return true
		}
	}
	return decoders[f.Pkg().Path()]
}

// betterSource prefers the expression that computes a value to an identifier that holds it.
func betterSource(x, than ast.Expr) bool {
	_, ident := than.(*ast.Ident)
	_, alsoIdent := x.(*ast.Ident)
	return ident && !alsoIdent
}

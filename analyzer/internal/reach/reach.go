// Package reach tells which statuses an answer can still have where the program looks at it: what
// conditions, early returns, helpers and callers leave of them.
//
// A function is evaluated for a status, on all paths at once (sparse conditional constant propagation),
// with the answer's status known and everything else open; functions that it calls are evaluated with
// what is known of their arguments. The evaluation notes what it asks about the status, and holds for
// all statuses with the same answers: a function that compares it with 404 is evaluated twice.
package reach

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// Set is a set of statuses, in ascending order.
type Set []int

// Errors returns the 4xx and 5xx of s.
func (s Set) Errors() Set {
	return slices.DeleteFunc(slices.Clone(s), func(status int) bool { return status < 400 })
}

// Has reports whether status is in s.
func (s Set) Has(status int) bool { return slices.Contains(s, status) }

// Success reports whether a 2xx is in s.
func (s Set) Success() bool {
	return slices.ContainsFunc(s, func(status int) bool { return status >= 200 && status < 300 })
}

// Options are what an Engine asks others.
type Options struct {
	Statuses []int                                    // statuses to look at besides the usual ones: the catalog's
	Facts    func(*types.Func) []Outcome              // what functions of other packages make of a status; may be nil
	Trippers func(*send.Send) ([]*ssa.Function, bool) // the transports that a send goes through; may be nil
	Layers   func(*send.Send) []*ssa.Function         // those of them that all of it goes through; may be nil
	Outside  func(*send.Send) ([]*types.Func, bool)   // those of other packages; may be nil
	Hooks    func(*send.Send) [][]*ssa.Function       // for each of a library's clients, what may make an error of an answer; may be nil
}

// Engine answers questions about one package. It is not safe for concurrent use.
type Engine struct {
	origins  *origin.Engine
	facts    func(*types.Func) []Outcome
	statuses Set

	globals    map[*ssa.Global][]*ssa.Store
	elements   map[*ssa.Global][]*ssa.Store // of arrays
	literals   map[ssa.Value]*value
	constants  map[*ssa.Const]*value
	keepings   []keeping
	transports *transports
	hereMemo   map[ssa.Value]origin.Set
	ofMemo     map[ssa.Value]origin.Set

	layouts  map[*ssa.Function]*layout
	known    map[callKey][]*entered // calls
	calls    map[boundKey]*entered  // those that hold for the question that is being answered
	ids      map[ssa.Value]int      // of answers
	settling int                    // transports that are being evaluated
	active   map[*ssa.Function]int

	subject string                 // that the last question was about
	atCalls map[atCall]Answer      // of the question that is being answered
	runs    map[viewed][]evaluated // of the subject

	work   int // instructions that may still be evaluated
	nested int // questions about callers that may still be asked
}

// usual are the statuses that are always looked at: some of each class.
var usual = []int{200, 201, 204, 301, 304, 400, 401, 403, 404, 405, 418, 422, 429, 500, 502, 503, 504}

// New returns the engine of the package whose origins are o.
func New(o *origin.Engine, opts Options) *Engine {
	e := &Engine{
		origins: o, facts: opts.Facts,
		globals:  map[*ssa.Global][]*ssa.Store{},
		elements: map[*ssa.Global][]*ssa.Store{},
		literals: map[ssa.Value]*value{}, constants: map[*ssa.Const]*value{},
		hereMemo: map[ssa.Value]origin.Set{}, ofMemo: map[ssa.Value]origin.Set{},
		layouts: map[*ssa.Function]*layout{}, calls: map[boundKey]*entered{}, known: map[callKey][]*entered{}, ids: map[ssa.Value]int{}, active: map[*ssa.Function]int{},
		atCalls: map[atCall]Answer{}, runs: map[viewed][]evaluated{},
	}
	e.transports = &transports{e: e, trippers: opts.Trippers, layers: opts.Layers, outside: opts.Outside, hooks: opts.Hooks, memo: map[*ssa.Function]Set{}}
	e.statuses = append(slices.Clone(usual), opts.Statuses...)
	funcs := o.Funcs
	if len(funcs) > 0 && funcs[0].Pkg != nil {
		if init := funcs[0].Pkg.Func("init"); !slices.Contains(funcs, init) {
			funcs = append(slices.Clone(funcs), init)
		}
	}
	for _, fn := range funcs {
		e.index(fn)
	}
	slices.Sort(e.statuses)
	e.statuses = slices.Compact(e.statuses)
	return e
}

// index notes the stores to variables of the package, and the statuses that fn names.
func (e *Engine) index(fn *ssa.Function) {
	var ops []*ssa.Value
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if st, ok := instr.(*ssa.Store); ok {
				if g, ok := st.Addr.(*ssa.Global); ok {
					e.globals[g] = append(e.globals[g], st)
				}
				if el, ok := st.Addr.(*ssa.IndexAddr); ok {
					if g, ok := el.X.(*ssa.Global); ok {
						e.elements[g] = append(e.elements[g], st)
					}
				}
			}
			e.indexKept(instr)
			ops = instr.Operands(ops[:0])
			for _, op := range ops {
				if c, ok := (*op).(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Int && len(e.statuses) < 60 {
					if n, ok := constant.Int64Val(c.Value); ok && n >= 200 && n < 600 && !slices.Contains(e.statuses, int(n)) {
						e.statuses = append(e.statuses, int(n))
					}
				}
			}
		}
	}
}

// All returns every status that is looked at.
func (e *Engine) All() Set { return slices.Clone(e.statuses) }

// An Answer is what Statuses found out.
type Answer struct {
	Set   Set
	Doubt bool // something unseen may have kept statuses away
}

// Join adds what b found out to a, about the same subject by another way.
func (a *Answer) Join(b Answer) {
	a.Set = append(a.Set, b.Set...)
	a.Doubt = a.Doubt || b.Doubt
}

// Statuses returns the statuses that the subject can have where the program is at the instruction
// at: all, if nothing was found out about them; none, if at itself cannot be told to be reached.
func (e *Engine) Statuses(s Subject, at ssa.Instruction) Answer {
	return e.statusesFor(s, at, 0, nil)
}

// Locally returns the statuses that the function of at itself leaves the subject, whatever its callers leave: it asks
// less than Statuses, which returns no others.
func (e *Engine) Locally(s Subject, at ssa.Instruction) Set {
	key := s.key()
	e.begin(key)
	out, _ := e.locally(s, key, at, 0, nil)
	return out.Set
}

// Returned is Statuses for a return that yields no error: where its error cannot be nil, it says nothing.
func (e *Engine) Returned(s Subject, ret *ssa.Return) Answer {
	out := e.statusesFor(s, ret, 0, func(r *run) bool {
		for _, res := range ret.Results {
			if x := r.returned(res, ret.Block()); x != nil && isError(res.Type()) && x.isNil() < 0 {
				return false
			}
		}
		return true
	})
	out.Doubt = out.Doubt || looksLast(ret.Parent())
	return out
}

// begin starts a question.
func (e *Engine) begin(subject string) {
	if subject == "" || subject != e.subject {
		clear(e.runs)
	}
	clear(e.calls)
	clear(e.atCalls)
	e.subject = subject
	e.work, e.nested = maxWork, maxNested
}

func (e *Engine) statusesFor(s Subject, at ssa.Instruction, up int, counts func(*run) bool) Answer {
	key := s.key()
	if up == 0 {
		e.begin(key)
	} else if e.nested--; e.nested < 0 {
		return Answer{Set: e.All(), Doubt: true}
	}
	out, cut := e.locally(s, key, at, up, counts)
	if cut || len(out.Set) == 0 {
		return out
	}
	entry, known := e.entry(s, at.Parent(), up)
	if !known {
		return out
	}
	out.Doubt = out.Doubt || entry.Doubt
	out.Set = slices.DeleteFunc(out.Set, func(status int) bool { return !entry.Set.Has(status) })
	return out
}

// locally is statusesFor, but for what the callers of the function leave of the statuses. cut is true where that would
// take too long to tell: then it is all of them.
func (e *Engine) locally(s Subject, key string, at ssa.Instruction, up int, counts func(*run) bool) (out Answer, cut bool) {
	e.work = maxWork
	for i, in := range e.views(s, at.Parent()) {
		var doubt bool
		runs := e.runsOf(viewed{at.Parent(), key, i}, in, up)
		if e.work <= 0 {
			return Answer{Set: e.All(), Doubt: true}, true
		}
		for _, r := range runs {
			if r.reaches(at) && (counts == nil || counts(r.run)) {
				out.Set = append(out.Set, r.statuses...)
				doubt = doubt || r.doubted(at)
			}
		}
		out.Doubt = out.Doubt || doubt
	}
	slices.Sort(out.Set)
	out.Set = slices.Compact(out.Set)
	return out, false
}

// runsOf is evaluate, once in a question for all instructions of a function.
func (e *Engine) runsOf(k viewed, in *view, up int) []evaluated {
	runs, ok := e.runs[k]
	if !ok {
		in.refused = e.refusals(in.Subject, in.fn, up)
		if runs = e.evaluate(in, ""); e.work > 0 {
			e.runs[k] = runs
		}
	}
	return runs
}

// A viewed is a view of a subject in a function.
type viewed struct {
	fn      *ssa.Function
	subject string
	view    int
}

// solved evaluates the view's function under a status.
func (e *Engine) solved(in *view, status *alike, code string) *run {
	if in.seen == "" {
		in.seen = e.nameOf(in)
	}
	r := e.newRun(in.fn, scenario{alike: status, code: code, in: in}, 0)
	r.top = true
	for _, p := range in.fn.Params {
		r.val(p) // not later, when the statuses that are taken alike are settled
	}
	for _, v := range in.fn.FreeVars {
		r.val(v)
	}
	r.solve()
	return r
}

// doubted reports whether a test that every way to the instruction at takes may be about the status.
func (r *run) doubted(at ssa.Instruction) bool {
	for _, b := range r.doubt {
		if b.Dominates(at.Block()) {
			return true
		}
	}
	return false
}

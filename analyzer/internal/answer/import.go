package answer

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

const (
	tokenString = token.STRING
	tokenInt    = token.INT
	tokenSub    = token.SUB
)

// Imports tells what other packages' analysis found out.
type Imports interface {
	// Answer returns the fact about an object of another package, or nil.
	Answer(types.Object) *Fact
	// Scoped reports whether another package is Medipim client code itself.
	Scoped(*types.Package) bool
	// MayRetry reports whether another package, which is out of scope, may retry what is sent through it.
	MayRetry(*types.Package) bool
	// Steady reports whether a function of such a package is one that does not.
	Steady(*types.Func) bool
}

// imported returns the fact about the function of another package that a call names, or nil.
func (e *Engine) imported(c *ssa.CallCommon) *Fact {
	if e.imports == nil {
		return nil
	}
	if methods, all := e.foreignMethods(c); all {
		for _, m := range methods {
			if f := e.fact(m.Origin()); f != nil {
				return f
			}
		}
		return nil
	}
	fn := program.Called(c)
	if fn == nil {
		return nil
	}
	return e.fact(fn.Origin())
}

// foreignMethods returns the methods of other packages in scope that a call through an interface goes to;
// all says that it goes to nothing else.
func (e *Engine) foreignMethods(c *ssa.CallCommon) (methods []*types.Func, all bool) {
	if e.imports == nil || !c.IsInvoke() {
		return nil, false
	}
	for _, v := range e.sources(c.Value) {
		obj := namedOf(v.Type())
		if obj == nil || obj.Pkg() == nil || obj.Pkg() == e.pkg || types.IsInterface(obj.Type()) || !e.imports.Scoped(obj.Pkg()) {
			return nil, false
		}
		sel := e.methods.MethodSet(types.NewPointer(obj.Type())).Lookup(obj.Pkg(), c.Method.Name())
		if sel == nil {
			return nil, false
		}
		methods = append(methods, sel.Obj().(*types.Func))
	}
	return methods, len(methods) > 0
}

// fact returns the fact about an object of another package, or nil.
func (e *Engine) fact(obj types.Object) *Fact {
	if e.imports == nil || obj == nil || obj.Pkg() == nil || obj.Pkg() == e.pkg || !e.imports.Scoped(obj.Pkg()) {
		return nil
	}
	f, ok := e.facts[obj]
	if !ok {
		f = e.imports.Answer(obj)
		e.facts[obj] = f
	}
	return f
}

// foreignSend returns the send that a call of another package's function is by its fact. known is false if
// nothing is known of the package.
func (e *Engine) foreignSend(call ssa.CallInstruction) (s *send.Send, known bool) {
	common := call.Common()
	fn, recv, _ := program.Callee(common)
	if e.imports == nil || fn == nil || fn.Pkg() == nil || fn.Pkg() == e.pkg || !e.imports.Scoped(fn.Pkg()) {
		return nil, false
	}
	if _, ok := call.(*ssa.Call); !ok {
		return nil, true
	}
	f := e.imported(common)
	if f == nil || len(f.Outcomes) == 0 {
		if results := fn.Signature().Results(); results.Len() == 2 && send.IsGenerated(results.At(0).Type()) {
			if s := send.Of(call); s != nil {
				s.Medipim = true
				return s, true
			}
		}
		return nil, !common.IsInvoke()
	}
	s = &send.Send{Call: call, Library: send.Foreign, Method: fn.Name(), Response: -1, Err: -1, Client: recv, Medipim: true}
	results := fn.Signature().Results()
	for i := range results.Len() {
		switch t := results.At(i).Type(); {
		case send.IsResponse(t):
			s.Response = i
		case isErrorType(t):
			s.Err = i
		}
	}
	return s, true
}

// outcomes returns what a call of another package's function yields in a scenario, by its fact.
func (e *Engine) outcomes(call ssa.CallInstruction, f *Fact, sc scenario) []start {
	v := call.Value()
	e.asker.is(sc.status, func(s Status) bool {
		return !slices.ContainsFunc(f.Outcomes, func(o Outcome) bool { return o.Of.Has(s) != o.Of.Has(sc.status) })
	})
	fn := program.Called(call.Common())
	var starts []start
	for _, o := range f.Outcomes {
		if sc.status == Failed && !o.Failed || sc.status != Failed && !o.Of.Has(sc.status) {
			continue
		}
		s := start{mem: map[place]*value{}}
		var elems []*value
		for i, r := range o.Results {
			elems = append(elems, e.rebuild(r, v, i, fn.Pkg(), sc, s.mem))
		}
		s.value = tupleOf(elems...)
		if len(elems) == 1 {
			s.value = elems[0]
		}
		starts = append(starts, s)
	}
	return starts
}

// rebuild returns the value that a fact describes.
func (e *Engine) rebuild(r Result, at ssa.Value, i int, pkg *types.Package, sc scenario, mem map[place]*value) *value {
	switch r.Kind {
	case Answer:
		return &value{kind: response}
	case Nil:
		return nilValue
	case Constant:
		return parseConst(r.Const)
	case Struct:
		t := typeNamed(pkg, r.Type)
		if t == nil {
			return opaque
		}
		s, ok := t.Underlying().(*types.Struct)
		if !ok {
			return opaque
		}
		v := &value{kind: structure, elems: make([]*value, s.NumFields())}
		for j := range v.elems {
			v.elems[j] = opaque
			for _, f := range r.Fields {
				if f.Path == "."+itoa(j) {
					v.elems[j] = f.value(e, sc)
				}
			}
		}
		return v
	case Error, Typed:
		err := &value{kind: made, base: at, path: "fact" + itoa(i), elems: []*value{opaque}, taint: carries}
		for _, name := range r.Is {
			if g := e.global(pkg, name); g != nil {
				err.elems = append(err.elems, sentinelOf(g))
			}
		}
		if t := typeNamed(pkg, r.Type); r.Kind == Typed && t != nil {
			inner := opaque
			if r.Ptr {
				base := place{at, "fact" + itoa(i)}
				for _, f := range r.Fields {
					mem[place{base.base, base.path + f.Path}] = f.value(e, sc)
				}
				inner = &value{kind: pointer, base: base.base, path: base.path}
				t = types.NewPointer(t)
			}
			err.elems = append(err.elems, &value{kind: boxed, typ: t, elems: []*value{inner}, taint: carries})
		}
		return err
	}
	return opaque
}

func (f Field) value(e *Engine, sc scenario) *value {
	if f.Status {
		return e.number(sc)
	}
	return parseConst(f.Const)
}

func typeNamed(pkg *types.Package, name string) types.Type {
	obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
	if !ok {
		return nil
	}
	return obj.Type()
}

// global returns the variable of another package.
func (e *Engine) global(pkg *types.Package, name string) *ssa.Global {
	if len(e.funcs) == 0 {
		return nil
	}
	if p := e.funcs[0].Prog.Package(pkg); p != nil {
		return p.Var(name)
	}
	return nil
}

// sentinelOf is the error that a variable of another package holds.
func sentinelOf(g *ssa.Global) *value {
	return &value{kind: made, base: g, elems: []*value{opaque}}
}

// told evaluates a predicate or getter of another package on an error that came from there.
func (w *walk) told(st *state, call *ssa.Call) *value {
	f := w.e.imported(&call.Call)
	if f == nil || f.Yes == 0 && !f.Status {
		return nil
	}
	args := call.Call.Args
	if call.Call.IsInvoke() {
		args = []ssa.Value{call.Call.Value}
	}
	if len(args) != 1 {
		return nil
	}
	x := w.val(st, args[0])
	if x.kind == null {
		return boolOf(false).because(call)
	}
	if x.kind != made && x.kind != boxed && x.kind != pointer {
		return nil
	}
	if f.Status {
		return w.number()
	}
	switch {
	case w.is(f.Yes.Has):
		return boolOf(true).tainted(carries).because(call)
	case w.is(f.No.Has):
		return boolOf(false).tainted(carries).because(call)
	}
	return nil
}

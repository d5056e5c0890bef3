package origin

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// library answers for path p of result i of a call of a library function that is known.
func (e *Engine) library(call *ssa.Call, i int, p *path, fr *frame) (Set, bool) {
	obj := program.Called(call.Common())
	if obj == nil {
		return nil, false
	}
	return e.knownCall(obj, libraryArgs(call.Common()), call, i, p, fr)
}

// libraryValue is library for a function value that can be a library's function.
func (e *Engine) libraryValue(call *ssa.Call, i int, p *path, fr *frame) Set {
	c := call.Common()
	if c.IsInvoke() || c.StaticCallee() != nil {
		return nil
	}
	var s Set
	for _, o := range e.value(c.Value, nil, call, fr) {
		if o.Kind != Func {
			continue
		}
		obj, ok := o.Fn.Object().(*types.Func)
		if !ok || o.Fn.Origin() != nil {
			continue
		}
		args := c.Args
		if len(o.Fn.FreeVars) > 0 { // a method value
			made := e.made[o.Fn]
			if len(made) != 1 {
				continue // which receiver it has cannot be told
			}
			args = append([]ssa.Value{made[0].Bindings[0]}, args...)
		}
		got, _ := e.knownCall(obj, args, call, i, p, fr)
		s = s.add(got)
	}
	return s
}

// libraryArgs returns what c passes, the receiver first, also where a method value has it bound.
func libraryArgs(c *ssa.CallCommon) []ssa.Value {
	if mc, ok := c.Value.(*ssa.MakeClosure); ok && mc.Fn.(*ssa.Function).Parent() == nil && len(mc.Bindings) == 1 {
		return append([]ssa.Value{mc.Bindings[0]}, c.Args...)
	}
	return program.Arguments(c)
}

// knownCall answers for path p of result i of a call of obj with args.
func (e *Engine) knownCall(obj *types.Func, args []ssa.Value, call *ssa.Call, i int, p *path, fr *frame) (Set, bool) {
	if obj.Pkg() == nil || obj.Pkg() == e.pkg {
		return nil, false
	}
	name := e.FullName(obj)
	if recv := obj.Signature().Recv(); recv != nil && len(args) > 0 {
		if r := responseOf(recv.Type()); r != nil {
			return e.responseMethod(r, obj.Name(), args[0], call, i, p, fr)
		}
	}
	if asserts(p) {
		if wraps(obj) || name == "errors.Unwrap" || name == "context.Cause" {
			return e.operands(call, args, p, fr), true
		}
	}
	if name == "errors.AsType" && i == 0 {
		return e.step(step{kind: as, typ: e.intern(resultType(call, 0))}, args[0], p, call, fr), true
	}
	if obj.Pkg().Path() == "context" && i == 0 {
		if s, ok := e.contextValue(name, call, args, p, fr); ok {
			return s, true
		}
	}
	if name == "maps.Keys" && p != nil && p.kind == elem {
		return e.step(step{kind: keys}, args[0], p.tail, call, fr), true
	}
	f := known(name)
	how := f.pass
	if how == nil && readsOn(obj) {
		how = &pass{}
	}
	if f.results != nil {
		if s, ok := e.yielded(*f.results, call, i); ok {
			return s, true
		}
	}
	if i != 0 && name != "strings.Cut" && name != "bytes.Cut" {
		return nil, false
	}
	if len(args) == 0 {
		return nil, false
	}
	if f.keeper != nil && f.keeper.takes {
		in := e.takenOut(f.keeper, call, args, p, fr)
		return in, len(in) > 0 // else it was put in where that is not seen
	}
	if f.getter != nil {
		return e.get(*f.getter, call, args, p, fr), true
	}
	if f.reads {
		return e.read(e.position(args[0], call, fr), []string{""}, call, p), true
	}
	if how == nil && !passing[obj.Pkg().Path()] {
		return nil, false
	}
	if how != nil || name == "fmt.Sprintf" && plainFormat(args[0]) {
		if name == "fmt.Sprintf" {
			args = args[1:]
		}
		s := e.operands(call, args, p, fr)
		if obj.Pkg().Path() == "fmt" {
			s = s.add(e.spoken(args, call, p, fr))
		}
		return s.each(func(o *Origin) {
			if how != nil && how.fold != 0 {
				o.Fold = how.fold
			}
			o.Stream = o.Stream || how != nil && how.line && o.Kind == Body
		}), true
	}
	if b, ok := resultType(call, 0).Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
		return nil, true
	}
	if p != nil && p.kind == elem && isTexts(resultType(call, 0)) { // what a text is cut into
		return words(e.operands(call, args, p.tail, fr)), true
	}
	from := e.operands(call, args, p, fr).filter(notConst)
	if obj.Pkg().Path() == "fmt" || obj.Name() == "Join" {
		if obj.Pkg().Path() == "fmt" {
			from = from.add(e.spoken(args, call, p, fr)).filter(notConst)
		}
		return e.composed(from).add(Set{{Kind: Made}}), true
	}
	return e.part(from).add(Set{{Kind: Made}}), true
}

// spoken returns the texts of the errors and the like that package fmt formats: what their methods of the
// package say.
func (e *Engine) spoken(args []ssa.Value, at ssa.Instruction, p *path, fr *frame) Set {
	if p != nil || len(args) == 0 {
		return nil
	}
	values, _ := literalSlice(args[len(args)-1])
	var s Set
	for _, v := range values {
		if as, ok := v.(*ssa.ChangeInterface); ok {
			v = as.X
		}
		for _, o := range e.step(step{kind: dynamic}, v, nil, at, fr) {
			if o.Type == nil || e.own(o.Type) == nil {
				continue
			}
			if fn := e.textMethod(o.Type); fn != nil {
				s = s.add(e.yields(fn, types.Typ[types.String], nil, fr))
			}
		}
	}
	return s
}

// textMethod returns the method by which package fmt formats a value of the package's type t, or nil.
func (e *Engine) textMethod(t types.Type) *ssa.Function {
	for _, name := range []string{"Error", "String"} {
		for _, fn := range e.methods[name] {
			if sig := fn.Signature; sig.Params().Len() == 0 && sig.Results().Len() == 1 && types.Identical(sig.Recv().Type(), t) && isText(sig.Results().At(0).Type()) {
				return fn
			}
		}
	}
	return nil
}

// operands joins what the arguments are: values, what buffers hold, the elements of a variadic slice.
func (e *Engine) operands(call *ssa.Call, args []ssa.Value, p *path, fr *frame) Set {
	var s Set
	for _, arg := range args {
		switch arg.Type().Underlying().(type) {
		case *types.Slice:
			if !isBytes(arg.Type()) && !isPartOf(p, arg.Type()) {
				s = s.add(e.step(step{kind: elem}, arg, p, call, fr))
				continue
			}
			s = s.add(e.value(arg, p, call, fr))
		case *types.Pointer:
			s = s.add(e.memory(arg, p, call, fr))
		default:
			s = s.add(e.value(arg, p, call, fr))
		}
	}
	return s
}

// isPartOf reports whether p leads to an element of a list of type t, not of a list of lists.
func isPartOf(p *path, t types.Type) bool {
	if p == nil || p.kind != elem && p.kind != keys {
		return false
	}
	inner := t.Underlying().(*types.Slice).Elem().Underlying()
	_, isList := inner.(*types.Slice)
	return !isList || p.tail != nil && p.tail.kind == elem
}

func isBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// words returns what the parts of texts are that s are; those of a whole body are lines of a stream.
func words(s Set) Set {
	return s.filter(notConst).each(func(o *Origin) {
		o.Part = true
		o.Stream = o.Stream || o.Kind == Body && o.Path == ""
	})
}

// isTexts reports whether t is a list of texts.
func isTexts(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	return ok && isText(s.Elem())
}

// plainFormat reports whether a format has one verb and nothing else.
func plainFormat(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return false
	}
	switch constant.StringVal(c.Value) {
	case "%d", "%v", "%s":
		return true
	}
	return false
}

// FullName is LibraryName, remembered.
func (e *Engine) FullName(obj *types.Func) string {
	if name, ok := e.names[obj]; ok {
		return name
	}
	name := LibraryName(obj)
	e.names[obj] = name
	return name
}

// LibraryName is obj.FullName ("strings.ToLower", "(*bufio.Scanner).Bytes"), of a function that only calls
// that of package errors of the same name: its name.
func LibraryName(obj *types.Func) string {
	name := obj.FullName()
	if path, fn, ok := strings.Cut(name, "errors."); ok && path != "" && likeErrors[path+"errors"] {
		switch fn {
		case "As", "AsType", "Is", "Unwrap":
			return "errors." + fn
		}
	}
	return name
}

// LikeErrors reports whether fn is of a package that has the functions of package errors too.
func LikeErrors(fn *types.Func) bool { return fn.Pkg() != nil && likeErrors[fn.Pkg().Path()] }

// likeErrors are the packages that have the functions of package errors too.
var likeErrors = map[string]bool{
	"github.com/pkg/errors":         true,
	"github.com/cockroachdb/errors": true,
	"github.com/go-errors/errors":   true,
	"github.com/go-faster/errors":   true,
	"github.com/juju/errors":        true,
	"gitlab.com/tozd/go/errors":     true,
	"emperror.dev/errors":           true,
	"golang.org/x/xerrors":          true,
}

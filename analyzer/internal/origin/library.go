package origin

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// library answers for path p of result i of a call of a library function that is known.
func (e *Engine) library(call *ssa.Call, i int, p *path, fr *frame) (Set, bool) {
	obj := calledObject(call.Common())
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == e.pkg {
		return nil, false
	}
	name := e.fullName(obj)
	args := arguments(call.Common())
	if recv := obj.Signature().Recv(); recv != nil && len(args) > 0 {
		if r := responseOf(recv.Type()); r != nil {
			return e.responseMethod(r, obj.Name(), call, i, p, fr)
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
	if s, ok := e.yielded(name, call, i); ok {
		return s, true
	}
	if i != 0 {
		return nil, false
	}
	if g, ok := getters[name]; ok {
		return e.get(g, call, args, p, fr), true
	}
	if reads[name] {
		return e.read(e.position(args[0], call, fr), []string{""}, call, p), true
	}
	how, listed := passes[name]
	if !listed && !passing[obj.Pkg().Path()] {
		return nil, false
	}
	if listed || name == "fmt.Sprintf" && plainFormat(args[0]) {
		if name == "fmt.Sprintf" {
			args = args[1:]
		}
		return e.operands(call, args, p, fr).each(func(o *Origin) {
			if how.fold != 0 {
				o.Fold = how.fold
			}
			o.Stream = o.Stream || how.line && o.Kind == Body
		}), true
	}
	if b, ok := resultType(call, 0).Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
		return nil, true
	}
	from := e.operands(call, args, p, fr).filter(notConst)
	if obj.Pkg().Path() == "fmt" || obj.Name() == "Join" {
		return e.composed(from).add(Set{{Kind: Made}}), true
	}
	return e.part(from).add(Set{{Kind: Made}}), true
}

// operands joins what the arguments are: values, what buffers hold, the elements of a variadic slice.
func (e *Engine) operands(call *ssa.Call, args []ssa.Value, p *path, fr *frame) Set {
	var s Set
	for _, arg := range args {
		switch arg.Type().Underlying().(type) {
		case *types.Slice:
			if !isBytes(arg.Type()) {
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

func isBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
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

// fullName is obj.FullName, remembered: "strings.ToLower", "(*bufio.Scanner).Bytes".
func (e *Engine) fullName(obj *types.Func) string {
	if name, ok := e.names[obj]; ok {
		return name
	}
	name := obj.FullName()
	e.names[obj] = name
	return name
}

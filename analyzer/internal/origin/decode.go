package origin

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
)

// libraryEffect returns what a call of a known library function leaves at path p from its
// argument i. ok is false for other functions.
func (e *Engine) libraryEffect(call ssa.CallInstruction, i int, p *path, fr *frame) (s Set, ok bool) {
	c := call.Common()
	args := arguments(c)
	obj := calledObject(c)
	if obj != nil && obj.Pkg() == e.pkg && !c.IsInvoke() {
		return nil, false
	}
	if obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "errors" && obj.Name() == "As" {
		if i != 1 {
			return nil, true
		}
		target := args[1]
		if mi, ok := target.(*ssa.MakeInterface); ok {
			target = mi.X
		}
		ptr, ok := target.Type().Underlying().(*types.Pointer)
		if !ok {
			return nil, true
		}
		return e.step(step{kind: as, typ: e.intern(ptr.Elem())}, args[0], p, call, fr), true
	}
	if into, from, ok := e.decodeCall(call, fr); ok {
		if i != into {
			return nil, true
		}
		return e.decoded(call, args[into], p, e.source(call, from, fr), fr), true
	}
	if obj == nil || obj.Pkg() == nil {
		return nil, false
	}
	switch obj.Pkg().Path() {
	case "bytes", "strings", "io", "bufio":
		if p != nil {
			return nil, true
		}
		for j, arg := range args { // buf.ReadFrom(r), io.Copy(&buf, r), io.ReadFull(r, b)
			if j != i {
				s = s.add(e.value(arg, nil, call, fr).filter(notConst))
			}
		}
		return s, true
	}
	return nil, false
}

// decodeCall reports whether call decodes JSON: into which argument, and from which (-1 if it
// cannot be told). A function value or interface with the shape of a decoder is one, unless it
// leads to functions of the package.
func (e *Engine) decodeCall(call ssa.CallInstruction, fr *frame) (into, from int, ok bool) {
	c := call.Common()
	obj := calledObject(c)
	if obj != nil && obj.Pkg() != nil && decoders[obj.Pkg().Path()] || obj != nil && obj.Pkg() != e.pkg && decoderName(obj.Name()) {
		if !decoderName(obj.Name()) {
			return 0, 0, false
		}
		return decoderShape(arguments(c), obj.Signature())
	}
	if obj != nil && !c.IsInvoke() {
		if obj.Pkg() != e.pkg && e.facts != nil {
			if into, from := e.facts.Decodes(obj); into >= 0 {
				return into, from, true
			}
		}
		return 0, 0, false
	}
	if obj != nil && !decoderName(obj.Name()) {
		return 0, 0, false
	}
	if obj == nil && !e.decoderValue(c) {
		return 0, 0, false
	}
	if targets, _ := e.callees(call, fr); len(targets) > 0 {
		return 0, 0, false
	}
	return decoderShape(arguments(c), c.Signature())
}

func decoderName(name string) bool {
	return strings.HasPrefix(name, "Unmarshal") || strings.HasPrefix(name, "Decode")
}

// decoderValue reports whether c calls a function value that can be a decoder by its type:
// bytes, text or a reader in, a pointer behind an empty interface, an error out.
func (e *Engine) decoderValue(c *ssa.CallCommon) bool {
	sig := c.Signature()
	if _, ok := c.Value.(*ssa.Builtin); ok || sig.Params().Len() != 2 || sig.Results().Len() != 1 || !isError(sig.Results().At(0).Type()) {
		return false
	}
	in, out := sig.Params().At(0).Type(), sig.Params().At(1).Type()
	iface, ok := out.Underlying().(*types.Interface)
	return ok && iface.Empty() && (isBytes(in) || isText(in) || isReader(in))
}

// decoderShape finds the target (the last argument that is an interface or pointer) and the
// source (the first other one) of a decoder's call.
func decoderShape(args []ssa.Value, sig *types.Signature) (into, from int, ok bool) {
	into, from = -1, -1
	n := len(args)
	if sig.Variadic() {
		n--
	}
	for i := n - 1; i >= 0; i-- {
		t := args[i].Type().Underlying()
		_, isPtr := t.(*types.Pointer)
		iface, isIface := t.(*types.Interface)
		if into < 0 && (isPtr || isIface && iface.Empty()) {
			into = i
		} else {
			from = i
		}
	}
	return into, from, into >= 0
}

func isReader(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range iface.Methods() {
		if m.Name() == "Read" {
			return true
		}
	}
	return false
}

// source returns what a decoder reads: parts of bodies, or an unnamed whole body if that is not known.
func (e *Engine) source(call ssa.CallInstruction, from int, fr *frame) Set {
	body := Set{{Kind: Body}}
	if from < 0 {
		return body
	}
	arg := arguments(call.Common())[from]
	var s Set
	if _, isPtr := arg.Type().Underlying().(*types.Pointer); isPtr {
		s = e.memory(arg, nil, call, fr)
		if repeats(call, arg) {
			s = s.each(func(o *Origin) { o.Stream = true })
		}
	} else {
		s = e.value(arg, nil, call, fr)
	}
	for _, o := range s {
		if o.Kind == Request {
			return nil
		}
	}
	if s = s.filter(func(o Origin) bool { return o.Kind == Body }); len(s) == 0 {
		return body
	}
	return s
}

// repeats reports whether call runs again and again on one decoder: a stream.
func repeats(call ssa.CallInstruction, decoder ssa.Value) bool {
	def := pointOf(decoder)
	start := call.Block()
	seen := map[*ssa.BasicBlock]bool{}
	var reach func(b *ssa.BasicBlock) bool
	reach = func(b *ssa.BasicBlock) bool {
		for _, next := range b.Succs {
			if next == start {
				return true
			}
			if !seen[next] && (def == nil || def.Block() != next) {
				seen[next] = true
				if reach(next) {
					return true
				}
			}
		}
		return false
	}
	return (def == nil || def.Block() != start) && reach(start)
}

// decoded answers for path p from the target of a decoder.
func (e *Engine) decoded(call ssa.CallInstruction, target ssa.Value, p *path, from Set, fr *frame) Set {
	var s Set
	for _, t := range e.targetTypes(target, call, fr, 0) {
		for _, o := range from {
			o.Decode = call
			s = s.add(e.decodedAs(t, p, o, fr, 0))
		}
	}
	return s
}

// targetTypes returns the types that a decoder's target points to.
func (e *Engine) targetTypes(v ssa.Value, at ssa.Instruction, fr *frame, depth int) []types.Type {
	if depth > maxFrames {
		return nil
	}
	switch x := v.(type) {
	case *ssa.MakeInterface:
		return e.targetTypes(x.X, at, fr, depth+1)
	case *ssa.ChangeInterface:
		return e.targetTypes(x.X, at, fr, depth+1)
	case *ssa.Parameter:
		if !types.IsInterface(x.Type()) {
			break
		}
		if fr != nil && fr.fn == x.Parent() && fr.call != nil {
			if arg := argument(fr.call, x); arg != nil {
				return e.targetTypes(arg, fr.call, fr.parent, depth+1)
			}
		}
		var ts []types.Type
		for _, call := range e.Callers(x.Parent()) {
			if arg := argument(call, x); arg != nil {
				ts = append(ts, e.targetTypes(arg, call, nil, depth+1)...)
			}
		}
		return ts
	case *ssa.Phi:
		var ts []types.Type
		for _, edge := range x.Edges {
			if edge != v {
				ts = append(ts, e.targetTypes(edge, at, fr, depth+1)...)
			}
		}
		return ts
	case *ssa.FreeVar, *ssa.UnOp:
		if types.IsInterface(x.Type()) {
			return nil
		}
	}
	if ptr, ok := v.Type().Underlying().(*types.Pointer); ok {
		return []types.Type{instantiated(ptr.Elem(), fr)}
	}
	return nil
}

// instantiated replaces t, if it is a type parameter, by the argument that the call chain gives it.
func instantiated(t types.Type, fr *frame) types.Type {
	tp, ok := types.Unalias(t).(*types.TypeParam)
	if !ok {
		return t
	}
	for ; fr != nil; fr = fr.parent {
		if origin := fr.fn.Origin(); origin != nil && len(fr.fn.TypeArgs()) > tp.Index() && ownsParam(origin, tp) {
			return fr.fn.TypeArgs()[tp.Index()]
		}
	}
	return t
}

func ownsParam(fn *ssa.Function, tp *types.TypeParam) bool {
	for p := range fn.TypeParams().TypeParams() {
		if p == tp {
			return true
		}
	}
	return false
}

// decodedAs answers for path p of a value of type t that the part o of a body is decoded into.
func (e *Engine) decodedAs(t types.Type, p *path, o Origin, fr *frame, depth int) Set {
	if depth == 0 && !e.plausible(t, o.Path) && e.unmarshaler(t) == nil {
		return nil
	}
	if fn := e.unmarshaler(t); fn != nil && !e.running(fn, fr) {
		o.Trail = nil
		in, ok := e.frame(frameKey{fn: fn, base: o.Path, parent: fr}, []Set{nil, {o}})
		if !ok {
			return nil
		}
		s, _ := e.exit(fn, fn.Params[0], p, in)
		return s
	}
	if p == nil {
		return Set{o}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return e.decodedAs(u.Elem(), p, o, fr, depth+1)
	case *types.Struct:
		if p.kind != field {
			return nil
		}
		i := envelope.FieldByName(u, p.name)
		if i < 0 {
			return nil
		}
		k, inline, ok := envelope.Key(u, i)
		if !ok {
			return nil
		}
		if !inline {
			o.Path = joinKeys(o.Path, k)
		}
		return e.decodedAs(u.Field(i).Type(), p.tail, o, fr, depth+1)
	case *types.Map:
		if p.kind == key {
			o.Path = joinKeys(o.Path, strings.ToLower(p.name))
		} else {
			o.Path = joinKeys(o.Path, "*")
		}
		return e.decodedAs(u.Elem(), p.tail, o, fr, depth+1)
	case *types.Slice:
		o.Path = joinKeys(o.Path, "*")
		return e.decodedAs(u.Elem(), p.tail, o, fr, depth+1)
	case *types.Interface: // any: maps all the way down
		for ; p != nil; p = p.tail {
			switch p.kind {
			case key:
				o.Path = joinKeys(o.Path, strings.ToLower(p.name))
			case elem:
				o.Path = joinKeys(o.Path, "*")
			case field:
				return nil
			}
		}
		return Set{o}
	}
	return nil
}

// plausible reports whether a body's part at base, decoded into t, can be the error envelope.
func (e *Engine) plausible(t types.Type, base string) bool {
	switch t.Underlying().(type) {
	case *types.Map, *types.Interface, *types.Basic:
		return true
	case *types.Slice:
		return isBytes(t)
	}
	switch base {
	case "":
		return envelope.Is(t)
	case PathError:
		return envelope.Inner(t)
	}
	return false
}

// unmarshaler returns the UnmarshalJSON of t, if it is the package's own, or nil.
func (e *Engine) unmarshaler(t types.Type) *ssa.Function {
	own := e.own(t)
	if own == nil {
		return nil
	}
	for _, fn := range e.methods["UnmarshalJSON"] {
		if e.own(fn.Signature.Recv().Type()) == own {
			return fn
		}
	}
	return nil
}

func (e *Engine) running(fn *ssa.Function, fr *frame) bool {
	for ; fr != nil; fr = fr.parent {
		if fr.fn == fn {
			return true
		}
	}
	return false
}

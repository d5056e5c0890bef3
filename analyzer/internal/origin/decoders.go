package origin

import (
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// decoders are the packages whose Unmarshal… and Decode… functions read JSON as encoding/json does.
var decoders = map[string]bool{
	"encoding/json":                      true,
	"encoding/json/v2":                   true,
	"github.com/goccy/go-json":           true,
	"github.com/json-iterator/go":        true,
	"github.com/bytedance/sonic":         true,
	"github.com/bytedance/sonic/decoder": true,
	"github.com/segmentio/encoding/json": true,
	"github.com/go-json-experiment/json": true,
}

// exactDecoders are those that match the names of keys with regard to case, but for an option.
var exactDecoders = map[string]bool{
	"encoding/json/v2":                   true,
	"github.com/go-json-experiment/json": true,
}

// exact reports whether the call, of a decoder, matches names with regard to case.
func (e *Engine) exact(call ssa.Instruction) bool {
	c, ok := call.(ssa.CallInstruction)
	if !ok {
		return false
	}
	obj := program.Called(c.Common())
	if obj == nil || obj.Pkg() == nil || !exactDecoders[obj.Pkg().Path()] {
		return false
	}
	args := c.Common().Args
	options, ok := literalSlice(args[len(args)-1])
	if !ok {
		return true
	}
	for _, o := range options {
		if option, ok := o.(*ssa.Call); ok {
			if f := program.Called(option.Common()); f != nil && f.Name() == "MatchCaseInsensitiveNames" {
				return false
			}
		}
	}
	return true
}

// exactKey returns the key of field i of s as it is written; "" if the field asks to be matched
// without regard to case.
func exactKey(s *types.Struct, i int) string {
	name, options, _ := strings.Cut(reflect.StructTag(s.Tag(i)).Get("json"), ",")
	if name == "" {
		name = s.Field(i).Name()
	}
	if strings.Contains(options, "case:ignore") || strings.Contains(options, "nocase") {
		return strings.ToLower(name)
	}
	return strings.Trim(name, "'")
}

// decodeCall reports whether call decodes JSON: into which argument, and from which (-1 if it
// cannot be told). A function value or interface with the shape of a decoder is one, unless it
// leads to functions of the package.
func (e *Engine) decodeCall(call ssa.CallInstruction, fr *frame) (into, from int, ok bool) {
	c := call.Common()
	obj := program.Called(c)
	if obj != nil && obj.Pkg() != nil && decoders[obj.Pkg().Path()] || obj != nil && obj.Pkg() != e.pkg && decoderName(obj.Name()) {
		if !decoderName(obj.Name()) {
			return 0, 0, false
		}
		return decoderShape(program.Arguments(c), obj.Signature())
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
	return decoderShape(program.Arguments(c), c.Signature())
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
	return ok && iface.Empty() && (isBytes(in) || isText(in) || IsReader(in))
}

// decoderShape finds the target (the last argument that is an interface or pointer) and the
// source (bytes, text or a reader, else the first other one) of a decoder's call.
func decoderShape(args []ssa.Value, sig *types.Signature) (into, from int, ok bool) {
	into, from = -1, -1
	n := len(args)
	if sig.Variadic() {
		n--
	}
	for i := n - 1; i >= 0; i-- {
		t := args[i].Type()
		iface, isIface := t.Underlying().(*types.Interface)
		switch {
		case into < 0 && (isPointer(t) || isIface && iface.Empty()):
			into = i
		case from < 0 || isData(t) || !isData(args[from].Type()):
			from = i
		}
	}
	return into, from, into >= 0
}

func isData(t types.Type) bool { return isBytes(t) || isText(t) || IsReader(t) }

// IsReader reports whether t is an interface that can be read from.
func IsReader(t types.Type) bool {
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
	if from < 0 {
		return Set{{Kind: Body}}
	}
	arg := program.Arguments(call.Common())[from]
	s := e.bodies(arg, call, fr)
	if isData(arg.Type()) {
		return s
	}
	if places := e.places(arg, call, fr, 0); len(places) > 1 || places[0] != "" {
		return e.position(arg, call, fr)
	}
	if repeats(call, arg) {
		return s.each(func(o *Origin) { o.Stream = true })
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

package model

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// hands reports whether the blocks hand on an answer's violations: themselves, the body or the response,
// or a value that holds one of these. seen are the functions that are looked at already; asker, if not nil, is the
// function that got the answer: what that was given is older than the answer.
func (p *Package) hands(blocks []*ssa.BasicBlock, seen map[*ssa.Function]bool, asker *ssa.Function) bool {
	var ops []*ssa.Value
	for _, b := range blocks {
		for _, instr := range b.Instrs {
			if _, ok := instr.(*ssa.DebugRef); ok {
				continue
			}
			if call, ok := instr.(ssa.CallInstruction); ok && p.decodesViolations(call) {
				return true
			}
			ops = instr.Operands(ops[:0])
			for _, op := range ops {
				if *op != nil && p.full(*op, asker) && p.passesOn(instr, *op, seen) {
					return true
				}
			}
		}
	}
	return false
}

// isBuffer reports whether t is *bytes.Buffer or *strings.Builder.
func isBuffer(t types.Type) bool {
	switch types.TypeString(t, nil) {
	case "*bytes.Buffer", "*strings.Builder":
		return true
	}
	return false
}

// bodyNames are what fields are called that hold a body.
var bodyNames = []string{"body", "raw", "payload", "content", "reply", "answer", "resp", "detail", "data"}

// takesViolations reports whether decoding into t takes up violations, wherever they stand.
func takesViolations(t types.Type, depth int) bool {
	switch u := pointee(t).Underlying().(type) {
	case *types.Struct:
		if depth > 4 {
			return false
		}
		for i := range u.NumFields() {
			if violations(u, i) {
				return true
			}
			key, inline, ok := envelope.Key(u, i)
			if ok && (inline || key == "error") && takesViolations(u.Field(i).Type(), depth+1) {
				return true
			}
		}
		return false
	case *types.Basic:
		return false
	case *types.Slice, *types.Map, *types.Interface:
		return true // all of it, whatever it is
	}
	return false
}

// passesOn reports whether instr hands on v, which is or holds a body.
func (p *Package) passesOn(instr ssa.Instruction, v ssa.Value, seen map[*ssa.Function]bool) bool {
	switch x := instr.(type) {
	case *ssa.Return, *ssa.Send, *ssa.MapUpdate, *ssa.MakeClosure:
		return true
	case *ssa.MakeInterface:
		return !onlyDecoded(x, p)
	case *ssa.Store:
		if x.Val != v {
			return false
		}
		_, local := x.Addr.(*ssa.Alloc)
		return !local
	case *ssa.FieldAddr:
		return p.takes(x, x.X.Type(), x.Field)
	case *ssa.Field:
		return p.takes(x, x.X.Type(), x.Field)
	case ssa.CallInstruction:
		return p.callPassesOn(x, v, seen)
	}
	return false
}

// takes reports whether field i of t, which holds a body, is what holds it. v is the field or its address.
func (p *Package) takes(v ssa.Value, t types.Type, i int) bool {
	if send.IsResponse(t) {
		return false // what becomes of its body is seen
	}
	s, ok := pointee(t).Underlying().(*types.Struct)
	if !ok || !p.fullField(t, s, i, 0) {
		return false
	}
	if isBytes(s.Field(i).Type()) || isText(s.Field(i).Type()) {
		return !p.onlyAsked(v)
	}
	return !origin.IsNode(s.Field(i).Type()) || readsViolations(v)
}

// onlyAsked reports whether all that is done with v, a body or its address, is to ask it for paths to something else than
// the violations.
func (p *Package) onlyAsked(v ssa.Value) bool {
	asked := false
	for _, ref := range program.Uses(v) {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
			continue
		case *ssa.UnOp:
			asked = p.onlyAsked(ref)
		case *ssa.Convert:
			asked = p.onlyAsked(ref)
		case *ssa.Call:
			asked = !p.asksViolations(ref, v)
		default:
			asked = false
		}
		if !asked {
			return false
		}
	}
	return asked
}

// asksViolations reports whether a call can reach the violations in the body v: false only of one that asks for a path to
// something else.
func (p *Package) asksViolations(call *ssa.Call, v ssa.Value) bool {
	paths, ok := p.Origins.Asked(call, v)
	if !ok {
		return true
	}
	node := nodeOf(call)
	return slices.ContainsFunc(paths, mayHoldViolations) && (!origin.IsNode(node.Type()) || readsViolations(node))
}

// readsViolations reports whether what is done with v, a document of a library that is asked by paths, or its
// address, can reach the violations in it: anything but to ask it for a path to something else.
func readsViolations(v ssa.Value) bool {
	return slices.ContainsFunc(program.Uses(v), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
			return false
		case *ssa.UnOp:
			return readsViolations(ref)
		case *ssa.Call:
			args := program.Arguments(ref.Common())
			if len(args) < 2 || args[0] != v {
				return true
			}
			path, known := pathOf(args[1:])
			return !known || mayHoldViolations(path)
		}
		return true
	})
}

// mayHoldViolations reports whether the violations can be in what stands at a path of the body.
func mayHoldViolations(path string) bool {
	return path == "" || path == origin.PathError || strings.Contains(path, "violations") || strings.Contains(path, "*")
}

// nodeOf returns the first result of a call.
func nodeOf(call *ssa.Call) ssa.Value {
	for _, ref := range program.Uses(call) {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == 0 {
			return x
		}
	}
	return call
}

// pathOf returns the path that a call names: one string, or several, each a key. known is false if one of them is
// not a constant.
func pathOf(args []ssa.Value) (path string, known bool) {
	var keys []string
	for _, v := range program.Listed(args) {
		c, ok := v.(*ssa.Const)
		if !ok || c.Value == nil || c.Value.Kind() != constant.String {
			return "", false
		}
		keys = append(keys, constant.StringVal(c.Value))
	}
	return strings.Join(keys, "."), len(keys) > 0
}

// onlyDecoded reports whether the boxed value is a decoder's argument and nothing else.
func onlyDecoded(m *ssa.MakeInterface, p *Package) bool {
	for _, ref := range program.Uses(m) {
		switch x := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Call:
			if _, ok := p.Origins.Reads(x); !ok {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// readers are functions that make another form of a body, whose uses are seen themselves.
var readers = map[string]bool{
	"io.ReadAll": true, "io/ioutil.ReadAll": true, "io.LimitReader": true, "io.NopCloser": true, "io.TeeReader": true,
	"bufio.NewReader": true, "bufio.NewScanner": true, "bytes.NewReader": true, "bytes.NewBuffer": true, "strings.NewReader": true,
	"encoding/json.NewDecoder": true, "strings.TrimSpace": true, "bytes.TrimSpace": true, "net/http.MaxBytesReader": true,
}

// callPassesOn reports whether the call does something with v but close, drop or read it.
func (p *Package) callPassesOn(call ssa.CallInstruction, v ssa.Value, seen map[*ssa.Function]bool) bool {
	c := call.Common()
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return b.Name() != "len" && b.Name() != "cap" && b.Name() != "ssa:wrapnilchk"
	}
	fn := program.Called(c)
	if fn == nil {
		return true
	}
	name := fn.FullName()
	recv := c.IsInvoke() && c.Value == v || fn.Signature().Recv() != nil && len(c.Args) > 0 && c.Args[0] == v
	switch {
	case readers[name], fn.Name() == "Close":
		return false
	case strings.HasPrefix(name, "io.Copy"):
		return !discards(c.Args[0])
	}
	if _, ok := p.Origins.Reads(call); ok {
		return false // into nothing that takes violations, else it was found before
	}
	if asked, ok := call.(*ssa.Call); ok {
		if !p.asksViolations(asked, v) {
			return false
		}
	}
	if callee := c.StaticCallee(); callee != nil && len(callee.Blocks) > 0 {
		if seen[callee] {
			return false
		}
		seen[callee] = true
		return p.hands(callee.Blocks, seen, nil)
	}
	if recv {
		return fn.Name() == "Write" || isText(v.Type())
	}
	return true
}

// discards reports whether v is io.Discard.
func discards(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	g, ok := load.X.(*ssa.Global)
	return ok && g.Name() == "Discard"
}

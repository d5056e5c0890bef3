package model

import (
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
// or a value that holds one of these. seen are the functions that are looked at already.
func (p *Package) hands(blocks []*ssa.BasicBlock, seen map[*ssa.Function]bool) bool {
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
				if *op != nil && p.full(*op) && p.passesOn(instr, *op, seen) {
					return true
				}
			}
		}
	}
	return false
}

// full reports whether v is the body, the response, or holds one of them or the violations.
func (p *Package) full(v ssa.Value) bool {
	t := v.Type()
	switch {
	case send.IsResponse(t):
		return true
	case isError(t):
		return p.fullError(v)
	case isBytes(t) || isText(t) || origin.IsReader(t) || isBuffer(t):
		if _, ok := v.(*ssa.Const); ok {
			return false
		}
		if _, ok := v.(*ssa.Parameter); ok && !isText(t) {
			return true
		}
		if call, ok := v.(*ssa.Call); ok && isBytes(t) && p.getsFull(&call.Call) {
			return true
		}
		for _, o := range p.Origins.Here(v) {
			if o.Kind == origin.Param && isBytes(o.Param.Type()) {
				return true
			}
			if o.Kind == origin.Body && (o.Path == "" || o.Path == origin.PathError || strings.Contains(o.Path, "violations")) {
				return true
			}
		}
		return false
	}
	return p.holdsAnswer(t, 0)
}

// getsFull reports whether the call is of a method, of another package in scope, of something that holds the body.
func (p *Package) getsFull(c *ssa.CallCommon) bool {
	fn := calledFunc(c)
	if fn == nil || fn.Signature().Recv() == nil || fn.Pkg() == p.pass.Pkg {
		return false
	}
	return p.holdsAnswer(fn.Signature().Recv().Type(), 0)
}

// isBuffer reports whether t is *bytes.Buffer or *strings.Builder.
func isBuffer(t types.Type) bool {
	switch types.TypeString(t, nil) {
	case "*bytes.Buffer", "*strings.Builder":
		return true
	}
	return false
}

// fullError reports whether the error v, which came from somewhere in the package, can hold a body.
func (p *Package) fullError(v ssa.Value) bool {
	switch x := v.(type) {
	case *ssa.MakeInterface:
		return p.holdsAnswer(x.X.Type(), 0)
	case *ssa.Extract:
		call, ok := x.Tuple.(*ssa.Call)
		return !ok || p.yieldsFull(call)
	case *ssa.Call:
		return p.yieldsFull(x)
	case *ssa.Parameter, *ssa.FreeVar:
		return p.fullErrors()
	case *ssa.Phi:
		return slices.ContainsFunc(x.Edges, func(e ssa.Value) bool {
			_, again := e.(*ssa.Phi)
			return !again && isError(e.Type()) && p.fullError(e)
		})
	case *ssa.UnOp:
		if _, sentinel := x.X.(*ssa.Global); sentinel {
			return false
		}
		if last := lastStore(x); last != nil && last != v {
			return p.fullError(last)
		}
		return p.fullErrors()
	case *ssa.ChangeInterface:
		return p.fullError(x.X)
	}
	return false
}

// lastStore returns what was stored into the variable that load reads, in the same block; nil if that is not seen.
func lastStore(load *ssa.UnOp) ssa.Value {
	alloc, ok := load.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var last ssa.Value
	for _, instr := range load.Block().Instrs {
		if instr == ssa.Instruction(load) {
			return last
		}
		if st, ok := instr.(*ssa.Store); ok && st.Addr == ssa.Value(alloc) {
			last = st.Val
		}
	}
	return nil
}

// yieldsFull reports whether an error that the call yields can hold a body: not that of a library.
func (p *Package) yieldsFull(call *ssa.Call) bool {
	fn := calledFunc(&call.Call)
	if fn == nil || fn.Pkg() == nil {
		return p.fullErrors()
	}
	if fn.Pkg() != p.pass.Pkg {
		return (imported{p.pass}).Scoped(fn.Pkg())
	}
	callee := call.Call.StaticCallee()
	if callee == nil || len(callee.Blocks) == 0 || p.asking[callee] {
		return p.fullErrors()
	}
	if p.asking == nil {
		p.asking = map[*ssa.Function]bool{}
	}
	p.asking[callee] = true
	defer delete(p.asking, callee)
	for _, b := range callee.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			for _, v := range ret.Results {
				if isError(v.Type()) && p.fullError(v) {
					return true
				}
			}
		}
	}
	return false
}

// fullErrors reports whether some error type of the package holds a body.
func (p *Package) fullErrors() bool {
	scope := p.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() || types.IsInterface(obj.Type()) {
			continue
		}
		if isErrorType(obj.Type()) && p.holdsAnswer(obj.Type(), 0) {
			return true
		}
	}
	return slices.ContainsFunc(p.pass.Pkg.Imports(), (imported{p.pass}).Scoped)
}

func isErrorType(t types.Type) bool {
	iface := types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
	return types.Implements(t, iface) || types.Implements(types.NewPointer(t), iface)
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
		return p.takes(x.X.Type(), x.Field)
	case *ssa.Field:
		return p.takes(x.X.Type(), x.Field)
	case ssa.CallInstruction:
		return p.callPassesOn(x, v, seen)
	}
	return false
}

// takes reports whether field i of t, which holds a body, is what holds it.
func (p *Package) takes(t types.Type, i int) bool {
	if send.IsResponse(t) {
		return false // what becomes of its body is seen
	}
	s, ok := pointee(t).Underlying().(*types.Struct)
	return ok && p.fullField(t, s, i, 0)
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
	fn := calledFunc(c)
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
	if callee := c.StaticCallee(); callee != nil && len(callee.Blocks) > 0 {
		if seen[callee] {
			return false
		}
		seen[callee] = true
		return p.hands(callee.Blocks, seen)
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

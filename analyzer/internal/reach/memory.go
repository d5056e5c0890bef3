package reach

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// contents is the name of what a variable holds that is not a struct, among an object's fields.
const contents = "*"

// address evaluates the address of a variable: what is stored there on any path.
func (r *run) address(v ssa.Value) *value {
	a, ok := v.(*ssa.Alloc)
	if !ok {
		return some
	}
	fields := map[string]*value{}
	for _, ref := range program.Uses(a) {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != ssa.Value(a) || !r.blocks[ref.Block().Index] {
				continue
			}
			x := r.val(ref.Val)
			if x == nil {
				for _, name := range verdicts(a.Type()) {
					unless(fields, name, gone) // not known yet
				}
			} else if x.kind == object {
				for name, f := range x.fields {
					fields[name] = join(fields[name], f)
				}
			}
			fields[contents] = join(fields[contents], x)
		case *ssa.FieldAddr:
			name := program.FieldName(a.Type(), ref.Field)
			for _, use := range program.Uses(ref) {
				if st, ok := use.(*ssa.Store); ok && st.Addr == ssa.Value(ref) && r.blocks[st.Block().Index] {
					x := r.val(st.Val)
					if x == nil && isBool(st.Val.Type()) {
						unless(fields, name, gone)
						continue
					}
					fields[name] = join(fields[name], x)
				}
			}
		}
	}
	if storedByClosure(a) {
		fields[contents] = doubtful
	}
	for name, f := range fields {
		if f == nil {
			delete(fields, name)
		}
	}
	return &value{kind: object, fields: fields}
}

// load evaluates *X.
func (r *run) load(v *ssa.UnOp) *value {
	if x := r.scalar(v); x != nil {
		return x
	}
	switch addr := v.X.(type) {
	case *ssa.FieldAddr:
		return r.field(r.val(addr.X), addr.X.Type(), program.FieldName(addr.X.Type(), addr.Field), v)
	case *ssa.Alloc:
		if x, ok := r.stored(v, addr); ok {
			return x
		}
	case *ssa.IndexAddr:
		if x := r.element(addr); x != nil {
			return x
		}
	case *ssa.Global:
		if isError(v.Type()) {
			return &value{kind: made, base: addr}
		}
		if x := r.e.literal(v); x != nil {
			return x
		}
		return anything
	}
	x := r.val(v.X)
	switch {
	case x == nil:
		return nil
	case x.kind == answer:
		return x
	case x.kind == object:
		if _, isStruct := v.Type().Underlying().(*types.Struct); isStruct {
			return x
		}
		if f := x.fields[contents]; f != nil {
			return f
		}
	}
	return unknownFrom(x.judged)
}

// verdicts returns the names of the bools among the fields of the struct that t points to.
func verdicts(t types.Type) []string {
	s := program.StructOf(t)
	if s == nil {
		return nil
	}
	var names []string
	for f := range s.Fields() {
		if isBool(f.Type()) {
			names = append(names, f.Name())
		}
	}
	return names
}

// unless sets a field of which nothing is said yet.
func unless(fields map[string]*value, name string, x *value) {
	if fields[name] == nil {
		fields[name] = x
	}
}

// stored returns what the variable at a holds where v loads it: what the last store on the only way
// there put into it, else what any store did.
func (r *run) stored(v *ssa.UnOp, a *ssa.Alloc) (*value, bool) {
	if _, isStruct := v.Type().Underlying().(*types.Struct); isStruct {
		return nil, false
	}
	closure := storedByClosure(a)
	b, i := v.Block(), indexIn(v)
	for range 32 {
		for i--; i >= 0; i-- {
			switch instr := b.Instrs[i].(type) {
			case *ssa.Store:
				if instr.Addr == ssa.Value(a) {
					return r.at(instr.Val, b), true
				}
			case *ssa.Alloc:
				if instr == a {
					return zeroOf(v.Type()), true
				}
			case ssa.CallInstruction:
				if closure || escapes(instr, a) {
					return doubtfulUnless(!closure), true
				}
			}
		}
		if len(b.Preds) != 1 {
			break
		}
		b = b.Preds[0]
		i = len(b.Instrs)
	}
	var x *value
	dominated := false
	for _, ref := range program.Uses(a) {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(a) {
			if r.blocks[st.Block().Index] {
				x = join(x, r.at(st.Val, st.Block()))
			}
			dominated = dominated || st.Block().Dominates(v.Block())
		}
	}
	if !dominated {
		x = join(x, zeroOf(v.Type()))
	}
	if closure {
		x = join(x, doubtful)
	}
	return x, true
}

func doubtfulUnless(sure bool) *value { return unknownFrom(!sure) }

// escapes reports whether the call gets the address a.
func escapes(call ssa.CallInstruction, a *ssa.Alloc) bool {
	for _, arg := range call.Common().Args {
		if m, ok := arg.(*ssa.MakeInterface); ok {
			arg = m.X
		}
		if arg == ssa.Value(a) {
			return true
		}
	}
	return false
}

func indexIn(instr ssa.Instruction) int {
	for i, x := range instr.Block().Instrs {
		if x == instr {
			return i
		}
	}
	return 0
}

// field evaluates a field of x, of the type holder; v is the instruction that reads it.
func (r *run) field(x *value, holder types.Type, name string, v ssa.Value) *value {
	if x == nil {
		return nil
	}
	switch x.kind {
	case answer:
		if f := r.answerField(holder, name, v.Type()); f != nil {
			return f
		}
		if r.e.carries(v) {
			return r.statusAs(v.Type())
		}
		if _, isStruct := v.Type().Underlying().(*types.Struct); isStruct {
			return x
		}
		if isBool(v.Type()) {
			if f := r.verdict(v, name); f != nil {
				return f
			}
		}
	case object:
		if f := x.fields[name]; f != nil && f.kind == never {
			return nil
		} else if f != nil {
			return f
		}
		if isBool(v.Type()) {
			if f := r.verdict(v, name); f != nil {
				return f
			}
		}
		if whole := x.fields[contents]; whole != nil && whole.kind == answer {
			return r.field(whole, holder, name, v) // a copy of what holds the answer
		}
	}
	if f := r.scalar(v); f != nil {
		return f
	}
	return unknownFrom(x.judged)
}

// scalar returns what the scenario says of v by where v comes from; nil if that is nothing.
func (r *run) scalar(v ssa.Value) *value {
	if r.sc.code != "" && r.isCode(v) {
		return stringOf(r.sc.code)
	}
	if r.isStatus(v) {
		return r.statusOf(v)
	}
	return nil
}

// verdict evaluates the field that v reads, a bool that stands beside an answer: what the function that put both into one
// struct set it to. Nil if that is not decided.
func (r *run) verdict(v ssa.Value, name string) *value {
	var holder ssa.Value
	switch v := v.(type) {
	case *ssa.Field:
		holder = v.X
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok {
			holder = fa.X
		}
	}
	if a, ok := holder.(*ssa.Alloc); ok {
		if holder = storedOnce(a); holder == nil {
			return nil
		}
	}
	i := 0
	if x, ok := holder.(*ssa.Extract); ok {
		holder, i = x.Tuple, x.Index
	}
	call, ok := holder.(*ssa.Call)
	if !ok {
		return nil
	}
	x, _ := r.descend(call)
	if x != nil && x.kind == tuple && i < len(x.elems) {
		x = x.elems[i]
	}
	if x == nil || x.kind != object || x.fields[name] == nil || x.fields[name].kind != konst {
		return nil
	}
	return x.fields[name]
}

// storedOnce returns what the variable at a is set to, as a whole and once; nil if parts of it are set, or others get
// its address.
func storedOnce(a *ssa.Alloc) ssa.Value {
	var only ssa.Value
	for _, ref := range program.Uses(a) {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != ssa.Value(a) || only != nil {
				return nil
			}
			only = ref.Val
		case *ssa.FieldAddr:
			for _, use := range program.Uses(ref) {
				if _, load := use.(*ssa.UnOp); !load {
					if _, debug := use.(*ssa.DebugRef); !debug {
						return nil
					}
				}
			}
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			return nil
		}
	}
	return only
}

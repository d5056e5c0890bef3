package answer

import (
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// before returns what the sets that site's function makes hold when a path comes to site: of the function's values
// and in memory. Sets that differ from path to path are left out.
func (e *Engine) before(site ssa.CallInstruction) prologue {
	if p, done := e.prologues[site]; done {
		return p
	}
	fn := site.Parent()
	if !makesSets(fn) {
		e.prologues[site] = prologue{}
		return prologue{}
	}
	w := e.building(fn, buildFuel)
	w.until = site
	st := &state{env: map[ssa.Value]*value{}, mem: map[place]*value{}}
	w.push(st, target{fn: fn}, nil, "", nil)
	st.depth = 0
	w.begin(st)
	w.run()
	var p prologue
	if ends := w.trace.Backs; !w.trace.Cut && len(ends) > 0 {
		p = prologue{env: map[ssa.Value]*value{}, mem: map[place]*value{}}
		rs := make([]*result, len(ends))
		for i, b := range ends {
			rs[i] = &result{mem: b.mem}
		}
		nest := e.flow(fn).around(site.Block())
		for at, v := range agreed(rs) {
			if at.path == contents && !changesIn(nest, at.base) {
				p.mem[at] = v
			}
		}
		for v, x := range ends[0].env {
			if !isSet(v.Type()) || x.kind != list && x.kind != table || changesIn(nest, v) {
				continue
			}
			if !slices.ContainsFunc(ends, func(b back) bool { return b.env[v] == nil || b.env[v].key(e.ids) != x.key(e.ids) }) {
				p.env[v] = x
			}
		}
	}
	e.prologues[site] = p
	return p
}

// changesIn reports whether v, a set, is another one, or has something else in it, in each round of one of the loops.
func changesIn(nest []*loop, v ssa.Value) bool {
	in := func(instr ssa.Instruction) bool {
		return slices.ContainsFunc(nest, func(l *loop) bool { return l.blocks[instr.Block()] })
	}
	if def, ok := v.(ssa.Instruction); ok && in(def) {
		return true
	}
	return slices.ContainsFunc(program.Uses(v), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.MapUpdate:
			return in(ref)
		case *ssa.IndexAddr:
			return in(ref) && slices.ContainsFunc(program.Uses(ref), func(use ssa.Instruction) bool {
				st, ok := use.(*ssa.Store)
				return ok && st.Addr == ssa.Value(ref)
			})
		}
		return false
	})
}

// prologue is what is known of a function's sets before a call in it.
type prologue struct {
	env map[ssa.Value]*value
	mem map[place]*value
}

// enterInto adds what is known before a walk starts to its first state.
func (p prologue) enterInto(st *state) {
	maps.Copy(st.env, p.env)
	maps.Copy(st.mem, p.mem)
}

// makesSets reports whether fn puts something into a set of its own, step by step.
func makesSets(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.MapUpdate:
				if _, made := instr.Map.(*ssa.MakeMap); made && isSet(instr.Map.Type()) {
					return true
				}
			case *ssa.Call:
				if bi, ok := instr.Call.Value.(*ssa.Builtin); ok && bi.Name() == "append" && isSet(instr.Type()) {
					return true
				}
			}
		}
	}
	return false
}

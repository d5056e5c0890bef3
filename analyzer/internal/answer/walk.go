package answer

import (
	"go/token"
	"go/types"
	"maps"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// Bounds of one walk.
const (
	maxSteps  = 40_000    // instructions
	maxFuel   = 3_000_000 // instructions, of all walks for one send
	maxDepth  = 12        // calls below the function where the walk starts
	maxVisits = 64        // of one block in one context, with different values
	maxStates = 6_000     // paths taken up
	fewVisits = 5         // of a loop whose end is not known, before its counters are forgotten
)

// walk follows every path from one instruction of a function, in one scenario, until the function
// returns, the program ends, or the same send comes up again.
type walk struct {
	e     *Engine
	sc    scenario
	top   *ssa.Function
	site  ssa.CallInstruction // the call that comes back with the answer
	send  ssa.CallInstruction // the send itself, perhaps deep inside site
	nest  []*loop             // the loops around site
	fuel  int
	work  []*state
	seen  map[string]bool
	tally map[string]int // visits
	force map[*ssa.If]bool
	trace *Trace
	sub   bool // an evaluation of one call on behalf of another walk: nothing is noted
	level int  // nesting of such evaluations
}

// Trace is what a walk met.
type Trace struct {
	Backs   []back
	Exits   []exit
	Returns []*result
	Conds   map[*ssa.If]*cond
	order   []*ssa.If
	visited map[*ssa.BasicBlock]int // how many of the block's instructions were reached
	Cut     bool                    // the walk ran out of fuel
}

// back is an arrival at the send.
type back struct {
	marks marks
	other bool                // by another way than the first time
	again bool                // at another call of the same function
	call  ssa.CallInstruction // the call at which the path arrived
	env   map[ssa.Value]*value
	mem   map[place]*value
}

// exit is an end of the program.
type exit struct {
	at    ssa.Instruction
	marks marks
}

// result is what the function returns on a path.
type result struct {
	at    *ssa.Return
	value *value
	mem   map[place]*value
	marks marks
}

// cond is how a condition came out on the walk.
type cond struct {
	at      *ssa.If
	yes, no bool
	open    bool // it was not known at least once
	rank    int  // order of first arrival, by distance from the start
	why     []ssa.Value
	tainted taint
	other   tri // how it came out in the scenario that this one is compared with
}

func (c *cond) outcome() tri {
	switch {
	case c.yes && !c.no:
		return yes
	case c.no && !c.yes:
		return no
	}
	return maybe
}

// start is a way into a walk.
type start struct {
	value *value // of the call that the walk starts after
	mem   map[place]*value
	marks marks
}

func newTrace() *Trace {
	return &Trace{Conds: map[*ssa.If]*cond{}, visited: map[*ssa.BasicBlock]int{}}
}

// after walks from behind the call that n is, with the outcome of some conditions laid down.
func (e *Engine) after(n *node, sc scenario, force map[*ssa.If]bool) *Trace {
	site, fn := n.site, n.fn()
	w := &walk{
		e: e, sc: sc, top: fn, site: site, send: n.send, nest: e.flow(fn).around(site.Block()),
		fuel: maxSteps, seen: map[string]bool{}, tally: map[string]int{}, force: force, trace: newTrace(),
	}
	index := indexOf(site)
	for _, s := range n.start(sc) {
		st := &state{fn: fn, env: map[ssa.Value]*value{}, mem: maps.Clone(s.mem), block: site.Block(), next: index + 1, marks: s.marks}
		if st.mem == nil {
			st.mem = map[place]*value{}
		}
		st.marks.out, st.marks.branch = 0, 0
		if v := site.Value(); v != nil && s.value != nil {
			st.env[v] = s.value
		}
		for p, v := range n.params {
			st.env[p] = v
		}
		if n.holder != nil && sc.status != Failed {
			st.env[n.holder] = &value{kind: response}
		}
		w.work = append(w.work, st)
	}
	w.fuel = min(w.fuel, e.fuel)
	before := w.fuel
	w.run()
	e.fuel -= before - w.fuel
	return w.trace
}

// indexOf returns the index of an instruction in its block.
func indexOf(instr ssa.Instruction) int {
	for i, x := range instr.Block().Instrs {
		if x == instr {
			return i
		}
	}
	return 0
}

func (w *walk) run() {
	taken := 0
	for len(w.work) > 0 {
		st := w.work[0]
		w.work = w.work[1:]
		if taken++; taken > maxStates || w.fuel <= 0 {
			w.trace.Cut = true
			return
		}
		for st != nil {
			if w.fuel--; w.fuel <= 0 {
				break
			}
			st = w.step(st)
		}
	}
}

// val returns what is known of v on the path st.
func (w *walk) val(st *state, v ssa.Value) *value {
	if x, ok := st.env[v]; ok {
		return x
	}
	if mm, ok := v.(*ssa.MakeClosure); ok {
		return w.closure(st, mm)
	}
	return w.e.static(v)
}

func (w *walk) closure(st *state, mc *ssa.MakeClosure) *value {
	fn, ok := mc.Fn.(*ssa.Function)
	if !ok {
		return something
	}
	elems := make([]*value, len(mc.Bindings))
	for i, b := range mc.Bindings {
		elems[i] = w.val(st, b)
	}
	return &value{kind: function, fn: fn, elems: elems}
}

// step executes one instruction and returns the state after it, nil if the path ended or forked.
func (w *walk) step(st *state) *state {
	if st.next >= len(st.block.Instrs) {
		return nil
	}
	instr := st.block.Instrs[st.next]
	st.next++
	st.steps++
	if !w.sub && st.next > w.trace.visited[st.block] {
		w.trace.visited[st.block] = st.next
	}
	switch instr := instr.(type) {
	case *ssa.Call:
		return w.call(st, instr)
	case *ssa.Phi: // set on entry
	case *ssa.Go:
		w.spawn(st, &instr.Call)
	case *ssa.If:
		return w.branch(st, instr)
	case *ssa.Jump:
		return w.enter(st, st.block.Succs[0])
	case *ssa.Return:
		return w.leave(st, instr)
	case *ssa.Panic:
		if !w.sub {
			w.trace.Exits = append(w.trace.Exits, exit{instr, st.marks})
		}
		return nil
	case *ssa.Store:
		w.storeTo(st, instr)
	case *ssa.Send:
		st.marks.told = true
		st.marks.queued = st.marks.queued || w.feeds(instr.Chan)
	case *ssa.Select:
		return w.choose(st, instr)
	case ssa.Value:
		st.set(instr, w.compute(st, instr))
	}
	return st
}

// feeds reports whether ch is a channel that a loop around the send takes its work from.
func (w *walk) feeds(ch ssa.Value) bool {
	for _, l := range w.nest {
		for b := range l.blocks {
			for _, instr := range b.Instrs {
				if recv, ok := instr.(*ssa.UnOp); ok && recv.Op == token.ARROW && sameVariable(recv.X, ch) {
					return true
				}
			}
		}
	}
	return false
}

// sameVariable reports whether two values are the same, or loads of the same variable or field.
func sameVariable(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, ok := a.(*ssa.UnOp)
	y, ok2 := b.(*ssa.UnOp)
	if !ok || !ok2 || x.Op != y.Op {
		return false
	}
	f, ok := x.X.(*ssa.FieldAddr)
	g, ok2 := y.X.(*ssa.FieldAddr)
	if ok && ok2 {
		return fieldOf(f) == fieldOf(g) && fieldOf(f) != nil
	}
	return x.X == y.X
}

// storeTo executes a store.
func (w *walk) storeTo(st *state, s *ssa.Store) {
	addr, v := w.val(st, s.Addr), w.val(st, s.Val)
	if addr.kind == pointer {
		if addr.base == nil {
			return // the answer's own fields stay what they are
		}
		w.store(st, place{addr.base, addr.path}, v)
	}
	if outlives(s.Addr) && !counts(s) {
		st.marks.told = true
	}
}

// outlives reports whether others see what is stored at addr: a field of something that the function
// did not make, a package-level variable.
func outlives(addr ssa.Value) bool {
	switch addr := addr.(type) {
	case *ssa.Global:
		return true
	case *ssa.FieldAddr:
		return outlives(addr.X) || !isAlloc(addr.X)
	case *ssa.IndexAddr:
		return false
	}
	return false
}

func isAlloc(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Alloc:
		return true
	case *ssa.FieldAddr:
		return isAlloc(v.X)
	case *ssa.FreeVar:
		return true
	}
	return false
}

// counts reports whether the store adds to what was there.
func counts(s *ssa.Store) bool {
	op, ok := s.Val.(*ssa.BinOp)
	return ok && (op.Op == token.ADD || op.Op == token.SUB)
}

// compute evaluates an instruction that neither calls nor branches.
func (w *walk) compute(st *state, v ssa.Value) *value {
	switch v := v.(type) {
	case *ssa.Alloc:
		p := place{base: v}
		w.store(st, p, &value{kind: zero})
		return &value{kind: pointer, base: v}
	case *ssa.BinOp:
		return w.e.binop(v, w.val(st, v.X), w.val(st, v.Y))
	case *ssa.UnOp:
		return w.unary(st, v)
	case *ssa.ChangeType:
		return w.val(st, v.X)
	case *ssa.ChangeInterface:
		return w.val(st, v.X)
	case *ssa.Convert:
		return convert(w.val(st, v.X), v.Type())
	case *ssa.MultiConvert:
		return convert(w.val(st, v.X), v.Type())
	case *ssa.MakeInterface:
		return w.box(w.val(st, v.X), v.X.Type())
	case *ssa.MakeClosure:
		return w.closure(st, v)
	case *ssa.MakeMap:
		return w.e.literal(v, func(x ssa.Value) *value { return w.val(st, x) })
	case *ssa.MakeSlice, *ssa.MakeChan:
		return something
	case *ssa.Slice:
		x := w.val(st, v.X)
		if x.kind == konst || x.kind == body || x.kind == text || x.kind == oneOf {
			return w.slice(st, v, x)
		}
		return w.e.literal(v, func(x ssa.Value) *value { return w.val(st, x) })
	case *ssa.FieldAddr:
		return w.e.fieldAddr(w.val(st, v.X), v)
	case *ssa.Field:
		return w.field(w.val(st, v.X), v)
	case *ssa.IndexAddr:
		return w.element(st, w.val(st, v.X), w.val(st, v.Index), v)
	case *ssa.Index:
		return w.element(st, w.val(st, v.X), w.val(st, v.Index), v)
	case *ssa.Lookup:
		return w.find1(st, v)
	case *ssa.TypeAssert:
		return w.assert(v, w.val(st, v.X))
	case *ssa.Extract:
		t := w.val(st, v.Tuple)
		if t.kind == tuple && v.Index < len(t.elems) {
			return t.elems[v.Index]
		}
		return opaque.tainted(t.taint)
	case *ssa.Range, *ssa.Next:
		return opaque
	}
	return opaque
}

// slice evaluates s[a:b] of a string.
func (w *walk) slice(st *state, v *ssa.Slice, x *value) *value {
	s, ok := x.str()
	if !ok {
		return x
	}
	low, high := 0, len(s)
	for _, b := range []struct {
		v  ssa.Value
		to *int
	}{{v.Low, &low}, {v.High, &high}} {
		if b.v == nil {
			continue
		}
		n, ok := w.val(st, b.v).num()
		if !ok || n < 0 || int(n) > len(s) {
			return opaque.tainted(x.taint)
		}
		*b.to = int(n)
	}
	if low > high {
		return opaque.tainted(x.taint)
	}
	return stringOf(s[low:high]).tainted(x.taint)
}

// box puts x into an interface.
func (w *walk) box(x *value, t types.Type) *value {
	if x.kind == body {
		return x
	}
	return &value{kind: boxed, typ: t, elems: []*value{x}, taint: x.taint}
}

func (w *walk) field(x *value, v *ssa.Field) *value {
	t := v.Type()
	switch x.kind {
	case structure:
		if v.Field < len(x.elems) {
			return w.settle(x.elems[v.Field], t)
		}
	case zero:
		return zeroOf(t)
	case body:
		if s, ok := v.X.Type().Underlying().(*types.Struct); ok {
			key := fieldKey(s, v.Field)
			if key == "-" {
				return zeroOf(t)
			}
			return w.settle(&value{kind: body, path: joinPath(x.path, key)}, t)
		}
	}
	return opaque.tainted(x.taint)
}

// element evaluates x[i]; for an IndexAddr the result stands for the address and the element at once.
func (w *walk) element(st *state, x, i *value, v ssa.Value) *value {
	n, ok := i.num()
	if x.kind == list && ok && n >= 0 && int(n) < len(x.elems) {
		return x.elems[n].address(v)
	}
	if x.kind == pointer && x.base != nil {
		if arr, isArr := deref(typeAt(x.base.Type(), x.path)).Underlying().(*types.Array); isArr && ok && n >= 0 && n < arr.Len() {
			return &value{kind: pointer, base: x.base, path: x.path + "[" + strconv.FormatInt(n, 10)}
		}
	}
	if x.kind == konst {
		if s, isStr := x.str(); isStr && ok && n >= 0 && int(n) < len(s) {
			return intOf(int64(s[n])).tainted(x.taint)
		}
	}
	if x.kind == body {
		return &value{kind: body, path: joinPath(x.path, "[]")}
	}
	return opaque.tainted(x.taint)
}

// address returns v, an element of a known list, as the address v of it.
func (v *value) address(at ssa.Value) *value {
	if _, ok := at.(*ssa.IndexAddr); !ok {
		return v
	}
	return &value{kind: pointer, base: at, elems: []*value{v}}
}

func (w *walk) unary(st *state, v *ssa.UnOp) *value {
	x := w.val(st, v.X)
	switch v.Op {
	case token.MUL:
		return w.deref(st, x, v)
	case token.ARROW:
		if w.receives(st, v.X, true) {
			st.marks.delayed = true
		}
		if v.CommaOk {
			return tupleOf(opaque, opaque)
		}
		return opaque
	}
	return unop(v.Op, x)
}

// deref loads through the pointer x.
func (w *walk) deref(st *state, x *value, v *ssa.UnOp) *value {
	switch x.kind {
	case pointer:
		if len(x.elems) == 1 && x.path == "" {
			return w.settle(x.elems[0], v.Type()) // an element of a known list
		}
		return w.load(st, place{x.base, x.path}, v.Type())
	case body:
		return w.settle(x, v.Type())
	case response:
		return x
	case unknown:
		if x.base != nil && x.off == 0 {
			return w.load(st, place{x.base, x.path}, v.Type())
		}
		if x.base == nil && local(v.X) {
			return opaque.tainted(x.taint)
		}
	}
	return opaque.tainted(x.taint)
}

// find1 evaluates a map lookup.
func (w *walk) find1(st *state, v *ssa.Lookup) *value {
	m, k := w.val(st, v.X), w.val(st, v.Index)
	var el, ok *value
	mt, isMap := v.X.Type().Underlying().(*types.Map)
	switch {
	case m.kind == body && isMap:
		key, known := k.str()
		if !known {
			key = "?"
		}
		el = w.settle(&value{kind: body, path: joinPath(m.path, key)}, mt.Elem())
		ok = triOf(el.kind != null).value(carries)
		if el.kind == unknown {
			ok = opaque.tainted(content)
		}
	case m.kind == table && isMap:
		found := no
		el = zeroOf(mt.Elem())
		for i := 0; i+1 < len(m.elems); i += 2 {
			switch w.e.equal(m.elems[i], k) {
			case yes:
				el, found = m.elems[i+1], yes
			case maybe:
				if found == no {
					el, found = opaque, maybe
				}
			}
			if found == yes {
				break
			}
		}
		ok = found.value(k.taint)
		if k.taint != 0 {
			ok = ok.because(v)
			if el.truth() != maybe {
				el = el.tainted(carries).because(v)
			} else if el.kind != unknown {
				el = el.because(v)
			}
		}
	default:
		el, ok = opaque.tainted(m.taint|k.taint), opaque.tainted(m.taint|k.taint)
	}
	if v.CommaOk {
		return tupleOf(el, ok)
	}
	return el
}

// assert evaluates a type assertion.
func (w *walk) assert(v *ssa.TypeAssert, x *value) *value {
	found, result := maybe, opaque.tainted(x.taint)
	iface, toInterface := v.AssertedType.Underlying().(*types.Interface)
	switch x.kind {
	case null:
		found, result = no, zeroOf(v.AssertedType)
	case boxed:
		switch {
		case toInterface:
			found, result = triOf(types.Implements(x.typ, iface)), x
		default:
			found, result = triOf(types.Identical(x.typ, v.AssertedType)), x.elems[0]
		}
		if found == no {
			result = zeroOf(v.AssertedType)
		}
	case made, failure:
		if obj := namedOf(v.AssertedType); obj != nil && obj.Pkg() == w.e.pkg && !toInterface {
			found, result = no, zeroOf(v.AssertedType)
		}
		if toInterface && x.kind == made {
			found, result = triOf(iface.NumMethods() == 1 && iface.Method(0).Name() == "Error"), x
			if iface.NumMethods() == 1 && iface.Method(0).Name() == "Unwrap" {
				found = maybe
			}
		}
	case body:
		result = w.settle(x, v.AssertedType)
		found = yes
		if result.kind == null || x.path == "" {
			found = maybe
		}
		if result.kind == unknown {
			found = maybe
		}
	}
	if !v.CommaOk {
		return result
	}
	return tupleOf(result, found.value(x.taint).because(v))
}

// enter moves the path to the block b.
func (w *walk) enter(st *state, b *ssa.BasicBlock) *state {
	pred := st.block
	if len(b.Instrs) > 0 {
		if _, ok := b.Instrs[0].(*ssa.Phi); ok {
			w.phis(st, pred, b)
		}
	}
	st.pred, st.block, st.next = pred, b, 0
	if st.up == nil && st.depth == 0 {
		for st.marks.out < len(w.nest) && !w.nest[st.marks.out].blocks[b] {
			st.marks.out++
		}
	}
	if len(b.Preds) < 2 {
		return st
	}
	live := w.e.flow(st.fn).live[b]
	key := st.key(w.e.ids, live)
	if w.seen[key] {
		return nil
	}
	w.seen[key] = true
	where := st.ctx + "#" + strconv.Itoa(w.e.ids.of(b))
	w.tally[where]++
	if n := w.tally[where]; n > fewVisits && st.marks.branch > 0 || n > maxVisits {
		if n > 2*maxVisits {
			return nil
		}
		w.widen(st, b)
		key := st.key(w.e.ids, live)
		if w.seen[key] {
			return nil
		}
		w.seen[key] = true
	}
	return st
}

// widen forgets the counters that change with each round of a loop.
func (w *walk) widen(st *state, b *ssa.BasicBlock) {
	for _, instr := range b.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		if t, ok := phi.Type().Underlying().(*types.Basic); ok && t.Info()&types.IsNumeric != 0 && st.env[phi] != nil && st.env[phi].taint == 0 {
			st.env[phi] = opaque
		}
	}
	for p, v := range st.mem {
		if v.kind == konst && v.taint == 0 && p.base != nil {
			if n, ok := v.num(); ok && n > 1 {
				st.mem[p] = opaque
			}
		}
	}
}

// phis sets the phis of b for an arrival from pred.
func (w *walk) phis(st *state, pred, b *ssa.BasicBlock) {
	at := 0
	for i, p := range b.Preds {
		if p == pred {
			at = i
		}
	}
	var vs []*value
	for _, instr := range b.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		vs = append(vs, w.val(st, phi.Edges[at]))
	}
	for i, v := range vs {
		st.set(b.Instrs[i].(*ssa.Phi), v)
	}
}

// branch follows an if: one way if its condition is known, else both.
func (w *walk) branch(st *state, instr *ssa.If) *state {
	v := w.val(st, instr.Cond)
	t := v.truth()
	if t == maybe && v.kind == unknown && v.taint == 0 {
		if u := optimist(w, st, instr.Cond); u != maybe {
			t = u
		}
	}
	if !w.sub {
		w.note(st, instr, v, t)
	}
	if forced, ok := w.force[instr]; ok {
		t = triOf(forced)
	}
	succs := st.block.Succs
	switch t {
	case yes:
		return w.enter(st, succs[0])
	case no:
		return w.enter(st, succs[1])
	}
	st.marks.branch++
	if v.taint&judged != 0 {
		st.marks.guess = true
	}
	other := st.fork()
	if other = w.enter(other, succs[1]); other != nil {
		w.work = append(w.work, other)
	}
	if st = w.enter(st, succs[0]); st != nil {
		w.work = append(w.work, st)
	}
	return nil
}

// note records how a condition came out.
func (w *walk) note(st *state, instr *ssa.If, v *value, t tri) {
	c := w.trace.Conds[instr]
	if c == nil {
		c = &cond{at: instr, rank: st.steps}
		w.trace.Conds[instr] = c
		w.trace.order = append(w.trace.order, instr)
	}
	if st.steps < c.rank {
		c.rank = st.steps
	}
	if len(v.why) > 0 {
		c.why = v.why
	}
	c.tainted |= v.taint
	switch t {
	case yes:
		c.yes = true
	case no:
		c.no = true
	default:
		c.yes, c.no, c.open = true, true, true
	}
}

// optimist decides a test of an error that has nothing to do with the status: all goes well.
func optimist(w *walk, st *state, v ssa.Value) tri {
	op, ok := v.(*ssa.BinOp)
	if !ok || op.Op != token.EQL && op.Op != token.NEQ {
		return maybe
	}
	x, y := op.X, op.Y
	if c, ok := x.(*ssa.Const); ok && c.IsNil() {
		x, y = y, x
	}
	c, ok := y.(*ssa.Const)
	if !ok || !c.IsNil() || !isErrorType(x.Type()) {
		return maybe
	}
	if v := w.val(st, x); v.kind != unknown || v.taint&judged != 0 {
		return maybe
	}
	if _, ok := w.original(st, x).(*ssa.Parameter); ok {
		return maybe
	}
	if isPhi(x) {
		return maybe
	}
	return triOf(op.Op == token.EQL)
}

// original returns v without the conversions around it.
func (w *walk) original(st *state, v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}

// choose follows a select: every case, and the default.
func (w *walk) choose(st *state, sel *ssa.Select) *state {
	n := len(sel.States)
	elems := make([]*value, 2)
	for _, s := range sel.States {
		if s.Dir == types.RecvOnly {
			elems = append(elems, opaque)
		}
	}
	first := 0
	if !sel.Blocking {
		first = -1
	}
	for i := first; i < n; i++ {
		t := st.fork()
		t.marks.branch++
		vs := append([]*value{}, elems...)
		vs[0], vs[1] = intOf(int64(i)), opaque
		if i >= 0 {
			if s := sel.States[i]; s.Dir == types.RecvOnly {
				if w.receives(st, s.Chan, false) {
					t.marks.delayed = true
				}
			} else {
				t.marks.told = true
				t.marks.queued = t.marks.queued || w.feeds(s.Chan)
			}
		}
		t.set(sel, tupleOf(vs...))
		w.work = append(w.work, t)
	}
	return nil
}

// leave returns from a function: to the one that the walk came from, or out of the walk.
func (w *walk) leave(st *state, ret *ssa.Return) *state {
	var v *value
	switch len(ret.Results) {
	case 0:
		v = tupleOf()
	case 1:
		v = w.val(st, ret.Results[0])
	default:
		elems := make([]*value, len(ret.Results))
		for i, r := range ret.Results {
			elems[i] = w.val(st, r)
		}
		v = tupleOf(elems...)
	}
	c := st.up
	if c == nil {
		w.trace.Returns = append(w.trace.Returns, &result{ret, v, st.mem, st.marks})
		return nil
	}
	if c.thread {
		return nil
	}
	st.fn, st.env, st.block, st.pred, st.next = c.fn, maps.Clone(c.env), c.block, c.pred, c.next
	st.ctx, st.up, st.depth = c.ctx, c.up, c.depth
	if c.call != nil {
		st.set(c.call, v)
	}
	key := "r" + st.key(w.e.ids, nil) + "/" + strconv.Itoa(st.next)
	if w.seen[key] {
		return nil
	}
	w.seen[key] = true
	return st
}

package answer

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// place is a place in memory: a field path below an allocation, a global, or a pointer that came
// from where the walk did not look. The answer itself is the place with no base.
type place struct {
	base ssa.Value
	path string
}

// marks are what has happened on a path.
type marks struct {
	delayed bool // it waited
	told    bool // it stored, sent or reported something for others to see
	queued  bool // it put something into a queue
	removed bool // it took something out of the map that a loop is over
	guess   bool // it went one way of a test that something unseen decided from the status
	served  bool // it answered a client of its own
	out     int  // how many of the loops around the send it has left
	branch  int  // number of undecided tests passed
}

// state is one path of the walk, at one instruction.
type state struct {
	fn    *ssa.Function
	env   map[ssa.Value]*value
	mem   map[place]*value
	block *ssa.BasicBlock
	pred  *ssa.BasicBlock
	next  int // index of the next instruction
	ctx   string
	up    *caller
	depth int
	marks marks
	steps int
	heads map[string]int // undecided tests passed when a loop was entered, by the loop's head

	defers *pending
}

// caller is where a function that the walk went into returns to. It does not change.
type caller struct {
	fn     *ssa.Function
	env    map[ssa.Value]*value
	block  *ssa.BasicBlock
	pred   *ssa.BasicBlock
	next   int
	ctx    string
	up     *caller
	depth  int
	call   ssa.Value // gets the results
	defers *pending
	thread bool // nothing returns: it was started by a go statement

	repeats bool // the call may be met again as the same one: in a loop, by recursion

	id string
}

func (s *state) fork() *state {
	t := *s
	t.env = maps.Clone(s.env)
	t.mem = maps.Clone(s.mem)
	return &t
}

func (s *state) set(v ssa.Value, x *value) {
	if x == nil {
		x = opaque // not absent: what was known before the walk no longer holds
	}
	s.env[v] = x
}

// onStack reports how often fn is being executed.
func (s *state) onStack(fn *ssa.Function) int {
	n := 0
	if s.fn == fn {
		n++
	}
	for c := s.up; c != nil; c = c.up {
		if c.fn == fn {
			n++
		}
	}
	return n
}

// key returns a string that is the same for states with the same future. Only the values in live count,
// or all if it is nil.
func (s *state) key(ids *numbering, live map[ssa.Value]bool) string {
	var b strings.Builder
	b.WriteString(s.ctx)
	b.WriteByte('#')
	b.WriteString(strconv.Itoa(ids.of(s.block)))
	m := s.marks
	for _, flag := range []bool{m.delayed, m.told, m.queued, m.removed, m.guess, m.served} {
		if flag {
			b.WriteByte('1')
		} else {
			b.WriteByte('0')
		}
	}
	b.WriteString(strconv.Itoa(m.out))
	var parts []string
	for v, x := range s.env {
		if live == nil || live[v] {
			parts = append(parts, strconv.Itoa(ids.of(v))+"="+x.key(ids))
		}
	}
	slices.Sort(parts)
	b.WriteString(strings.Join(parts, ";"))
	b.WriteString(memKey(s.mem, ids))
	for d := s.defers; d != nil; d = d.up {
		b.WriteString("~" + strconv.Itoa(ids.of(d.fn)))
	}
	if s.up != nil {
		b.WriteByte('^')
		b.WriteString(s.up.key(ids))
	}
	return b.String()
}

// key identifies the caller's values: states whose callers know different things do not merge.
func (c *caller) key(ids *numbering) string {
	if c.id != "" {
		return c.id
	}
	parts := make([]string, 0, len(c.env))
	for v, x := range c.env {
		parts = append(parts, strconv.Itoa(ids.of(v))+"="+x.key(ids))
	}
	slices.Sort(parts)
	c.id = strings.Join(parts, ";") + "^"
	if c.up != nil {
		c.id += c.up.key(ids)
	}
	return c.id
}

func placeKey(p place, ids *numbering) string {
	if p.base == nil {
		return "R" + p.path
	}
	return strconv.Itoa(ids.of(p.base)) + p.path
}

// memKey returns a string that is the same for memories with the same content.
func memKey(mem map[place]*value, ids *numbering) string {
	parts := make([]string, 0, len(mem))
	for p, x := range mem {
		parts = append(parts, placeKey(p, ids)+"="+x.key(ids))
	}
	slices.Sort(parts)
	return "|" + strings.Join(parts, ";")
}

// forget drops what nothing reads any more: a path through a long function would carry along, and copy at each
// test, all that it has passed.
func (s *state) forget(live map[ssa.Value]bool) {
	if live != nil {
		maps.DeleteFunc(s.env, func(v ssa.Value, _ *value) bool { return !live[v] })
	}
}

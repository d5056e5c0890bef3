package answer

import (
	"maps"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// visits are the states that a walk has met where it may meet them again. It notes none as long as there is one path
// and that does not come to the same place twice, which is so for most walks: to tell states apart costs more
// than what lies between two of them.
type visits struct {
	seen   map[string]bool
	tally  map[string]int // by place
	forked bool           // there was more than one path
}

// again notes a state, by its key, and reports whether it was met before.
func (v *visits) again(key string) bool {
	if v.seen[key] {
		return true
	}
	if v.seen == nil {
		v.seen = map[string]bool{}
	}
	v.seen[key] = true
	return false
}

// count returns how often the place was come to.
func (v *visits) count(place string) int {
	if v.tally == nil {
		v.tally = map[string]int{}
	}
	v.tally[place]++
	return v.tally[place]
}

// begin adds a path that the walk begins with.
func (w *walk) begin(st *state) {
	w.work = append(w.work, st)
	w.forked = len(w.work) > 1
}

// follow adds paths to the one that is being followed.
func (w *walk) follow(states ...*state) {
	w.forked = true
	w.work = append(w.work, states...)
}

// settled notes that the path has come to the block b, and reports whether that ends it: from a state that was met
// before, nothing new comes.
func (w *walk) settled(st *state, b *ssa.BasicBlock) bool {
	if len(b.Preds) < 2 || !w.forked && !st.repeats() && !w.e.flow(st.fn).cyclic {
		return false
	}
	l := w.e.flow(st.fn).inner(b)
	st.enterLoop(w.e, l)
	live := w.e.flow(st.fn).liveAt(b)
	st.forget(live)
	if w.again(st.key(w.e.ids, live)) {
		return true
	}
	n := w.count(st.ctx + "#" + strconv.Itoa(w.e.ids.of(b)))
	if n <= fewVisits || n <= maxVisits && !st.undecided(w.e, l) {
		return false
	}
	if n > 2*maxVisits {
		return true
	}
	w.widen(st, b)
	return w.again(st.key(w.e.ids, live))
}

// enterLoop notes how many undecided tests the path had passed when it came to a loop.
func (s *state) enterLoop(e *Engine, l *loop) {
	if l == nil || s.block != l.head || l.blocks[s.pred] {
		return
	}
	heads := maps.Clone(s.heads)
	if heads == nil {
		heads = map[string]int{}
	}
	heads[s.headOf(e, l)] = s.marks.branch
	s.heads = heads
}

// undecided reports whether the path has passed an undecided test since it entered the loop l around its block: how
// often that goes round is not known then.
func (s *state) undecided(e *Engine, l *loop) bool {
	if l == nil {
		return s.marks.branch > 0
	}
	return s.marks.branch > s.heads[s.headOf(e, l)]
}

func (s *state) headOf(e *Engine, l *loop) string {
	return s.ctx + "#" + strconv.Itoa(e.ids.of(l.head))
}

// returned is settled for a path that has come back from a call to the function around it.
func (w *walk) returned(st *state, from *caller) bool {
	if !w.forked && !from.repeats {
		return false
	}
	return w.again("r" + st.key(w.e.ids, nil) + "/" + strconv.Itoa(st.next))
}

// repeats reports whether the path may come to one place of its function several times in the same call.
func (s *state) repeats() bool { return s.up != nil && s.up.repeats }

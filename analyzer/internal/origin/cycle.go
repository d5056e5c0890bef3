package origin

// Questions are recursive, and so is the code that they are asked of: a question may come up again while
// it is being answered. The second time it adds nothing to the union, so what is found above it, up to
// the first time, its head, is not the whole answer and must not be remembered. While the head is still
// being answered it can be used again all the same: whatever is missing is on its way to the head by
// another path. So no question is answered twice on the way to one answer, however many paths there are.

// An asked is a question that is being answered, or was, as far as its head lets.
type asked struct {
	depth  int    // of questions around it
	outer  int    // e.low before
	values int    // what was half-answered before: values,
	exits  int    // exits,
	births int    // and births
	head   *asked // the question that it waits for, once it is closed
}

// A partial answer lacks what the question waiting gives.
type partial struct {
	set     Set
	passed  bool // of exits
	waiting *asked
}

// begin starts a question.
func (e *Engine) begin() *asked {
	q := &asked{depth: len(e.asking), outer: e.low, values: len(e.halfValues), exits: len(e.halfExits), births: len(e.halfBirths)}
	if q.depth == 0 {
		q.outer = maxDepth
	}
	e.asking = append(e.asking, q)
	e.low = maxDepth
	return q
}

// end closes a question, and reports whether its answer is whole.
func (e *Engine) end(q *asked) (whole bool) {
	e.asking = e.asking[:q.depth]
	if e.low < q.depth {
		q.head = e.asking[e.low]
		e.low = min(e.low, q.outer)
		return false
	}
	for _, k := range e.halfValues[q.values:] {
		delete(e.partial, k)
	}
	for _, k := range e.halfExits[q.exits:] {
		delete(e.partialExits, k)
	}
	for _, k := range e.halfBirths[q.births:] {
		delete(e.partialBirths, k)
	}
	e.halfBirths = e.halfBirths[:q.births]
	e.halfValues, e.halfExits = e.halfValues[:q.values], e.halfExits[:q.exits]
	e.low = q.outer
	return true
}

// use notes that what is being answered rests on a partial answer.
func (e *Engine) use(a partial) {
	head := a.waiting
	for head.head != nil {
		head = head.head
	}
	e.low = min(e.low, head.depth)
}

package answer

import (
	"go/constant"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// judgeReturns judges what n's function itself makes of a 429: whether it hands it up as what it is, or
// passes over it (then swallows is the test that told it apart).
func (n *node) judgeReturns(told *Cond) (v *verdict, swallows *Cond) {
	v = &verdict{}
	t := n.trace(limited)
	others := n.shapes(plain)
	empty, private := 0, true
	for _, r := range t.Returns {
		if hasResponse(r.value) {
			v.bare = true
		}
		if r.marks.served {
			v.fate = unclear
			continue
		}
		if n.saysNothing(r) {
			if !r.marks.told {
				empty++
			} else if told != nil {
				v.fate, private = dealt, false // it was handed on by another way: a channel, a callback, a field
			}
			continue
		}
		by := anybody
		if others[n.shape(r)] || told == nil || n.asOthers(r) {
			by = n.recognised(r)
		}
		if by != nobody {
			v.fate = dealt
			private = private && by == ownPackage
		}
	}
	v.private = private && v.fate == dealt
	if told == nil || v.fate == unclear || v.fate == dealt {
		return v, nil
	}
	if empty > 0 && empty == len(t.Returns) && len(t.Exits) == 0 {
		return v, told
	}
	return v, nil
}

// shapes returns the shapes of the results in a scenario.
func (n *node) shapes(sc scenario) map[string]bool { return n.shapesOf(n.trace(sc)) }

func (n *node) shapesOf(t *Trace) map[string]bool {
	shapes := map[string]bool{}
	for _, r := range t.Returns {
		shapes[n.shape(r)] = true
	}
	return shapes
}

// asOthers reports whether the result r, of a 429, is what the request's own mistakes give, too: a list of statuses
// that are not tried again tells none of them apart.
func (n *node) asOthers(r *result) bool {
	for _, s := range []Status{400, 401, 404, 422} {
		if !n.shapes(with(s))[n.shape(r)] {
			return false
		}
	}
	return true
}

// hasResponse reports whether the answer itself is among the results.
func hasResponse(v *value) bool {
	switch v.kind {
	case response:
		return true
	case tuple, boxed, structure:
		return slices.ContainsFunc(v.elems, hasResponse)
	}
	return false
}

// saysNothing reports whether the results are those of a success without data: no error, and nothing else
// that is not empty.
func (n *node) saysNothing(r *result) bool {
	vs := []*value{r.value}
	if r.value.kind == tuple {
		vs = r.value.elems
	}
	results := r.at.Parent().Signature.Results()
	for i, v := range vs {
		if i >= results.Len() {
			break
		}
		t := results.At(i).Type()
		if isErrorType(t) {
			if v.kind != null && !n.asSuccess(r, i, v) {
				return false
			}
			continue
		}
		switch v.kind {
		case null, zero, unknown:
			if v.taint&(judged|carries) != 0 && v.kind == unknown {
				return false
			}
		case konst:
			if !emptyJSON(v, t) && (isZeroValue(v) != yes || named(t)) {
				return false
			}
		case table: // what other rounds put into it
		case list:
			if len(v.elems) > 0 {
				return false
			}
		case nonNil:
			if v.taint != 0 {
				return false
			}
		case structure:
			for _, el := range v.elems {
				if el.kind != unknown && isZeroValue(el) != yes {
					return false
				}
			}
		case pointer:
			if send.IsHTTPResponse(t) {
				if !succeeds(v, r.mem) {
					return false
				}
			} else if n.marked(v, r.mem) {
				return false
			}
		case boxed:
			if !n.emptyMessage(v, i, r.mem) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// succeeds reports whether v points to a response that a transport made itself: of a success.
func succeeds(v *value, mem map[place]*value) bool {
	for p, x := range mem {
		if f := fieldAt(p); p.base == v.base && f != nil && f.Name() == "StatusCode" {
			status, ok := x.num()
			return ok && x.taint&carries == 0 && status < 300
		}
	}
	return false
}

// marked reports whether something that says anything was stored below the pointer v.
func (n *node) marked(v *value, mem map[place]*value) bool {
	for p, x := range mem {
		if p.base != v.base || !strings.HasPrefix(p.path, v.path) {
			continue
		}
		if x.kind != unknown && x.kind != zero && isZeroValue(x) != yes {
			return true
		}
	}
	return false
}

// named reports whether t is a type of the program's own, whose zero value may mean something.
func named(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() != "time"
}

// shape returns a string that is the same for results that differ in nothing but what they carry of the
// answer: its status, its code, its message.
func (n *node) shape(r *result) string {
	return n.shapeOf(r.value, r.mem, 0)
}

func (n *node) shapeOf(v *value, mem map[place]*value, depth int) string {
	if depth > 5 {
		return "…"
	}
	if v.taint&carries != 0 && len(v.elems) == 0 && v.kind != made && v.kind != boxed && v.kind != structure && v.kind != pointer {
		if v.kind == konst && v.c.Kind() == constant.Bool {
			return v.c.ExactString()
		}
		if v.kind == null {
			return "nil"
		}
		return "carried"
	}
	var b strings.Builder
	b.WriteString(strconv.Itoa(int(v.kind)))
	switch v.kind {
	case konst:
		if len(v.elems) == 0 {
			b.WriteString(v.c.ExactString())
		}
		for _, el := range v.elems {
			b.WriteString("(" + n.shapeOf(el, mem, depth+1) + ")")
		}
	case made:
		// Where it was made and of what; not on which way: a constructor that all errors go through
		// makes one kind of error.
		b.WriteString("@" + itoa(n.e.ids.of(v.base)))
		for _, el := range v.elems {
			b.WriteString("(" + n.shapeOf(el, mem, depth+1) + ")")
		}
	case pointer:
		if v.base == nil {
			return "answer" + v.path
		}
		b.WriteString("@" + itoa(n.e.ids.of(v.base)) + v.path)
		var parts []string
		for p, x := range mem {
			if p.base == v.base && p.path != v.path && strings.HasPrefix(p.path, v.path) && x != v {
				parts = append(parts, p.path+"="+n.shapeOf(x, mem, depth+1))
			}
		}
		slices.Sort(parts)
		b.WriteString("{" + strings.Join(parts, ";") + "}")
	case boxed:
		b.WriteString(":" + itoa(n.e.ids.typ(v.typ)))
		b.WriteString("(" + n.shapeOf(v.elems[0], mem, depth+1) + ")")
	case function:
		b.WriteString("f" + itoa(n.e.ids.of(v.fn)))
	case unknown, body, oneOf, response, nonNil:
	default:
		for _, el := range v.elems {
			b.WriteString("(" + n.shapeOf(el, mem, depth+1) + ")")
		}
	}
	return b.String()
}

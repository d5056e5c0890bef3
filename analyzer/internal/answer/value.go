package answer

import (
	"go/constant"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// kind says what is known of a value on the path that the walk is on.
type kind uint8

const (
	unknown   kind = iota
	konst          // the constant c
	null           // nil
	zero           // the zero value of a struct or array, not yet taken apart
	nonNil         // anything but nil, made at base
	pointer        // the address base+path
	structure      // a struct: elems are its fields
	boxed          // an interface that holds elems[0], of type typ
	function       // the function fn, with the free variables elems
	tuple          // several results: elems
	list           // a slice, array or string set: elems
	table          // a map: elems are key, value, key, value, …
	response       // the answer that the walk follows
	header         // its header
	body           // its body, or the part of it at the JSON path
	oneOf          // one of the constants elems
	text           // a string: elems are its parts, constants or unknown
	made           // an error made by errors.New, fmt.Errorf, errors.Join at base: elems are what it wraps
	failure        // the error of a send that got no answer
	request        // a request made on the path: elems[0] is its body
)

// taint says what a value has to do with the answer.
type taint uint8

const (
	carries taint = 1 << iota // computed from the answer: its status, code, message
	judged                    // unknown, and something unseen made it from the response or its status
	content                   // unknown, and made from the body
)

// value is what is known of a value. It is immutable.
type value struct {
	kind  kind
	taint taint
	c     constant.Value
	typ   types.Type
	base  ssa.Value
	path  string
	elems []*value
	fn    *ssa.Function
	off   int64       // of an unknown integer: distance from base
	why   []ssa.Value // of a boolean: the comparisons that made it
	inv   bool        // it is true where that comparison is false
	asker *asker      // of a konst that is the status of the answer: who to tell that its number was looked at

	id string
}

var (
	opaque    = shared(&value{})
	nilValue  = shared(&value{kind: null})
	something = shared(&value{kind: nonNil})
)

// shared returns v, which the walks of all packages use at once: its key is set before they do.
func shared(v *value) *value {
	v.key(nil)
	return v
}

func constOf(c constant.Value) *value { return &value{kind: konst, c: c} }
func boolOf(b bool) *value            { return constOf(constant.MakeBool(b)) }
func intOf(i int64) *value            { return constOf(constant.MakeInt64(i)) }
func stringOf(s string) *value        { return constOf(constant.MakeString(s)) }
func tupleOf(vs ...*value) *value     { return &value{kind: tuple, elems: vs} }

// tainted returns v with the taints t added.
func (v *value) tainted(t taint) *value {
	if v.taint|t == v.taint {
		return v
	}
	w := *v
	w.taint |= t
	w.id = ""
	return &w
}

// because returns v, a boolean, with the comparison x as its reason.
func (v *value) because(x ...ssa.Value) *value {
	w := *v
	w.why = x
	w.id = ""
	return &w
}

// isNil reports whether v is nil: yes, no, or not known.
func (v *value) isNil() tri {
	switch v.kind {
	case null:
		return yes
	case unknown:
		return maybe
	case body:
		if strings.HasPrefix(v.path, "error") {
			return no // of a success it would have been nil
		}
		return maybe
	case zero:
		return maybe
	}
	return no
}

// str returns the string that v is.
func (v *value) str() (string, bool) {
	if v.kind == konst && v.c.Kind() == constant.String {
		return constant.StringVal(v.c), true
	}
	return "", false
}

// num returns the integer that v is.
func (v *value) num() (int64, bool) {
	if v.kind == konst && v.c.Kind() != constant.String && v.c.Kind() != constant.Bool {
		v.look()
		if c := constant.ToInt(v.c); c.Kind() == constant.Int {
			return constant.Int64Val(c)
		}
	}
	return 0, false
}

// truth returns the truth value of v.
func (v *value) truth() tri {
	if v.kind == konst && v.c.Kind() == constant.Bool {
		if constant.BoolVal(v.c) {
			return yes
		}
		return no
	}
	return maybe
}

// tri is a truth value that need not be known.
type tri uint8

const (
	maybe tri = iota
	yes
	no
)

func (t tri) not() tri {
	switch t {
	case yes:
		return no
	case no:
		return yes
	}
	return maybe
}

func triOf(b bool) tri {
	if b {
		return yes
	}
	return no
}

// value returns t as a boolean, tainted if it is not known.
func (t tri) value(tt taint) *value {
	switch t {
	case yes:
		return boolOf(true).tainted(tt & carries)
	case no:
		return boolOf(false).tainted(tt & carries)
	}
	return opaque.tainted(tt)
}

// key returns a string that is the same for equal values. ids numbers the SSA values.
func (v *value) key(ids *numbering) string {
	if v.id != "" {
		return v.id
	}
	var b strings.Builder
	b.WriteByte('a' + byte(v.kind))
	if v.taint != 0 {
		b.WriteByte('0' + byte(v.taint))
	}
	if v.c != nil {
		b.WriteString(v.c.ExactString())
	}
	if v.asker != nil {
		b.WriteByte('*')
	}
	if v.base != nil {
		b.WriteByte('@')
		b.WriteString(strconv.Itoa(ids.of(v.base)))
	}
	if v.path != "" {
		b.WriteByte('/')
		b.WriteString(v.path)
	}
	if v.typ != nil {
		b.WriteByte(':')
		b.WriteString(strconv.Itoa(ids.typ(v.typ)))
	}
	if v.fn != nil {
		b.WriteByte('f')
		b.WriteString(strconv.Itoa(ids.of(v.fn)))
	}
	if v.off != 0 {
		b.WriteByte('+')
		b.WriteString(strconv.FormatInt(v.off, 10))
	}
	if v.inv {
		b.WriteByte('!')
	}
	for _, w := range v.why {
		b.WriteByte('?')
		b.WriteString(strconv.Itoa(ids.of(w)))
	}
	if len(v.elems) > 0 {
		b.WriteByte('{')
		for _, e := range v.elems {
			b.WriteString(e.key(ids))
			b.WriteByte(',')
		}
		b.WriteByte('}')
	}
	v.id = b.String()
	return v.id
}

// numbering gives small numbers to SSA values and types, for keys.
type numbering struct {
	values map[any]int
	types  []types.Type
}

func (n *numbering) of(x any) int {
	if n.values == nil {
		n.values = map[any]int{}
	}
	i, ok := n.values[x]
	if !ok {
		i = len(n.values) + 1
		n.values[x] = i
	}
	return i
}

func (n *numbering) typ(t types.Type) int {
	if i, ok := n.values[t]; ok {
		return i
	}
	for i, u := range n.types {
		if types.Identical(t, u) {
			return i
		}
	}
	n.types = append(n.types, t)
	return len(n.types) - 1
}

package reach

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/consts"
)

// A value is what is known of a value in a scenario, on all paths at once. It is immutable; nil
// stands for a value that no path has computed yet.
type value struct {
	kind   kind
	c      constant.Value    // of konst
	elems  []*value          // of tuple; of made: the errors inside; of list: its elements; of table: key, value, …
	fields map[string]*value // of object
	fn     *ssa.Function     // of function
	free   []*value          // of function: its free variables
	base   ssa.Value         // of made: the variable that holds the error, or the call that made it; of a method value: its receiver
	typ    types.Type        // of made: the error's dynamic type, if it is known
	judged bool              // of anything: something unseen may have made it from the answer's status
	status *alike            // of konst: it is the status
}

type kind uint8

const (
	unknown  kind = iota
	konst         // a constant
	among         // one of several constants: elems
	null          // nil
	nonNil        // anything but nil
	made          // an error that is known
	failure       // one of several such errors: elems
	answer        // the response itself, or what holds its status
	function      // a function
	tuple         // the results of a call
	list          // a slice or array of known elements
	table         // a map of known content
	object        // a struct that a function of the package filled in
	never         // the call does not come back
)

var (
	anything = &value{}
	nilValue = &value{kind: null}
	some     = &value{kind: nonNil}
	subject  = &value{kind: answer}
	gone     = &value{kind: never}
	doubtful = &value{judged: true}
)

func boolOf(b bool) *value            { return &value{kind: konst, c: constant.MakeBool(b)} }
func intOf(n int) *value              { return &value{kind: konst, c: constant.MakeInt64(int64(n))} }
func stringOf(s string) *value        { return &value{kind: konst, c: constant.MakeString(s)} }
func constOf(c constant.Value) *value { return &value{kind: konst, c: c} }

// unknownFrom returns a value of which nothing is known but whether it may tell of the status.
func unknownFrom(judged bool) *value {
	if judged {
		return doubtful
	}
	return anything
}

// truth reports what v, a condition, is: (true, true) if it can be both.
func (v *value) truth() (yes, no bool) {
	if v == nil || v.kind == never {
		return false, false
	}
	if v.kind == konst && v.c.Kind() == constant.Bool {
		b := constant.BoolVal(v.c)
		return b, !b
	}
	return true, true
}

func (v *value) text() (string, bool) {
	if v != nil && v.kind == konst && v.c.Kind() == constant.String {
		return constant.StringVal(v.c), true
	}
	return "", false
}

func (v *value) number() (int64, bool) {
	if v == nil || v.kind != konst {
		return 0, false
	}
	if v.status != nil {
		return int64(v.status.only()), true
	}
	if c := constant.ToInt(v.c); c.Kind() == constant.Int {
		return constant.Int64Val(c)
	}
	return 0, false
}

// isNil reports whether v is nil (1), is not (-1), or can be both (0).
func (v *value) isNil() int {
	switch v.kind {
	case null:
		return 1
	case nonNil, made, failure, answer, function, list, table, object:
		return -1
	}
	return 0
}

// join returns what is known of a value that is v on some paths and w on others.
func join(v, w *value) *value {
	switch {
	case v == nil || v == w:
		return w
	case w == nil:
		return v
	case v.kind == never:
		return w
	case w.kind == never:
		return v
	case v.kind == answer && w.kind == null:
		return v // nobody reads the status of nil
	case w.kind == answer && v.kind == null:
		return w
	case v.kind == konst && w.kind == konst && v.status != w.status:
		if consts.Comparable(v.c, w.c) && compare(v, token.EQL, w) {
			return v
		}
		return anything
	case v.is(w):
		return v
	case v.kind == konst && w.kind == konst, v.kind == among, w.kind == among:
		if x := either(v, w); x != nil {
			return x
		}
		return unknownFrom(v.judged || w.judged)
	case v.kind == tuple && w.kind == tuple && len(v.elems) == len(w.elems):
		elems := make([]*value, len(v.elems))
		for i := range elems {
			elems[i] = join(v.elems[i], w.elems[i])
		}
		return &value{kind: tuple, elems: elems}
	case v.kind == object && w.kind == object:
		fields := map[string]*value{}
		for name, x := range v.fields {
			if y := w.fields[name]; y != nil {
				fields[name] = join(x, y)
			}
		}
		return &value{kind: object, fields: fields}
	case v.kind == object && w.kind == null:
		return v
	case w.kind == object && v.kind == null:
		return w
	case v.isError() && w.isError():
		return anyOf(v, w)
	case v.isNil() < 0 && w.isNil() < 0:
		return &value{kind: nonNil, judged: v.judged || w.judged}
	}
	return unknownFrom(v.judged || w.judged)
}

// overAll joins what ask says of each of the values.
func overAll(vs []*value, ask func(*value) *value) *value {
	var out *value
	for _, v := range vs {
		out = join(out, ask(v))
	}
	return out
}

func (v *value) isError() bool { return v.kind == made || v.kind == failure }

// errors returns the errors that v, of the kind made or failure, can be.
func (v *value) errors() []*value {
	if v.kind == failure {
		return v.elems
	}
	return []*value{v}
}

// anyOf joins two values that are errors.
func anyOf(v, w *value) *value {
	all := slices.Clone(v.errors())
	for _, x := range w.errors() {
		if !slices.ContainsFunc(all, x.is) {
			all = append(all, x)
		}
	}
	judged := v.judged || w.judged
	if len(all) > maxAmong {
		return &value{kind: nonNil, judged: judged}
	}
	return &value{kind: failure, elems: all, judged: judged}
}

// is reports whether v and w say the same.
func (v *value) is(w *value) bool {
	switch {
	case v == w:
		return true
	case v == nil || w == nil || v.kind != w.kind || v.judged != w.judged || v.status != w.status || v.fn != w.fn || v.base != w.base || len(v.fields) != len(w.fields):
		return false
	case v.typ != w.typ && (v.typ == nil || w.typ == nil || !types.Identical(v.typ, w.typ)):
		return false
	case v.kind == konst && v.status == nil && (v.c.Kind() != w.c.Kind() || !constant.Compare(v.c, token.EQL, w.c)):
		return false
	}
	for name, x := range v.fields {
		if y, ok := w.fields[name]; !ok || !x.is(y) {
			return false
		}
	}
	return slices.EqualFunc(v.elems, w.elems, (*value).is) && slices.EqualFunc(v.free, w.free, (*value).is)
}

// write writes what is the same for equal values.
func (v *value) write(b *strings.Builder) {
	if v == nil {
		b.WriteByte('-')
		return
	}
	b.WriteByte('a' + byte(v.kind))
	if v.judged {
		b.WriteByte('?')
	}
	if v.status != nil {
		b.WriteByte('!')
	} else if v.c != nil {
		b.WriteString(v.c.Kind().String()[:1] + v.c.ExactString())
	}
	if v.fn != nil {
		b.WriteString(v.fn.String())
	}
	if v.base != nil {
		b.WriteString("@" + v.base.Name() + strconv.Itoa(int(v.base.Pos())))
	}
	if v.typ != nil {
		b.WriteString(":" + v.typ.String())
	}
	for _, els := range [][]*value{v.elems, v.free} {
		if len(els) == 0 {
			continue
		}
		b.WriteByte('(')
		for _, el := range els {
			el.write(b)
			b.WriteByte(',')
		}
		b.WriteByte(')')
	}
	if len(v.fields) > 0 {
		for _, name := range sortedKeys(v.fields) {
			b.WriteString("." + name)
			v.fields[name].write(b)
		}
	}
}

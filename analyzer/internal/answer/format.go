package answer

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// mayBeError reports whether a formatted operand can be an error.
func mayBeError(v *value) bool {
	switch v.kind {
	case made, failure, unknown, nonNil:
		return true
	case boxed:
		return types.Implements(v.typ, errorType) || types.Implements(types.NewPointer(v.typ), errorType)
	}
	return false
}

// format evaluates fmt.Sprintf and its kin: the parts of the string that are known.
func (e *Engine) format(name string, args []ssa.Value, get func(ssa.Value) *value) *value {
	var operands []*value
	if l := get(args[len(args)-1]); l.kind == list {
		operands = l.elems
	}
	out := &value{kind: text}
	next := func() {
		if len(operands) == 0 {
			out.elems = append(out.elems, opaque)
			return
		}
		op := operands[0]
		operands = operands[1:]
		out.elems = append(out.elems, printed(op))
		out.taint |= op.taint & carries
	}
	if name != "Sprintf" {
		for len(operands) > 0 {
			next()
		}
		return join(out)
	}
	f, ok := get(args[0]).str()
	if !ok {
		return opaque
	}
	for f != "" {
		i := strings.IndexByte(f, '%')
		if i < 0 || i == len(f)-1 {
			out.elems = append(out.elems, stringOf(f))
			break
		}
		if i > 0 {
			out.elems = append(out.elems, stringOf(f[:i]))
		}
		f = f[i+1:]
		if f[0] == '%' {
			out.elems = append(out.elems, stringOf("%"))
			f = f[1:]
			continue
		}
		j := strings.IndexFunc(f, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' })
		if j < 0 {
			return opaque
		}
		f = f[j+1:]
		next()
	}
	return join(out)
}

// printed returns a value as %v prints it.
func printed(v *value) *value {
	if v.kind == boxed {
		if m := types.NewMethodSet(v.typ); m.Lookup(nil, "Error") != nil || m.Lookup(nil, "String") != nil {
			return opaque.tainted(v.taint)
		}
		v = v.elems[0]
	}
	switch v.kind {
	case konst:
		switch v.c.Kind() {
		case constant.String:
			return v
		case constant.Int, constant.Bool:
			v.look()
			return stringOf(v.c.ExactString()).tainted(v.taint)
		}
	case made:
		return v.elems[0]
	case oneOf, text, body:
		return v
	}
	return opaque.tainted(v.taint)
}

// join merges neighbouring constants of a text, but keeps what the answer gave apart from the program's own.
func join(t *value) *value {
	out := &value{kind: text, taint: t.taint}
	for _, el := range t.elems {
		parts := []*value{el}
		if len(el.elems) > 0 && (el.kind == text || el.kind == konst) {
			parts = el.elems
		}
		for _, p := range parts {
			s, ok := p.str()
			if n := len(out.elems); ok && n > 0 && out.elems[n-1].taint == p.taint {
				if last, lok := out.elems[n-1].str(); lok {
					out.elems[n-1] = stringOf(last + s).tainted(p.taint)
					continue
				}
			}
			out.elems = append(out.elems, p)
		}
	}
	whole := ""
	for _, el := range out.elems {
		s, ok := el.str()
		if !ok {
			return out
		}
		whole += s
	}
	v := stringOf(whole)
	v.taint = t.taint
	if len(out.elems) > 1 {
		v.elems = out.elems
	}
	return v
}

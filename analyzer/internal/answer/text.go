package answer

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// stringsFunc evaluates a function of package strings.
func (w *walk) stringsFunc(name string, args []ssa.Value, get func(ssa.Value) *value, call *ssa.Call) *value {
	if len(args) == 0 {
		return nil
	}
	x := get(args[0])
	s, known := x.str()
	taints := x.taint
	switch name {
	case "ToLower", "ToUpper", "TrimSpace":
		f := map[string]func(string) string{"ToLower": strings.ToLower, "ToUpper": strings.ToUpper, "TrimSpace": strings.TrimSpace}[name]
		return mapString(x, f)
	case "Contains", "HasPrefix", "HasSuffix", "EqualFold":
		y := get(args[1])
		lit, ok := y.str()
		if !ok {
			return opaque.tainted(taints | y.taint).because(call)
		}
		test := map[string]func(s, t string) bool{
			"Contains": strings.Contains, "HasPrefix": strings.HasPrefix, "HasSuffix": strings.HasSuffix, "EqualFold": strings.EqualFold,
		}[name]
		if known {
			return triOf(test(s, lit)).value(taints).because(call)
		}
		return w.searched(x, lit, name, test).value(taints).because(call)
	case "Trim", "TrimPrefix", "TrimSuffix", "TrimLeft", "TrimRight":
		y := get(args[1])
		lit, ok := y.str()
		if !ok || !known {
			return opaque.tainted(taints)
		}
		f := map[string]func(s, t string) string{
			"Trim": strings.Trim, "TrimPrefix": strings.TrimPrefix, "TrimSuffix": strings.TrimSuffix,
			"TrimLeft": strings.TrimLeft, "TrimRight": strings.TrimRight,
		}[name]
		return stringOf(f(s, lit)).tainted(taints)
	}
	return nil
}

// mapString applies f to a string that is known, or to each that it can be.
func mapString(x *value, f func(string) string) *value {
	if s, ok := x.str(); ok {
		return stringOf(f(s)).tainted(x.taint)
	}
	if x.kind == oneOf || x.kind == text {
		elems := make([]*value, len(x.elems))
		for i, el := range x.elems {
			elems[i] = mapString(el, f)
		}
		return &value{kind: x.kind, elems: elems, taint: x.taint}
	}
	return x
}

// searched evaluates strings.Contains and its kin on a string of which only parts are known.
func (w *walk) searched(x *value, lit, name string, test func(s, t string) bool) tri {
	switch x.kind {
	case oneOf:
		all, none := true, true
		for _, el := range x.elems {
			if s, _ := el.str(); test(s, lit) {
				none = false
			} else {
				all = false
			}
		}
		if all {
			return yes
		}
		if none {
			return no
		}
	case text:
		open := false
		for i, el := range x.elems {
			s, ok := el.str()
			switch {
			case !ok && el.kind != oneOf:
				open = open || w.mayContain(lit)
			case !ok:
				if t := w.searched(el, lit, name, test); t != no {
					return t
				}
			case name == "Contains" && strings.Contains(s, lit):
				return yes
			case name == "HasPrefix" && i == 0:
				if len(s) >= len(lit) {
					return triOf(strings.HasPrefix(s, lit))
				}
			}
		}
		if !open && name == "Contains" {
			return no
		}
	case body:
		return w.bodyContains(lit)
	}
	return maybe
}

// mayContain reports whether a text of which nothing is known can contain lit. What reads like a
// status or an error code is not expected in the text of another one.
func (w *walk) mayContain(lit string) bool {
	if n, err := strconv.Atoi(lit); err == nil && n >= 100 && n < 600 {
		return false
	}
	return !w.e.catalog.Has(lit)
}

// bodyContains says whether the raw body contains lit.
func (w *walk) bodyContains(lit string) tri {
	for _, c := range w.codes() {
		if strings.Contains(c, lit) {
			return yes
		}
	}
	if n, err := strconv.Atoi(lit); err == nil && n >= 100 && n < 600 {
		return triOf(n == int(w.status()) && w.status().IsError())
	}
	if slices.ContainsFunc(w.e.catalog.Codes(), func(c string) bool { return strings.Contains(c, lit) && len(lit) > 4 }) {
		return no
	}
	return maybe
}

// strconvFunc evaluates the conversions of package strconv.
func strconvFunc(name string, args []ssa.Value, get func(ssa.Value) *value) *value {
	x := get(args[0])
	switch name {
	case "Atoi", "ParseInt", "ParseUint", "ParseFloat":
		if x.kind == oneOf || x.kind == text {
			return tupleOf(opaque.tainted(x.taint), opaque)
		}
		s, ok := x.str()
		if !ok {
			return nil
		}
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return tupleOf(intOf(0), something)
		}
		return tupleOf(intOf(n).tainted(x.taint), nilValue)
	case "Itoa", "FormatInt":
		if n, ok := x.num(); ok {
			return stringOf(strconv.FormatInt(n, 10)).tainted(x.taint)
		}
	}
	return nil
}

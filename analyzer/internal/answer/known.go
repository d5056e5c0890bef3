package answer

import (
	"go/token"
	"go/types"
	"strings"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/consts"
	"github.com/medipimlint/medipimlint/analyzer/internal/httpstatus"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

func statusText(s Status) string { return httpstatus.Text(int(s)) }

// known evaluates a call of a function outside the package whose meaning the walk knows. It returns nil
// for all others.
func (w *walk) known(st *state, call *ssa.Call) *value {
	common := &call.Call
	fn, recv, args := program.Callee(common)
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	get := func(v ssa.Value) *value { return w.val(st, v) }
	if recv != nil && (fn.Name() == "Seek" || fn.Name() == "Reset") {
		if x := get(recv); x.base != nil {
			st.mem[place{x.base, x.path + rewound}] = something
		}
	}
	if x := w.likeErrors(st, call, fn, args); x != nil {
		return x
	}
	name := w.e.nameOf(fn)
	if v := w.libraryCondition(st, call, name); v != nil {
		return v
	}
	switch name {
	case "errors.New", "fmt.Errorf", "errors.Join":
		return w.e.madeError(call, st.ctx, args, get)
	case "errors.Is":
		t := w.errorsIs(st, get(args[0]), get(args[1]), 0)
		return t.value(get(args[0]).taint).because(call)
	case "errors.As":
		return w.errorsAs(st, call, get(args[0]), get(args[1]), args[1])
	case "errors.AsType":
		return w.errorsAsType(st, call, get(args[0]))
	case "errors.Unwrap":
		if chain := w.unwrap(st, get(args[0])); len(chain) == 1 {
			return chain[0]
		}
		return opaque.tainted(get(args[0]).taint)
	case "fmt.Sprintf", "fmt.Sprint", "fmt.Sprintln":
		return w.e.format(fn.Name(), args, get)
	case "net/http.StatusText":
		if n, ok := get(args[0]).num(); ok {
			return stringOf(httpstatus.Text(int(n))).tainted(carries)
		}
		return opaque
	case "(net/http.Header).Get", "(net/http.Header).Values":
		return w.headerValue(get(recv), get(args[0]), fn.Name())
	case "net/http.ParseTime":
		if s, ok := get(args[0]).str(); ok && s == "" {
			return tupleOf(&value{kind: zero}, something)
		}
		return nil
	case "time.ParseDuration":
		s, ok := get(args[0]).str()
		if !ok {
			return nil
		}
		d, err := time.ParseDuration(s)
		if err != nil {
			return tupleOf(intOf(0), something)
		}
		return tupleOf(intOf(int64(d)), nilValue)
	case "time.After", "time.Tick", "time.NewTimer", "time.NewTicker":
		return &value{kind: nonNil, elems: []*value{get(args[0])}}
	case "time.Until", "(time.Time).Sub":
		x := args
		if recv != nil {
			x = []ssa.Value{recv}
		}
		if get(x[0]).kind == zero {
			return intOf(-1) // long ago
		}
		return opaque
	case "(time.Time).IsZero":
		if get(recv).kind == zero {
			return boolOf(true)
		}
		return opaque
	case "net/http.NewRequest", "net/http.NewRequestWithContext":
		return tupleOf(&value{kind: request, base: call, elems: []*value{get(args[len(args)-1])}}, nilValue)
	case "io.NopCloser", "bufio.NewReader", "io.TeeReader", "io.LimitReader":
		x := get(args[0])
		if x.kind == unknown && x.base == nil {
			return something
		}
		return x
	case "(*net/http.Request).Clone", "(*net/http.Request).WithContext":
		return get(recv)
	case "slices.Contains", "slices.Index", "slices.ContainsFunc", "slices.IndexFunc", "slices.BinarySearch":
		return w.search(st, call, fn.Name(), get(args[0]), get(args[1]))
	case "sort.SearchInts", "sort.SearchStrings":
		return w.sortedAt(get(args[0]), get(args[1]))
	case "strings.Split":
		if l := splitString(fn.Name(), get(args[0]), get(args[1])); l != nil {
			return l
		}
	case "strings.Fields":
		if l := splitString(fn.Name(), get(args[0]), nil); l != nil {
			return l
		}
	case "cmp.Or":
		for _, el := range get(args[0]).elems {
			if z := isZeroValue(el); z == no {
				return el
			} else if z == maybe {
				return opaque.tainted(el.taint)
			}
		}
		return nil
	}
	switch fn.Pkg().Path() {
	case "slices", "maps", "sort":
		return w.setFunc(st, name, args)
	case "strings", "bytes":
		return w.stringsFunc(fn.Name(), args, get, call)
	case "strconv":
		return strconvFunc(fn.Name(), args, get)
	}
	return nil
}

// isZeroValue reports whether v is the zero value of its type.
func isZeroValue(v *value) tri {
	switch v.kind {
	case konst:
		if n, ok := v.num(); ok {
			return triOf(n == 0)
		}
		if s, ok := v.str(); ok {
			return triOf(s == "")
		}
		return v.truth().not()
	case null, zero:
		return yes
	case unknown, body:
		return maybe
	}
	return no
}

// headerValue returns what the answer's header has under a key: there is no Retry-After unless the
// scenario says so, and the content is JSON.
func (w *walk) headerValue(h, key *value, method string) *value {
	name, ok := key.str()
	if h.kind != header || !ok {
		return opaque
	}
	present := &value{kind: text, elems: []*value{opaque}, taint: carries}
	if method == "Values" {
		present = &value{kind: list, elems: []*value{present}}
	}
	switch httpstatus.CanonicalHeader(name) {
	case "Retry-After":
		if w.retryAfter() {
			return present
		}
		if method == "Values" {
			return nilValue
		}
		return stringOf("")
	case "Content-Type":
		if method == "Get" {
			return stringOf("application/json")
		}
	case "X-Ratelimit-Reset", "X-Ratelimit-Remaining", "Ratelimit-Reset", "X-Ratelimit-Reset-After", "Retry-After-Ms":
		if method == "Get" {
			return stringOf("") // the API sends none
		}
	}
	return opaque
}

// search evaluates slices.Contains and its kin.
func (w *walk) search(st *state, call *ssa.Call, name string, l, x *value) *value {
	found := maybe
	at := -1
	if l.kind == list || l.kind == null {
		found = no
		for i, el := range l.elems {
			var t tri
			if strings.HasSuffix(name, "Func") {
				t = w.predicate(st, x, el)
			} else {
				t = w.e.equal(el, x)
			}
			if t == yes {
				found, at = yes, i
				break
			}
			if t == maybe {
				found = maybe
			}
		}
	}
	taints := x.taint
	for _, el := range l.elems {
		taints |= el.taint
	}
	switch {
	case name == "BinarySearch":
		return tupleOf(w.sortedAt(l, x), found.value(taints).because(call))
	case strings.HasPrefix(name, "Index"):
		if found == maybe {
			return opaque.tainted(taints)
		}
		return intOf(int64(at)).tainted(taints)
	}
	return found.value(taints).because(call)
}

// sortedAt returns the index at which x is, or would be, in a sorted list.
func (w *walk) sortedAt(l, x *value) *value {
	if l.kind != list || x.kind != konst {
		return opaque.tainted(l.taint | x.taint)
	}
	at := 0
	for _, el := range l.elems {
		if el.kind != konst || !consts.Comparable(el.c, x.c) {
			return opaque.tainted(x.taint)
		}
		if compare(el, token.LSS, x) {
			at++
		}
	}
	return intOf(int64(at)).tainted(x.taint)
}

// method evaluates a method of the answer itself, as the libraries' responses have them.
func (w *walk) answerMethod(fn *types.Func) *value {
	switch fn.Name() {
	case "StatusCode", "GetStatusCode":
		return w.number()
	case "Status":
		if b, ok := fn.Signature().Results().At(0).Type().Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
			return w.number()
		}
		return stringOf(statusLine(w.status())).tainted(carries)
	case "GetStatus":
		return stringOf(statusLine(w.status())).tainted(carries)
	case "IsError", "IsErrorState", "IsStatusFailure":
		return boolOf(w.is(Status.IsError)).tainted(carries)
	case "IsSuccess", "IsSuccessState", "IsStatusSuccess":
		return boolOf(w.is(Status.OK)).tainted(carries)
	case "Header", "GetHeaders":
		return &value{kind: header}
	case "GetHeader":
		return opaque
	case "Body", "Bytes", "String", "ToBytes", "ToString", "RawBody":
		if fn.Signature().Results().Len() == 2 {
			return tupleOf(&value{kind: body}, nilValue)
		}
		return &value{kind: body}
	case "RawResponse":
		return &value{kind: response}
	case "Error", "ResultError", "ErrorResult":
		return &value{kind: body}
	case "Result", "SuccessResult":
		return something.tainted(content)
	}
	return nil
}

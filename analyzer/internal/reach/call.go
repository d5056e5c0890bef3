package reach

import (
	"go/constant"
	"go/types"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// call evaluates a call.
func (r *run) call(call *ssa.Call) *value {
	c := call.Common()
	if r.isSubject(call) {
		if v, ok := r.descend(call); ok && v != nil && v.kind == never {
			return v
		}
		return subject
	}
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return r.builtin(b.Name(), c.Args)
	}
	fn, recv := called(c)
	if recv != nil {
		x := r.val(recv)
		if x != nil && x.kind == answer {
			if v := r.askAnswer(call, fn); v != nil {
				return v
			}
		}
	}
	if s := send.Of(call); s != nil {
		return r.send(s)
	}
	if fn != nil && fn.Pkg() != nil {
		if v, ok := r.library(call, fn); ok {
			return v
		}
	}
	if v, ok := r.descend(call); ok {
		return v
	}
	if v := r.imported(call, fn); v != nil {
		return v
	}
	return r.unseen(call)
}

// called returns the function that a call names, and its receiver; nil for function values.
func called(c *ssa.CallCommon) (fn *types.Func, recv ssa.Value) {
	if c.IsInvoke() {
		return c.Method, c.Value
	}
	callee := c.StaticCallee()
	if callee == nil {
		return nil, nil
	}
	if callee.Origin() != nil {
		callee = callee.Origin()
	}
	fn, _ = callee.Object().(*types.Func)
	if fn != nil && fn.Signature().Recv() != nil && len(c.Args) > 0 {
		recv = c.Args[0]
	}
	return fn, recv
}

// askAnswer evaluates a call of a method of the answer, or of what holds its status.
func (r *run) askAnswer(call *ssa.Call, fn *types.Func) *value {
	callee := call.Call.StaticCallee()
	if callee != nil && len(callee.Blocks) > 0 {
		return nil
	}
	if send.IsResponse(pointerTo(fn.Signature().Recv().Type())) {
		if send.IsHTTPResponse(pointerTo(fn.Signature().Recv().Type())) {
			return nil
		}
		return r.answerMethod(fn.Name(), fn.Signature().Results())
	}
	if r.e.carries(call) {
		return r.statusAs(call.Type())
	}
	return nil
}

// send evaluates a send: the answer itself is told by its place; where the package's own transports
// make an error of the status, that is what comes back.
func (r *run) send(s *send.Send) *value {
	n := s.Call.Common().Signature().Results().Len()
	if n < 2 {
		return anything
	}
	elems := make([]*value, n)
	for i := range elems {
		elems[i] = anything
	}
	if refused := r.e.transports.refuse(r, s); refused && s.Response >= 0 && s.Err >= 0 {
		elems[s.Response], elems[s.Err] = nilValue, some
	} else if call, ok := s.Call.(*ssa.Call); ok && s.Err >= 0 && r.yieldsSubject(call) {
		elems[s.Err] = nilValue // there is an answer
		fn, _ := called(&call.Call)
		if v := r.imported(call, fn); v != nil && s.Err < len(v.elems) && v.elems[s.Err].isNil() < 0 {
			return v
		}
	}
	return &value{kind: tuple, elems: elems}
}

func (r *run) builtin(name string, args []ssa.Value) *value {
	if name == "len" {
		switch x := r.val(args[0]); {
		case x == nil:
			return nil
		case x.kind == list:
			return intOf(len(x.elems))
		case x.kind == null:
			return intOf(0)
		default:
			if s, ok := x.text(); ok {
				return intOf(len(s))
			}
			return unknownFrom(x.judged)
		}
	}
	if name == "append" {
		return anything
	}
	return anything
}

// library evaluates a call of a library function whose meaning is known. ok is false for others.
func (r *run) library(call *ssa.Call, fn *types.Func) (v *value, ok bool) {
	args := call.Call.Args
	get := func(i int) *value {
		if i < len(args) {
			if x := r.val(args[i]); x != nil {
				return x
			}
		}
		return anything
	}
	switch fn.FullName() {
	case "errors.New":
		return &value{kind: made, base: call}, true
	case "fmt.Errorf", "errors.Join":
		return &value{kind: made, base: call, elems: r.variadic(args[len(args)-1])}, true
	case "errors.Is":
		return errorsIs(get(0), get(1)), true
	case "errors.As":
		return r.errorsAs(get(0), args[1]), true
	case "net/http.StatusText":
		if n, ok := get(0).number(); ok {
			return stringOf(http.StatusText(int(n))), true
		}
		return anything, true
	case "slices.Contains":
		return contains(get(0), get(1)), true
	case "slices.ContainsFunc":
		return r.containsFunc(get(0), get(1)), true
	case "slices.Index":
		if x := contains(get(0), get(1)); x.kind == konst && !constant.BoolVal(x.c) {
			return intOf(-1), true
		}
		return unknownFrom(get(1).kind == konst), true
	case "strconv.Itoa":
		if n, ok := get(0).number(); ok {
			return stringOf(strconv.FormatInt(n, 10)), true
		}
		return anything, true
	case "strconv.Atoi":
		if s, ok := get(0).text(); ok {
			if n, err := strconv.Atoi(s); err == nil {
				return &value{kind: tuple, elems: []*value{intOf(n), nilValue}}, true
			}
		}
		return nil, false
	case "strings.HasPrefix", "strings.HasSuffix", "strings.Contains", "strings.EqualFold":
		test := map[string]func(s, t string) bool{
			"HasPrefix": strings.HasPrefix, "HasSuffix": strings.HasSuffix, "Contains": strings.Contains, "EqualFold": strings.EqualFold,
		}[fn.Name()]
		s, ok1 := get(0).text()
		t, ok2 := get(1).text()
		if ok1 && ok2 {
			return boolOf(test(s, t)), true
		}
		return unknownFrom(get(0).judged), true
	}
	return nil, false
}

// variadic returns the errors among the variadic arguments of a call.
func (r *run) variadic(v ssa.Value) []*value {
	s, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	a, ok := s.X.(*ssa.Alloc)
	if !ok {
		return []*value{anything}
	}
	var in []*value
	for _, ref := range *a.Referrers() {
		at, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *at.Referrers() {
			st, ok := use.(*ssa.Store)
			if !ok {
				continue
			}
			x := r.val(st.Val)
			if x == nil {
				continue
			}
			if x.kind == made || mayBeError(st.Val) && x.kind != null {
				in = append(in, x)
			}
		}
	}
	return in
}

// mayBeError reports whether a value that is passed as an any, or an error, is an error.
func mayBeError(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			return false
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return isError(v.Type())
		}
	}
}

// errorsIs evaluates errors.Is.
func errorsIs(x, target *value) *value {
	switch {
	case x.kind == null:
		return boolOf(target.kind == null)
	case x.kind != made || target.kind != made || target.base == nil || hasIs(x.typ):
		return unknownFrom(x.judged || x.kind == made)
	case x.base == target.base:
		return boolOf(true)
	}
	result := boolOf(false)
	for _, in := range x.elems {
		is := errorsIs(in, target)
		if yes, no := is.truth(); yes && !no {
			return is
		} else if yes {
			result = is
		}
	}
	return result
}

// hasIs reports whether t has a method Is of its own.
func hasIs(t types.Type) bool {
	if t == nil {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Is")
	return obj != nil
}

// errorsAs evaluates errors.As.
func (r *run) errorsAs(x *value, target ssa.Value) *value {
	if m, ok := target.(*ssa.MakeInterface); ok {
		target = m.X
	}
	ptr, ok := target.Type().Underlying().(*types.Pointer)
	if !ok || types.IsInterface(ptr.Elem()) {
		return unknownFrom(x.judged)
	}
	return asType(x, ptr.Elem())
}

func asType(x *value, t types.Type) *value {
	if x.kind == null {
		return boolOf(false)
	}
	if x.kind != made || x.typ == nil && x.base == nil {
		return unknownFrom(x.judged || x.kind == made)
	}
	if x.typ != nil && types.Identical(x.typ, t) {
		return boolOf(true)
	}
	if _, sentinel := x.base.(*ssa.Global); sentinel {
		return anything
	}
	result := boolOf(false)
	for _, in := range x.elems {
		as := asType(in, t)
		if yes, no := as.truth(); yes && !no {
			return as
		} else if yes {
			result = as
		}
	}
	return result
}

// contains evaluates the search of x in a list.
func contains(l, x *value) *value {
	if l.kind == null {
		return boolOf(false)
	}
	if l.kind != list || x.kind != konst {
		return unknownFrom(l.judged || x.judged || x.kind == konst)
	}
	for _, el := range l.elems {
		if same, ok := equal(el, x); !ok {
			return doubtful
		} else if same {
			return boolOf(true)
		}
	}
	return boolOf(false)
}

// containsFunc evaluates slices.ContainsFunc with a function of the package.
func (r *run) containsFunc(l, f *value) *value {
	if l.kind != list || f.kind != function {
		return doubtful
	}
	result := boolOf(false)
	for _, el := range l.elems {
		x := r.enter(f.fn, []*value{el}, f.free)
		if yes, no := x.truth(); yes && !no {
			return x
		} else if yes {
			result = doubtful
		}
	}
	return result
}

// descend evaluates a call of functions of the package.
func (r *run) descend(call *ssa.Call) (*value, bool) {
	c := call.Common()
	args := make([]*value, 0, len(c.Args)+1)
	if c.IsInvoke() {
		args = append(args, r.val(c.Value))
	}
	for _, a := range c.Args {
		args = append(args, r.val(a))
	}
	if fn := c.StaticCallee(); fn != nil {
		if len(fn.Blocks) == 0 {
			return nil, false
		}
		var free []*value
		if x := r.val(c.Value); x != nil && x.kind == function {
			free = x.free
		}
		return r.enter(fn, args, free), true
	}
	if x := r.val(c.Value); x != nil && x.kind == function && !c.IsInvoke() {
		if len(x.fn.Blocks) == 0 {
			return nil, false
		}
		return r.enter(x.fn, args, x.free), true
	}
	fns, complete := r.e.callees(call)
	if len(fns) == 0 || len(fns) > 4 {
		return nil, false
	}
	var x *value
	for _, fn := range fns {
		x = join(x, r.enter(fn, args, nil))
	}
	if !complete {
		x = join(x, r.unseen(call))
	}
	return x, true
}

// enter evaluates fn with what is known of its arguments.
func (r *run) enter(fn *ssa.Function, args, free []*value) *value {
	if r.depth >= maxCalls || r.e.work <= 0 || r.e.active[fn] > 1 {
		return r.blank(fn, args)
	}
	key := callKey{fn: fn, in: r.sc.in, status: r.sc.status, code: r.sc.code, args: valuesKey(args) + "/" + valuesKey(free)}
	if x, ok := r.e.calls[key]; ok {
		return x
	}
	in := r.e.newRun(fn, r.sc, r.depth+1)
	for i, p := range fn.Params {
		if i < len(args) && args[i] != nil {
			in.vals[p] = args[i]
		}
	}
	for i, fv := range fn.FreeVars {
		if i < len(free) && free[i] != nil {
			in.vals[fv] = free[i]
		}
	}
	r.e.active[fn]++
	in.solve()
	r.e.active[fn]--
	x := in.result
	if x == nil {
		x = gone
	}
	if len(in.doubt) > 0 {
		x = doubted(x)
	}
	r.e.calls[key] = x
	return x
}

type callKey struct {
	fn     *ssa.Function
	in     *view
	status int
	code   string
	args   string
}

func valuesKey(vs []*value) string {
	var b strings.Builder
	for _, v := range vs {
		v.write(&b)
		b.WriteByte(',')
	}
	return b.String()
}

// doubted returns x with everything that is not known in it marked as perhaps due to the status.
func doubted(x *value) *value {
	switch {
	case x.kind == unknown:
		return doubtful
	case x.kind == tuple:
		elems := make([]*value, len(x.elems))
		for i, el := range x.elems {
			elems[i] = doubted(el)
		}
		return &value{kind: tuple, elems: elems}
	}
	return x
}

// blank returns what a function yields that is not looked into.
func (r *run) blank(fn *ssa.Function, args []*value) *value {
	return spread(fn.Signature.Results(), unknownFrom(slices.ContainsFunc(args, telling)))
}

// telling reports whether a value may tell of the status.
func telling(x *value) bool {
	if x == nil {
		return false
	}
	switch x.kind {
	case answer:
		return true
	case list, object:
		return slices.ContainsFunc(x.elems, telling) || slices.ContainsFunc(sortedKeys(x.fields), func(f string) bool { return telling(x.fields[f]) })
	}
	return x.judged
}

// spread returns x for each of the results.
func spread(results *types.Tuple, x *value) *value {
	if results.Len() < 2 {
		return x
	}
	elems := make([]*value, results.Len())
	for i := range elems {
		elems[i] = x
	}
	return &value{kind: tuple, elems: elems}
}

// unseen evaluates a call of something that is not seen. What it yields may depend on the status if
// it gets the answer, its status, or a function that may look at it.
func (r *run) unseen(call *ssa.Call) *value {
	c := call.Common()
	args := c.Args
	if c.IsInvoke() {
		args = append([]ssa.Value{c.Value}, args...)
	}
	if x := r.scalar(call); x != nil {
		return x
	}
	judged := false
	fn, recv := called(c)
	own := recv != nil && send.IsResponse(pointerTo(recv.Type())) && !accessors[fn.Name()] // a response that decodes itself
	if fn == nil || fn.Pkg() == nil || !indifferent[fn.Pkg().Path()] && !own {
		for _, a := range args {
			x := r.val(a)
			judged = judged || telling(x) || r.isStatus(a) || x != nil && x.kind == function && len(x.fn.Blocks) > 0 || r.hands(a)
		}
	}
	return spread(c.Signature().Results(), unknownFrom(judged))
}

// accessors are methods of libraries' responses whose result depends on the status.
var accessors = map[string]bool{
	"Error": true, "ResultError": true, "ErrorResult": true, "Result": true, "SuccessResult": true, "ResultState": true,
}

// hands reports whether a, the variadic arguments of a call, has the answer among them.
func (r *run) hands(v ssa.Value) bool {
	s, ok := v.(*ssa.Slice)
	if !ok {
		return false
	}
	a, ok := s.X.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, ref := range *a.Referrers() {
		at, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *at.Referrers() {
			if st, ok := use.(*ssa.Store); ok && telling(r.val(st.Val)) {
				return true
			}
		}
	}
	return false
}

// indifferent are packages whose functions do not look at an answer's status.
var indifferent = map[string]bool{
	"fmt": true, "log": true, "log/slog": true, "io": true, "bufio": true, "bytes": true, "strings": true,
	"net/http/httputil": true, "encoding/json": true, "time": true, "context": true, "sync": true, "sync/atomic": true,
}

// imported evaluates a call of a function of another package that its facts tell about.
func (r *run) imported(call *ssa.Call, fn *types.Func) *value {
	if fn == nil || r.e.facts == nil {
		return nil
	}
	rules := r.e.facts(fn)
	if len(rules) == 0 {
		return nil
	}
	args := call.Call.Args
	if call.Call.IsInvoke() {
		args = append([]ssa.Value{call.Call.Value}, args...)
	}
	results := fn.Signature().Results()
	elems := make([]*value, results.Len())
	for i := range elems {
		elems[i] = anything
	}
	known := false
	for _, o := range rules {
		if o.Result >= len(elems) {
			continue
		}
		switch {
		case o.Param < 0: // it sends itself
			if !r.yieldsSubject(call) {
				continue
			}
		case o.Param < len(args):
			if x := r.val(args[o.Param]); x == nil || x.kind != answer && !r.isStatus(args[o.Param]) {
				continue
			}
		}
		known = true
		elems[o.Result] = o.outcome(r.sc.status, results.At(o.Result).Type())
	}
	if !known {
		return nil
	}
	if len(elems) == 1 {
		return elems[0]
	}
	return &value{kind: tuple, elems: elems}
}

// yieldsSubject reports whether one of the call's results is the answer.
func (r *run) yieldsSubject(call *ssa.Call) bool {
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && r.isSubject(x) {
			return true
		}
	}
	return r.isSubject(call)
}

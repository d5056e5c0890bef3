package model

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/reach"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// Data is a place where the body of an answer becomes data: it is decoded into something else than the
// error envelope, or its bytes leave without their response.
type Data struct {
	At     ssa.Instruction // the call that decodes, or that hands the body to a function that does; or the return
	Result int             // of a return: the result that is the bytes
	Answer reach.Subject
	Body   origin.Set // where the body comes from
	// Errors are the 4xx and 5xx that the answer can still have when the data is used.
	Errors reach.Set
	Whole  bool // those are all of them: nothing looked at the status

	into target
}

// Used returns where the function uses what it decoded.
func (d Data) Used() []ssa.Instruction {
	if call, ok := d.At.(ssa.CallInstruction); ok {
		return usesOf(call, d.into).at
	}
	return nil
}

// Data returns the places where answers of the Medipim API become data that may be errors.
func (p *Package) Data() []Data {
	f := &finder{p: p, seen: map[handing]bool{}, callees: map[*ssa.Function][]*ssa.Function{}}
	for _, fn := range p.Origins.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Call:
					f.decode(instr)
				case *ssa.Return:
					f.leave(instr)
				}
			}
		}
	}
	return f.found
}

// A finder collects the places where bodies become data.
type finder struct {
	p       *Package
	seen    map[handing]bool
	callees map[*ssa.Function][]*ssa.Function // see calledBy
	depth   int                               // of functions that data is followed out of
	found   []Data
}

// handing is an argument of a call that a body is handed to.
type handing struct {
	call ssa.CallInstruction
	arg  int
}

// decode notes call if it decodes.
func (f *finder) decode(call *ssa.Call) {
	if into, answer, ok := ownDecoder(call); ok {
		f.judge(call, target{value: into}, origin.Set{{Kind: origin.Body, Answer: answer}})
		return
	}
	if callee := call.Call.StaticCallee(); callee != nil && looksItself(callee) {
		return
	}
	if r, ok := f.p.Origins.Reads(call); ok {
		f.reads(call, target{value: r.Into}, r.From, r.Param)
	}
}

// decoders are methods of libraries' responses and requests that decode the body into their last argument.
var decoders = map[string]bool{"Into": true, "Unmarshal": true, "UnmarshalJson": true, "EndStruct": true, "JSON": true}

// ownDecoder recognises a library's response that decodes its own body: into what, and which response it is.
func ownDecoder(call *ssa.Call) (into, answer ssa.Value, ok bool) {
	callee := call.Call.StaticCallee()
	if callee == nil || len(callee.Blocks) > 0 || callee.Signature.Recv() == nil || !decoders[callee.Name()] {
		return nil, nil, false
	}
	args := call.Call.Args
	if callee.Name() == "EndStruct" && len(args) > 1 {
		for _, ref := range program.Uses(call) {
			if x, ok := ref.(*ssa.Extract); ok && x.Index == 0 {
				return args[1], x, true
			}
		}
		return args[1], call, true
	}
	if len(args) == 2 && send.IsResponse(args[0].Type()) && !looksItself(callee) {
		return args[1], args[0], true
	}
	return nil, nil, false
}

// looksItself reports whether a library's decoder ends in an error for an error answer: req's since 3.58, which is the
// version that SensitiveHeadersRedirectPolicy came with.
func looksItself(decoder *ssa.Function) bool {
	obj, _ := decoder.Object().(*types.Func)
	if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != "github.com/imroc/req/v3" {
		return false
	}
	return (obj.Name() == "Into" || obj.Name() == "Unmarshal") && obj.Pkg().Scope().Lookup("SensitiveHeadersRedirectPolicy") != nil
}

// reads notes a call that decodes, or hands on to what does, a body that comes from the bodies from, or from a
// parameter of the function.
func (f *finder) reads(call ssa.CallInstruction, t target, from origin.Set, param int) {
	fn := call.Parent()
	if here := inSight(from, fn); len(here) > 0 {
		f.judge(call, t, here)
		return
	}
	if param < 0 || param >= len(fn.Params) || send.IsResponse(fn.Params[param].Type()) || !f.p.Origins.Here(fn.Params[param]).Has(origin.Body) {
		if there := together(from, fn); len(there) > 0 && f.leads(fn, there) {
			f.judge(call, t, there)
		}
		return
	}
	for _, outer := range f.p.Origins.Callers(fn) {
		args := program.Arguments(outer.Common())
		h := handing{outer, param}
		if f.seen[h] || len(args) != len(fn.Params) {
			continue
		}
		f.seen[h] = true
		f.reads(outer, t.outside(fn, outer, args), f.p.Origins.SourceOf(outer, param), f.p.Origins.ParamOf(outer, param))
	}
}

// leave notes a return of the bytes of a body whose response stays behind.
func (f *finder) leave(ret *ssa.Return) {
	fn := ret.Parent()
	results := fn.Signature.Results()
	if fn.Parent() != nil && len(f.p.Origins.Callers(fn)) == 0 || results.Len() > 3 {
		return
	}
	for i := range results.Len() {
		switch t := results.At(i).Type(); {
		case isError(t), isBytes(t), origin.IsReader(t), isText(t):
		default:
			return // together with the response, its status, or something that may hold them
		}
	}
	for i, v := range ret.Results {
		if isError(v.Type()) {
			continue
		}
		here := inSight(f.p.Origins.Here(v), fn)
		if len(here) == 0 || len(here) != len(f.p.Origins.Here(v)) && !constants(f.p.Origins.Here(v)) {
			continue
		}
		if f.caller(here, fn) {
			continue // the callers have the response, or what holds it
		}
		f.returned(ret, i, here)
	}
}

// constants reports whether what is no body in s is a constant.
func constants(s origin.Set) bool {
	for _, o := range s {
		if o.Kind != origin.Body && o.Kind != origin.Const {
			return false
		}
	}
	return true
}

// caller reports whether the response is a parameter of fn, and the package calls fn.
func (f *finder) caller(here origin.Set, fn *ssa.Function) bool {
	called := len(f.p.Origins.Callers(fn)) > 0
	for _, o := range here {
		root, part := reach.Holder{Value: o.Answer, Field: o.Held}.Root()
		if _, ok := root.(*ssa.Parameter); !ok || !part && !called {
			return false
		}
	}
	return true
}

// returned judges the return of a body's bytes.
func (f *finder) returned(ret *ssa.Return, i int, here origin.Set) {
	s := f.subject(here, ret.Parent())
	if s == nil {
		return
	}
	at := f.p.Reach().Returned(*s, ret)
	f.note(Data{At: ret, Result: i, Answer: *s, Body: here}, at)
}

// judge judges a decode into t, or a call that leads to it.
func (f *finder) judge(call ssa.CallInstruction, t target, here origin.Set) {
	calls, ok := f.p.dataCalls(t, call.Parent())
	if !ok && !f.p.dataType(t) {
		return
	}
	s := f.subject(here, call.Parent())
	if s == nil || validated(call.Parent()) || f.isNextStep(here, call.Parent()) {
		return
	}
	s.Calls = calls
	at, ok := f.measure(call, t, here, *s)
	if ok && !f.byCallers(call, t, here, *s) {
		f.note(Data{At: call, Answer: *s, Body: here, into: t}, at)
	}
}

// byCallers notes the calls that hand an error answer to the function of call, which decodes it, where others look at
// its status first; false if none does, and the function is at fault.
func (f *finder) byCallers(call ssa.CallInstruction, t target, here origin.Set, s reach.Subject) bool {
	fn := call.Parent()
	i := f.answerParam(fn, here)
	if i < 0 {
		return false
	}
	var found []Data
	var sets []reach.Answer
	looked := false
	for _, outer := range f.p.Origins.Callers(fn) {
		args := outer.Common().Args
		if outer.Common().IsInvoke() || len(args) != len(fn.Params) {
			return false
		}
		s.Calls = []ssa.CallInstruction{outer}
		at, ok := f.measure(call, t, here, s)
		if !ok || len(at.Set.Errors()) == 0 {
			looked = true
			continue
		}
		body := origin.Set{{Kind: origin.Body, Answer: args[i]}}
		there := f.subject(body, outer.Parent())
		if there == nil {
			continue
		}
		found = append(found, Data{At: outer, Answer: *there, Body: body, into: t.outside(fn, outer, args)})
		sets = append(sets, at)
	}
	if !looked || len(found) == 0 {
		return false
	}
	for i, d := range found {
		f.note(d, sets[i])
	}
	return true
}

// measure returns the statuses that the subject can have when what call decodes is used; false if it is no data, or
// no error.
func (f *finder) measure(call ssa.CallInstruction, t target, here origin.Set, s reach.Subject) (reach.Answer, bool) {
	r := f.p.Reach()
	if here := r.Locally(s, call); !here.Has(ok200) || len(here.Errors()) == 0 {
		return reach.Answer{}, false
	}
	at := r.Statuses(s, call)
	if !at.Set.Has(ok200) || len(at.Set.Errors()) == 0 {
		return at, false
	}
	u := usesOf(call, t)
	if f.besideStatus(call, t, here) {
		return at, false // who gets the two can look
	}
	if len(u.at) == 0 {
		return at, !u.envelope && !f.looksAfter(call, here)
	}
	used := reach.Answer{Doubt: at.Doubt}
	for _, instr := range u.at {
		ret, ok := instr.(*ssa.Return)
		if !ok {
			used.Join(r.Statuses(s, instr))
			continue
		}
		if f.withStatus(ret) {
			return at, false // the callers can look
		}
		there := r.Returned(s, ret)
		if later, ok := f.outside(call, t, here, s); ok {
			there.Set = common(there.Set, later.Set)
		}
		used.Join(there)
	}
	used.Set = common(used.Set, at.Set)
	slices.Sort(used.Set)
	used.Set = slices.Compact(used.Set)
	return used, true
}

// common returns what is in both of a and b.
func common(a, b reach.Set) reach.Set {
	return slices.DeleteFunc(slices.Clone(a), func(status int) bool { return !b.Has(status) })
}

// looksAfter reports whether the function reads the status of the bodies' response after the call: of what is
// decoded and not used, that is the look before the use.
func (f *finder) looksAfter(call ssa.CallInstruction, here origin.Set) bool {
	u := &tracker{call: call}
	for _, b := range call.Parent().Blocks {
		for _, instr := range b.Instrs {
			v, ok := instr.(ssa.Value)
			if !ok || !isInt(v.Type()) || !u.after(instr) {
				continue
			}
			for _, o := range f.p.Origins.Here(v).HTTP() {
				if slices.ContainsFunc(here, func(body origin.Origin) bool { return body.Answer == o.Answer }) {
					return true
				}
			}
		}
	}
	return false
}

func isInt(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// ok200 is the status that data comes with: what a 200 does not reach is about something else.
const ok200 = 200

// note keeps d if errors can be among the statuses at.
func (f *finder) note(d Data, at reach.Answer) {
	d.Errors = at.Set.Errors()
	if at.Doubt || !at.Set.Has(ok200) || len(d.Errors) == 0 || f.anotherRound(d) {
		return
	}
	d.Whole = len(d.Errors) == len(f.p.Reach().All().Errors())
	f.found = append(f.found, d)
}

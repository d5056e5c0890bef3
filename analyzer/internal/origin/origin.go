package origin

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Kind says what a value comes from.
type Kind uint8

const (
	Const    Kind = iota + 1 // a constant string of the program: Origin.Const
	HTTP                     // the HTTP status of an answer: Origin.Answer
	Body                     // the part of an answer's body at Origin.Path
	Param                    // a scalar parameter of the function: Origin.Param
	Response                 // an HTTP response itself: Origin.Answer
	Request                  // the body of a request that this program serves
	Func                     // a function: Origin.Fn
	Chan                     // a channel: Origin.Chan
	Dynamic                  // the dynamic type of an interface: Origin.Type, nil for one that is not known
	Made                     // a value that the program made otherwise (a call, a conversion): not a constant, not the body's
)

// JSON paths of the error envelope, as they stand in Origin.Path.
const (
	PathError   = "error"
	PathStatus  = "error.status"
	PathCode    = "error.code"
	PathMessage = "error.message"
)

// Origin is one place that a value can come from.
type Origin struct {
	Kind  Kind
	Path  string         // of Body: keys from the root of the body, lower case, joined by dots; "" is the whole body
	Const *ssa.Const     // of Const
	At    token.Pos      // of Const: where it is stored in a literal or variable, if it is: see Engine.Literal
	Param *ssa.Parameter // of Param
	Elem  bool           // of Param: an element of the parameter, a slice
	Fn    *ssa.Function  // of Func
	Chan  *ssa.MakeChan  // of Chan
	Type  types.Type     // of Dynamic
	Value ssa.Value      // of Made: the value, when Stored asks

	// Answer is the value that holds the response where it is first seen: the result of a send
	// (or of a call to another package that yields one), or a parameter that nobody here passes;
	// nil where that is not known. It may stand in another function of the package.
	Answer ssa.Value

	// Held is the field of Answer that holds the response, in what Here returns; else "".
	Held string

	// Via is the call, in the function that asks, of the package's function that yields the answer;
	// nil if the answer is the function's own.
	Via *ssa.Call

	// Imported is the object of another package whose fact told the origin (Body, HTTP), or nil.
	Imported types.Object

	Decode   ssa.Instruction // of Body: the call that decoded it, or nil
	Stream   bool            // of Body: one line or element of a stream
	Part     bool            // only a part of the value, or computed from it: sliced, formatted, s/100
	Composed bool            // stands in a longer text: concatenated, formatted
	Looked   bool            // it was looked up by the value in a table of texts that the program wrote down
	Fold     byte            // 'l' if the string went through strings.ToLower, 'u' for ToUpper, else 0
	Hidden   bool            // of HTTP: set before a decode that may have overwritten it

	member ssa.Value // of Body with "*" at the end of Path: the parameter that tells which member it is

	Trail *Step // the way the value took, the last step first; nil within one function
}

// Step is one step of the way that a value took, for related information.
type Step struct {
	Pos  token.Pos
	Text string
	Prev *Step
}

// Set is a set of origins, in the order in which they were found.
type Set []Origin

// Has reports whether the value can be of kind k.
func (s Set) Has(k Kind) bool {
	for _, o := range s {
		if o.Kind == k {
			return true
		}
	}
	return false
}

// Body returns the origins that are the part of a body at the JSON path; in a longer text, only
// the message is still that.
func (s Set) Body(path string) Set {
	return s.filter(func(o Origin) bool { return o.Kind == Body && o.Path == path && (!o.Composed || path == PathMessage) })
}

// HTTP returns the origins that are the HTTP status of an answer and still stand.
func (s Set) HTTP() Set {
	return s.filter(func(o Origin) bool { return o.Kind == HTTP && !o.Hidden })
}

func (s Set) filter(keep func(Origin) bool) Set {
	var out Set
	for _, o := range s {
		if keep(o) {
			out = append(out, o)
		}
	}
	return out
}

// maxSet bounds a set: a value that comes from more places comes from a table, and what it is
// cannot be told.
const maxSet = 128

// add joins t to s without repeating an origin.
func (s Set) add(t Set) Set {
	if len(s) == 0 && len(t) <= maxSet {
		return slices.Clip(t)
	}
	for i := range t {
		if len(s) < maxSet && !s.contains(&t[i]) {
			s = append(s, t[i])
		}
	}
	return s
}

func (s Set) contains(o *Origin) bool {
	for i := range s {
		if have := &s[i]; have.Kind == o.Kind && (have.same(o) || o.sameImported(have)) {
			return true
		}
	}
	return false
}

// same reports whether both are the same but for the way that they took.
func (o *Origin) same(p *Origin) bool {
	if o.Answer != p.Answer || o.Param != p.Param || o.Const != p.Const || o.Path != p.Path {
		return false
	}
	a, b := *o, *p
	a.Trail, b.Trail = nil, nil
	return a == b
}

// sameImported reports whether both are a constant of which the fact of another package tells.
func (o *Origin) sameImported(p *Origin) bool {
	return o.Kind == Const && p.Kind == Const && o.Imported != nil && o.Imported == p.Imported && constant.Compare(o.Const.Value, token.EQL, p.Const.Value)
}

// each returns s with f applied to a copy of every origin.
func (s Set) each(f func(*Origin)) Set {
	if len(s) == 0 {
		return nil
	}
	out := make(Set, 0, len(s))
	for i := range s {
		out = append(out, s[i])
		last := len(out) - 1
		if f(&out[last]); out[:last].contains(&out[last]) {
			out = out[:last]
		}
	}
	return out
}

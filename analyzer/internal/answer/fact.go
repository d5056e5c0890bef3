package answer

import (
	"fmt"
	"strings"
)

// Fact is what other packages need to know of a function: what it hands up when the answer of a send in it
// has a certain status, or what it tells of an error that such a function made.
type Fact struct {
	// Dealt is set if a 429 is told apart and handed up as what it is; then only explicit tests in the
	// callers are judged. Otherwise the answer is handed up as it is, and the call is a send.
	Dealt    bool
	Outcomes []Outcome

	// Sends are the parameters, the receiver counted, whose bodies are sent: requests, and what bodies are read from.
	Sends []int

	// Through is set on what requests go through (a client, a function that yields one, a round tripper's
	// method) if it handles a 429, or if what it does was reported where it stands.
	Through bool

	// Of a predicate: for errors of which statuses it holds, and for which it does not.
	Yes, No Set
	// Of a getter: it returns the status of the error.
	Status bool
}

// Outcome is what a function returns for answers of some statuses.
type Outcome struct {
	Of      Set
	Failed  bool // when there was no answer
	Results []Result
}

// Result is one result of a function.
type Result struct {
	Kind  ResultKind
	Const string // of Constant: as Go writes it
	Type  string // of Struct and Typed: the name of a type of the package
	Ptr   bool   // of Typed: a pointer to it
	// Is are the names of the package's sentinels that errors.Is finds in the error.
	Is []string
	// Fields are the fields that are known, by their paths, of a Struct or a Typed error.
	Fields []Field
}

// Field is what is known of a field: Const as Go writes it, or the status of the answer.
type Field struct {
	Path   string
	Const  string
	Status bool
}

// ResultKind says what a result is.
type ResultKind uint8

// The kinds of results.
const (
	Unknown  ResultKind = iota
	Answer              // the response itself
	Nil                 // nil
	Constant            // a constant
	Struct              // a struct of the package with known fields
	Error               // an error that is not nil
	Typed               // an error of a type of the package
)

// AFact makes Fact an analysis.Fact.
func (*Fact) AFact() {}

func (f *Fact) String() string {
	var b strings.Builder
	if f.Dealt {
		b.WriteString("tells 429 ")
	}
	for i, o := range f.Outcomes {
		if i > 0 {
			b.WriteString("; ")
		}
		fmt.Fprintf(&b, "%v", o.Of.List())
		if o.Failed {
			b.WriteString(" failed")
		}
		for _, r := range o.Results {
			b.WriteString(" " + r.String())
		}
	}
	if len(f.Sends) > 0 {
		fmt.Fprintf(&b, " sends %v", f.Sends)
	}
	if f.Yes != 0 {
		fmt.Fprintf(&b, "holds for %v", f.Yes.List())
	}
	if f.Through {
		b.WriteString("settles 429")
	}
	if f.Status {
		b.WriteString("status")
	}
	return strings.TrimSpace(b.String())
}

func (r Result) String() string {
	s := [...]string{"?", "answer", "nil", "const", "struct", "error", "typed"}[r.Kind]
	for _, part := range append([]string{r.Const, r.Type}, r.Is...) {
		if part != "" {
			s += ":" + part
		}
	}
	return s
}

package answer

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// Category says what is wrong with a send's retry; the words are medipimretry's categories.
type Category string

// The categories of a report.
const (
	Missing    Category = "missing"
	Incomplete Category = "incomplete"
	Library    Category = "library"
	Immediate  Category = "immediate"
	Fatal      Category = "fatal"
	Swallowed  Category = "swallowed"
	Unrewound  Category = "unrewound"
	Header     Category = "header"
)

// Report is one thing that is wrong with what happens to a 429.
type Report struct {
	Category Category
	Send     *send.Send
	// Cond is the condition at fault; nil where the report is on a call.
	Cond *Cond
	// Call is the call to report where there is no condition: the send, or a call that handed the
	// response up.
	Call ssa.CallInstruction
	// Made is the literal to report where there is no call: a client that is put together by hand.
	Made *ssa.Alloc
	// Also are the conditions that must come out for a 429 as for what is retried, too, for it to be retried.
	Also []*Cond
	// Hurried is set where what is retried, of which 429 is left out, is sent again without a delay.
	Hurried bool
	// Bare is set where a function that other packages can call hands the response up as it is.
	Bare bool
}

// Cond is a condition: the test that decides it, and the branch that it decides.
type Cond struct {
	If   *ssa.If   // nil where a predicate returns the test
	Test ssa.Value // a comparison, a search, a lookup: what came out wrong

	limited tri // how the test comes out for a 429, where it leaves 429 out of a retry
	branch  tri // how the branch does
}

// LeavesOut says how the test comes out for the 429 that it leaves out of a retry; ok is false where that is not known.
func (c *Cond) LeavesOut() (truth, ok bool) { return c.limited == yes, c.limited != maybe }

// Branches says the same of the branch that the test decides.
func (c *Cond) Branches() (truth, ok bool) { return c.branch == yes, c.branch != maybe }

// Use returns the source of a condition that is a variable, where it decides the branch; else nil.
func (c *Cond) Use() ast.Expr {
	if c.If == nil || c.Test != c.If.Cond {
		return nil
	}
	if _, ok := c.Test.(*ssa.Extract); !ok {
		return nil
	}
	instrs := c.If.Block().Instrs
	for i := len(instrs) - 1; i >= 0; i-- {
		if ref, ok := instrs[i].(*ssa.DebugRef); ok && ref.X == c.Test && !ref.IsAddr {
			return ref.Expr
		}
	}
	return nil
}

// state of a send's 429.
type fate uint8

const (
	open     fate = iota // nothing tells it apart or retries it
	unclear              // it cannot be told
	handled              // it is retried
	dealt                // it is handed up as what it is
	reported             // something is wrong with what is done about it
)

// verdict is what becomes of a 429 from a node on.
type verdict struct {
	fate    fate
	reports []*Report
	bare    bool // the response itself is handed up
	private bool // it is dealt with if the package itself asks what only it can ask
	handsUp bool // … out of the package

	opens []ssa.CallInstruction // the calls of a function that do nothing about it, where others do
}

// open reports whether nobody deals with the 429, as far as it was followed.
func (v *verdict) open() bool { return v.fate == open && !v.private }

// sortReports puts reports in source order and drops repeated ones.
func sortReports(rs []*Report) []*Report {
	slices.SortStableFunc(rs, func(a, b *Report) int {
		return cmp.Compare(a.pos(), b.pos())
	})
	return slices.CompactFunc(rs, func(a, b *Report) bool {
		return a.Category == b.Category && a.pos() == b.pos()
	})
}

func (r *Report) pos() int {
	if r.Cond != nil {
		if x := r.Cond.Use(); x != nil {
			return int(x.Pos())
		}
		if p := r.Cond.Test.Pos(); p.IsValid() {
			return int(p)
		}
		if r.Cond.If != nil {
			return int(r.Cond.If.Cond.Pos())
		}
	}
	switch {
	case r.Call != nil:
		return int(r.Call.Pos())
	case r.Made != nil:
		return int(r.Made.Pos())
	}
	return 0
}

// Position returns where the report is, as far as it is known without the syntax.
func (r *Report) Position() token.Pos { return token.Pos(r.pos()) }

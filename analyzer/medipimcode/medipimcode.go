package medipimcode

import (
	"cmp"
	_ "embed"
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

//go:embed doc.go
var doc string

// Analyzer is the rule with its default settings.
var Analyzer = New(model.Default)

// New returns the rule on top of m.
func New(m *model.Model) *analysis.Analyzer {
	return rule.New(m, "medipimcode", doc, run)
}

func run(p *rule.Pass) {
	c := &checker{Pass: p, fixed: map[ast.Expr]string{}, index: map[ast.Expr]*wrong{}}
	for _, b := range slices.Concat(p.Branches, p.Lookups) {
		c.branch = b
		switch b.Kind {
		case model.Compare, model.Text:
			c.compared(b, b.Y, b.X)
		case model.Switch:
			for _, y := range b.Cases {
				c.compared(b, y, b.X)
			}
		case model.Index, model.Member:
			c.listed(b)
		case model.Arg:
			for _, how := range b.Codes {
				c.judge(how, b.X, nil)
			}
		}
	}
	c.typed()
	c.report()
}

// A checker judges the constants that error codes are compared with.
type checker struct {
	*rule.Pass
	branch model.Branch        // at hand
	wrong  []*wrong            // in the order in which they were found
	index  map[ast.Expr]*wrong // by place
	fixed  map[ast.Expr]string // what their fixes make of them
}

// code returns the origins of x if it is the whole of an error code, and of Medipim's.
func (c *checker) code(x ast.Expr) origin.Set {
	s := c.Origins.ResolveExpr(x)
	if c.isList(x) {
		s = c.Values(x)
	}
	ours := c.Ours(s, origin.PathCode)
	for _, o := range ours {
		if o.Part {
			return nil // a part of the code: what it is compared with is no code
		}
	}
	if len(ours) == 0 {
		return nil
	}
	return s
}

// compared judges y, which the value x is compared with, searched for, or switched to.
func (c *checker) compared(b model.Branch, y, x ast.Expr) {
	s := c.code(x)
	if s == nil {
		return
	}
	how := ""
	if b.Func != nil {
		how = b.Func.FullName()
	}
	c.judge(how, y, s)
}

// listed judges the keys or elements of what is searched for a code.
func (c *checker) listed(b model.Branch) {
	s := c.code(b.X)
	if s == nil {
		return
	}
	if !c.isList(b.Y) {
		c.judge("", b.Y, s) // the code is in the list, and is searched for this
		return
	}
	for _, o := range c.Origins.Members(b.Y, b.Kind == model.Index) {
		c.constant("", o, b.Y, s)
	}
}

func (c *checker) isList(x ast.Expr) bool {
	switch c.Info.TypeOf(x).Underlying().(type) {
	case *types.Slice, *types.Array, *types.Map, *types.Pointer:
		return true
	}
	return false
}

// judge reports y, or what it can be, if it is no code. code is what it is compared with.
func (c *checker) judge(how string, y ast.Expr, code origin.Set) {
	if text, ok := c.StringConst(y); ok {
		c.literal(how, y, text, code)
		return
	}
	values := c.Origins.Expr(y) // a parameter's callers are judged at the call
	if c.isList(y) {
		_, isMap := c.Info.TypeOf(y).Underlying().(*types.Map)
		values = c.Origins.Members(y, isMap)
	}
	if len(c.Ours(values, origin.PathCode)) > 0 {
		return // two codes are compared
	}
	for _, o := range values {
		c.constant(how, o, y, code)
	}
}

// constant reports the constant o, on the literal that it stands in, else on use.
func (c *checker) constant(how string, o origin.Origin, use ast.Expr, code origin.Set) {
	if o.Kind != origin.Const || o.Const.Value.Kind() != constant.String {
		return
	}
	at := use
	if lit := c.Literal(o.At, constant.StringVal(o.Const.Value)); lit != nil {
		at = lit
	}
	c.literal(how, at, constant.StringVal(o.Const.Value), code)
}

// literal reports text, which stands at x, if no code can be equal to it.
func (c *checker) literal(how string, x ast.Expr, text string, code origin.Set) {
	if text == "" || made(code, text) {
		return
	}
	form, ok := forms[how]
	if !ok {
		return // neither a comparison nor a search that a code can be put to
	}
	v, ok := judge(c.Catalog, form, fold(code), text)
	if !ok {
		return
	}
	at := c.Declaration(x, text)
	w := c.index[at]
	if w == nil {
		w = &wrong{at: at, verdict: v}
		c.index[at] = w
		c.wrong = append(c.wrong, w)
	}
	w.ruledOut = w.ruledOut || v.code != "" && c.RulesOut(c.branch, x, v.code)
}

// A wrong is a text that no code can be equal to, in one place.
type wrong struct {
	at ast.Expr
	verdict
	ruledOut bool // the code in its place could not be equal either: the status rules it out
}

// report reports what was found wrong, in source order: which of two equal cases gets a fix depends on it.
func (c *checker) report() {
	slices.SortStableFunc(c.wrong, func(a, b *wrong) int { return cmp.Compare(a.at.Pos(), b.at.Pos()) })
	for _, w := range c.wrong {
		f := rule.Finding{At: w.at, Category: w.category, Message: w.message}
		if w.code != "" && !w.ruledOut && c.Reports(w.at) {
			f.Fix = c.replace(w.at, w.code)
		}
		c.Find(f)
	}
}

// made reports whether the program itself gives the value this text on some path.
func made(code origin.Set, text string) bool {
	for _, o := range code {
		if o.Kind == origin.Const && o.Const.Value.Kind() == constant.String && constant.StringVal(o.Const.Value) == text {
			return true
		}
	}
	return false
}

// fold returns the letter case that the code was brought to, 0 if any.
func fold(code origin.Set) byte {
	for _, o := range code.Body(origin.PathCode) {
		return o.Fold
	}
	return 0
}

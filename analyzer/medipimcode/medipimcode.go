package medipimcode

import (
	_ "embed"
	"go/ast"
	"go/constant"

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
	c := &checker{Pass: p, fixed: map[ast.Expr]string{}, seen: map[ast.Expr]bool{}}
	for _, b := range p.Branches {
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
			if b.Codes {
				c.judge(b, b.X, nil)
			}
		}
	}
	c.typed()
}

// A checker judges the constants that error codes are compared with.
type checker struct {
	*rule.Pass
	seen  map[ast.Expr]bool   // literals judged wrong already
	fixed map[ast.Expr]string // what their fixes make of them
}

// code returns the origins of x if it is the whole of an error code, and of Medipim's.
func (c *checker) code(x ast.Expr) origin.Set {
	s := c.Origins.ResolveExpr(x)
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
	if b.Func != nil && !comparing[b.Func.FullName()] {
		return
	}
	c.judge(b, y, s)
}

// comparing are the searches that a code can be put to.
var comparing = map[string]bool{
	"strings.EqualFold": true,
	"strings.HasPrefix": true,
	"strings.HasSuffix": true,
	"strings.Contains":  true,
	"strings.Compare":   true,
	"cmp.Compare":       true,
}

// listed judges the keys or elements of what is searched for a code.
func (c *checker) listed(b model.Branch) {
	s := c.code(b.X)
	if s == nil {
		return
	}
	for _, o := range c.Origins.Members(b.Y, b.Kind == model.Index) {
		c.constant(b, o, b.Y, s)
	}
}

// judge reports y, or what it can be, if it is no code. code is what it is compared with.
func (c *checker) judge(b model.Branch, y ast.Expr, code origin.Set) {
	if text, ok := c.StringConst(y); ok {
		c.literal(b, y, text, code)
		return
	}
	for _, o := range c.Origins.Expr(y) { // a parameter's callers are judged at the call
		c.constant(b, o, y, code)
	}
}

// constant reports the constant o, on the literal that it stands in, else on use.
func (c *checker) constant(b model.Branch, o origin.Origin, use ast.Expr, code origin.Set) {
	if o.Kind != origin.Const || o.Const.Value.Kind() != constant.String {
		return
	}
	at := use
	if lit := c.Literal(o.At, constant.StringVal(o.Const.Value)); lit != nil {
		at = lit
	}
	c.literal(b, at, constant.StringVal(o.Const.Value), code)
}

// literal reports text, which stands at x, if no code can be equal to it.
func (c *checker) literal(b model.Branch, x ast.Expr, text string, code origin.Set) {
	if text == "" || made(code, text) {
		return
	}
	v, ok := judge(c.Catalog, formOf(b), fold(code), text)
	if !ok {
		return
	}
	at := c.Declaration(x, text)
	if c.seen[at] {
		return
	}
	c.seen[at] = true
	f := rule.Finding{At: at, Category: v.category, Message: v.message}
	if v.code != "" {
		f.Fix = c.replace(at, v.code)
	}
	c.Find(f)
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

package model

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// propagate finds the parameters that functions branch on, or compare with the error code, through
// any number of calls, and adds a Branch for each argument that is passed for one.
func (p *Package) propagate() {
	p.tested = map[*ssa.Parameter]use{}
	p.compared = map[*ssa.Parameter][]comparison{}
	for _, b := range p.Branches {
		p.noteBranch(b)
	}
	for _, b := range p.Lookups {
		p.noteCompared(b.X, b.Y, "")
	}
	type passed struct {
		call *ast.CallExpr
		args []ast.Expr
		fns  []*ssa.Function
		fact *funcFact
	}
	var calls []passed
	p.insp.Preorder([]ast.Node{(*ast.CallExpr)(nil)}, func(n ast.Node) {
		call := n.(*ast.CallExpr)
		c := passed{call: call, args: Arguments(p.Info, call)}
		if len(c.args) == 0 || p.Info.Types[call.Fun].IsType() {
			return
		}
		c.fns = p.Origins.CalleesAt(call)
		if fn := p.Called(call); fn != nil {
			if f, ok := (imported{p.pass}).fn(fn); ok {
				c.fact = f
			}
		}
		if len(c.fns) > 0 || c.fact != nil {
			calls = append(calls, c)
		}
	})
	added := map[ast.Expr]*Branch{}
	for changed := true; changed; {
		changed = false
		for _, c := range calls {
			for i, arg := range c.args {
				value, codes := p.paramUse(c.fns, c.fact, i)
				for _, cmp := range codes {
					changed = p.handOn(added, c.call, c.args, arg, cmp) || changed
				}
				if value == 0 {
					continue
				}
				b := branchAt(added, c.call, arg, p.Called(c.call))
				b.Value, b.Text = true, b.Text || value&text != 0
				for _, o := range p.Origins.Expr(arg) {
					if o.Kind == origin.Param && p.tested[o.Param]|value != p.tested[o.Param] {
						p.tested[o.Param] |= value
						changed = true
					}
				}
			}
		}
	}
	for _, c := range calls {
		for _, arg := range c.args {
			if b := added[arg]; b != nil {
				p.Branches = append(p.Branches, *b)
				delete(added, arg)
			}
		}
	}
}

func branchAt(added map[ast.Expr]*Branch, call *ast.CallExpr, arg ast.Expr, fn *types.Func) *Branch {
	b := added[arg]
	if b == nil {
		b = &Branch{Kind: Arg, X: arg, Node: call, Func: fn}
		added[arg] = b
	}
	return b
}

// handOn applies a callee's comparison to arg: it is compared with the code, or with another
// argument that is the code, or a parameter of the caller. It reports whether that is news.
func (p *Package) handOn(added map[ast.Expr]*Branch, call *ast.CallExpr, args []ast.Expr, arg ast.Expr, cmp comparison) bool {
	with := []int{-1}
	if cmp.With >= 0 {
		if cmp.With >= len(args) {
			return false
		}
		with = nil
		for _, o := range p.Origins.Expr(args[cmp.With]) {
			switch {
			case o.Kind == origin.Body && o.Path == origin.PathCode && !o.Part:
				with = append(with, -1)
			case o.Kind == origin.Param:
				with = append(with, slices.Index(o.Param.Parent().Params, o.Param))
			}
		}
	}
	news := false
	for _, w := range with {
		handed := comparison{How: cmp.How, With: w}
		if w < 0 {
			b := branchAt(added, call, arg, p.Called(call))
			if !slices.Contains(b.Codes, cmp.How) {
				b.Codes = append(b.Codes, cmp.How)
				news = true
			}
		}
		for _, v := range p.Origins.Values(arg) {
			for _, prm := range p.Origins.Params(v) {
				news = p.compare(prm, handed) || news
			}
		}
	}
	return news
}

// A use says what a function does with a parameter.
type use uint8

const (
	branch use = 1 << iota // it branches on it
	text                   // … by more than whether it is empty
)

// A comparison says how a parameter is compared, and with what.
type comparison struct {
	How  string // the comparing function ("strings.EqualFold"), "" for ==
	With int    // another parameter of the function, -1 for the error code
}

// compare notes a comparison of prm, and reports whether it is news.
func (p *Package) compare(prm *ssa.Parameter, c comparison) bool {
	if slices.Contains(p.compared[prm], c) {
		return false
	}
	p.compared[prm] = append(p.compared[prm], c)
	return true
}

// paramUse reports what the callees do with argument i: branch on it, compare it with the code.
func (p *Package) paramUse(fns []*ssa.Function, fact *funcFact, i int) (value use, codes []comparison) {
	for _, fn := range fns {
		j := min(i, len(fn.Params)-1) // further arguments are the variadic parameter's
		if j < 0 || j < i && !fn.Signature.Variadic() {
			continue
		}
		value |= p.tested[fn.Params[j]]
		codes = append(codes, p.compared[fn.Params[j]]...)
	}
	if fact != nil {
		for _, b := range fact.Branches {
			if i == b.Param || i > b.Param && b.Param == fact.Variadic {
				value |= b.Use
			}
		}
		for _, c := range fact.Codes {
			if i == c.Param || i > c.Param && c.Param == fact.Variadic {
				codes = append(codes, comparison{c.How, c.With})
			}
		}
	}
	return value, codes
}

// noteBranch marks the parameters that b tests.
func (p *Package) noteBranch(b Branch) {
	for _, o := range p.Origins.Expr(b.X) {
		if o.Kind != origin.Param {
			continue
		}
		if b.Kind == Compare && (p.Consistency(b) || dereferences(o.Param) && p.Info.Types[b.Y].IsNil()) {
			continue
		}
		p.tested[o.Param] |= branch
		if !p.Emptiness(b) {
			p.tested[o.Param] |= text
		}
	}
	how := ""
	if b.Kind == Text {
		how = b.Func.FullName()
	}
	for _, c := range b.Cases {
		p.noteCompared(b.X, c, how)
	}
	if b.Y != nil {
		p.noteCompared(b.X, b.Y, how)
	}
}

// dereferences reports whether the function of prm, a pointer, yields what prm points to: that it looks for nil
// before only chooses what it yields.
func dereferences(prm *ssa.Parameter) bool {
	ptr, ok := prm.Type().Underlying().(*types.Pointer)
	results := prm.Parent().Signature.Results()
	return ok && results.Len() > 0 && types.Identical(results.At(0).Type(), ptr.Elem())
}

// noteCompared marks the parameters in y if x is the error code, or another parameter.
func (p *Package) noteCompared(x, y ast.Expr, how string) {
	var params []*ssa.Parameter
	for _, v := range p.Origins.Values(y) {
		params = append(params, p.Origins.Params(v)...)
	}
	if len(params) == 0 {
		return
	}
	for _, o := range p.Origins.Expr(x) {
		for _, prm := range params {
			switch {
			case o.Kind == origin.Body && o.Path == origin.PathCode && !o.Part:
				p.compare(prm, comparison{how, -1})
			case o.Kind == origin.Param && o.Param != prm && o.Param.Parent() == prm.Parent():
				p.compare(prm, comparison{how, slices.Index(prm.Parent().Params, o.Param)})
			}
		}
	}
}

// Emptiness reports whether b only asks whether its value is there at all: x == "", x != 0.
func (p *Package) Emptiness(b Branch) bool {
	switch b.Kind {
	case Compare:
		return p.IsZero(b.Y)
	case Switch:
		for _, c := range b.Cases {
			if !p.IsZero(c) {
				return false
			}
		}
		return true
	case Arg:
		return !b.Text
	}
	return false
}

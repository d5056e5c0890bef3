package model

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

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
	called := map[ast.Expr]bool{}
	for _, n := range p.uses {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if fn := p.boundMethod(sel); fn != nil && !called[sel] {
				calls = append(calls, passed{args: []ast.Expr{sel.X}, fns: []*ssa.Function{fn}})
			}
			continue
		}
		call := n.(*ast.CallExpr)
		called[ast.Unparen(call.Fun)] = true
		c := passed{call: call, args: Arguments(p.Info, call)}
		if len(c.args) == 0 || p.Info.Types[call.Fun].IsType() {
			continue
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
	}
	added := map[ast.Expr]*Branch{}
	for changed := true; changed; {
		changed = false
		for _, c := range calls {
			for i, arg := range c.args {
				value, codes := p.paramUse(c.fns, c.fact, i)
				for _, cmp := range codes {
					changed = p.handOn(added, c.call, c.args, arg, cmp) || changed
					if c.fact != nil && cmp.With >= 0 && cmp.With < len(c.args) && p.IsText(c.args[cmp.With]) {
						value |= branch | text
					}
				}
				if value == 0 {
					continue
				}
				b := branchAt(added, c.call, arg, p.calledBy(c.call))
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

// calledBy is Called; nil for no call, where a method is bound to its receiver.
func (p *Package) calledBy(call *ast.CallExpr) *types.Func {
	if call == nil {
		return nil
	}
	return p.Called(call)
}

// boundMethod returns the method of the package that sel binds to its receiver where it is not called, or nil.
func (p *Package) boundMethod(sel *ast.SelectorExpr) *ssa.Function {
	s := p.Info.Selections[sel]
	if s == nil || s.Kind() != types.MethodVal || types.IsInterface(s.Recv()) {
		return nil
	}
	fn, _ := s.Obj().(*types.Func)
	if fn == nil || fn.Pkg() != p.pass.Pkg {
		return nil
	}
	return p.SSA.Prog.FuncValue(fn.Origin())
}

func branchAt(added map[ast.Expr]*Branch, call *ast.CallExpr, arg ast.Expr, fn *types.Func) *Branch {
	b := added[arg]
	if b == nil {
		b = &Branch{Kind: Arg, X: arg, Node: arg, Func: fn}
		if call != nil {
			b.Node = call
		}
		added[arg] = b
	}
	return b
}

// handOn applies a callee's comparison to arg: it is compared with the code, or with another
// argument that is the code, or a parameter of the caller. It reports whether that is news.
func (p *Package) handOn(added map[ast.Expr]*Branch, call *ast.CallExpr, args []ast.Expr, arg ast.Expr, cmp comparison) bool {
	with := []int{cmp.With}
	if cmp.With >= 0 {
		if cmp.With >= len(args) {
			return false
		}
		with = nil
		for _, o := range p.Origins.Expr(args[cmp.With]) {
			switch {
			case o.Kind == origin.Body && o.Path == origin.PathCode && !o.Part:
				with = append(with, theCode)
			case o.Kind == origin.Body && o.Path == origin.PathMessage:
				with = append(with, theMessage)
			case o.Kind == origin.Param:
				with = append(with, slices.Index(o.Param.Parent().Params, o.Param))
			}
		}
	}
	news := false
	for _, w := range with {
		handed := comparison{How: cmp.How, With: w}
		if w < 0 {
			b := branchAt(added, call, arg, p.calledBy(call))
			if w == theMessage { // where the message is another argument, it is reported
				news = news || !b.Message && cmp.With < 0
				b.Message = b.Message || cmp.With < 0
			} else if !slices.Contains(b.Codes, cmp.How) {
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
	With int    // another parameter of the function, or theCode, theMessage
}

// What a parameter is compared with that is no other parameter.
const (
	theCode    = -1
	theMessage = -2
)

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
		fn = declared(fn)
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

// declared returns the method that fn, which calls it for a method expression, is made for; else fn.
func declared(fn *ssa.Function) *ssa.Function {
	if !strings.HasPrefix(fn.Synthetic, "thunk") {
		return fn
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		if m := fn.Prog.FuncValue(obj); m != nil && len(m.Params) == len(fn.Params) {
			return m
		}
	}
	return fn
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
		if !p.Emptiness(b) && p.AgainstText(b) {
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

// noteCompared marks the parameters in y if x is the error code, the message, or another parameter.
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
				p.compare(prm, comparison{how, theCode})
			case o.Kind == origin.Body && o.Path == origin.PathMessage && how == "":
				p.compare(prm, comparison{how, theMessage})
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

package model

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// propagate finds the parameters that functions branch on, or compare with the error code, through
// any number of calls, and adds a Branch for each argument that is passed for one.
func (p *Package) propagate() {
	p.tested = map[*ssa.Parameter]bool{}
	p.compared = map[*ssa.Parameter]bool{}
	for _, b := range p.Branches {
		p.noteBranch(b)
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
				if !value && !codes {
					continue
				}
				b := added[arg]
				if b == nil {
					b = &Branch{Kind: Arg, X: arg, Node: c.call, Func: p.Called(c.call)}
					added[arg] = b
				}
				if b.Value == value && b.Codes == codes {
					continue
				}
				b.Value, b.Codes, changed = value, codes, true
				for _, o := range p.Origins.Expr(arg) {
					if o.Kind == origin.Param {
						p.tested[o.Param] = p.tested[o.Param] || value
						p.compared[o.Param] = p.compared[o.Param] || codes
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

// paramUse reports what the callees do with argument i: branch on it, compare it with the code.
func (p *Package) paramUse(fns []*ssa.Function, fact *funcFact, i int) (value, codes bool) {
	for _, fn := range fns {
		j := min(i, len(fn.Params)-1) // further arguments are the variadic parameter's
		if j < 0 || j < i && !fn.Signature.Variadic() {
			continue
		}
		value = value || p.tested[fn.Params[j]]
		codes = codes || p.compared[fn.Params[j]]
	}
	if fact != nil {
		for _, j := range fact.Branches {
			value = value || i == j || i > j && j == fact.Variadic
		}
		for _, j := range fact.Codes {
			codes = codes || i == j || i > j && j == fact.Variadic
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
		if b.Kind == Compare && p.Consistency(b) {
			continue
		}
		p.tested[o.Param] = true
	}
	if b.Y == nil || b.Kind == Index {
		for _, c := range b.Cases {
			p.noteCompared(b.X, c)
		}
		return
	}
	p.noteCompared(b.X, b.Y)
}

// noteCompared marks the parameters in y if x is the error code.
func (p *Package) noteCompared(x, y ast.Expr) {
	var params []*ssa.Parameter
	for _, v := range p.Origins.Values(y) {
		params = append(params, p.Origins.Params(v)...)
	}
	if len(params) == 0 {
		return
	}
	for _, o := range p.Origins.ResolveExpr(x).Body(origin.PathCode) {
		if o.Part {
			continue
		}
		for _, prm := range params {
			p.compared[prm] = true
		}
	}
}

// Consistency reports whether b compares its value with the HTTP status of an answer: a check of
// the one against the other, which decides nothing by the body alone.
func (p *Package) Consistency(b Branch) bool {
	other := p.Origins.ResolveExpr(b.Y)
	return len(other.HTTP()) > 0 && len(other.Body(origin.PathStatus)) == 0
}

// isText reports whether t is a string type.
func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}
